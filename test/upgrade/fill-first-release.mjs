/**
 * How test/upgrade/first-release was made: an office in the middle of its work, by the program of the first release
 * (state 316f779 of this repository, built on its own, TEST_HOOKS=on, LIMITS=off, master key of the tests). It prints
 * what a citizen of that time holds in hand. Afterwards: `tenggat backup` of today on the same DATA_DIR.
 *
 *   node test/upgrade/fill-first-release.mjs http://127.0.0.1:PORT DATA_DIR OLD/dist/cli.js > receipts.json
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [base, dataDir, cli] = process.argv.slice(2);
const accounts = JSON.parse(readFileSync(`${dataDir}/accounts.json`, 'utf8'));
const tenggat = (...args) =>
  execFileSync(process.execPath, [cli, ...args], { env: { ...process.env, DATA_DIR: dataDir } });

async function call(method, path, body, { key = randomUUID(), cookie } = {}) {
  const isForm = body instanceof FormData;
  const answer = await fetch(base + path, {
    method,
    headers: {
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return { body: text === '' ? null : JSON.parse(text), cookie: answer.headers.getSetCookie() };
}

async function signIn(role, agency) {
  const { email, password } = accounts.find(
    (one) => one.role === role && (agency === undefined || one.agency === agency),
  );
  const { cookie } = await call('POST', '/api/v1/session', { email, password }, { key: null });
  return cookie.map((one) => one.split(';')[0]).join('; ');
}

let people = 0;
function filing(more = {}) {
  people += 1;
  return {
    informationRequested: `Rincian penggunaan Dana BOS SMP Negeri ${people} Ambon tahun 2025, per sekolah`,
    purpose: { kind: 'research', text: null },
    agency: 'disdik',
    access: 'copy',
    delivery: 'online',
    format: 'softcopy',
    requester: {
      kind: 'individual',
      name: `Pemohon Pertama ${people}`,
      nationalId: `81710155${String(people).padStart(2, '0')}900001`,
      address: 'Jalan Diponegoro 1, Ambon',
      email: `pemohon${people}@contoh.test`,
      phone: null,
    },
    language: 'id',
    declarationAccepted: true,
    mayPublish: false,
    ...more,
  };
}

/** A real image: the program draws it anew. */
async function upload(name) {
  const { default: sharp } = await import('sharp');
  const image = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#aa9988' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append('file', new Blob([image], { type: 'image/png' }), name);
  return (await call('POST', '/api/v1/files', form, { key: null })).body.fileId;
}

const receipts = {};
const file = async (name, more) => {
  const key = randomUUID();
  const sent = filing(more);
  const { body } = await call('POST', '/api/v1/requests', sent, { key });
  receipts[name] = { registerNumber: body.registerNumber, trackingCode: body.trackingCode, key, sent };
  return body;
};
const clock = (move) => call('POST', '/_test/clock', move, { key: null });
const sweep = () => call('POST', '/_test/sweep', {}, { key: null });

await clock({ set: '2026-11-24T10:00:00+09:00' });
const desk = await signIn('desk');
const idOf = async (name) =>
  (
    await call('GET', `/api/v1/cases?view=all&q=${receipts[name].registerNumber}`, undefined, {
      key: null,
      cookie: desk,
    })
  ).body.items[0].id;
const act = async (name, action, body = {}, cookie = desk) => {
  const id = await idOf(name);
  const { version } = (await call('GET', `/api/v1/cases/${id}`, undefined, { key: null, cookie: desk })).body;
  return call('POST', `/api/v1/cases/${id}/${action}`, { version, ...body }, { cookie });
};

await file('silent');
await file('extended');
await file('granted', { fileIds: [await upload('lampiran.png')] });
await file('incomplete');
await file('withdrawn');
await file('notHeld');
await sweep();
const officer = await signIn('officer', 'disdik');
for (const name of ['silent', 'extended', 'granted', 'notHeld']) await act(name, 'declare-complete');
await act('incomplete', 'declare-incomplete', { missing: ['description'], note: 'Sebutkan nama sekolah.' });
await act(
  'extended',
  'extend',
  { reasons: ['notYetHeldOrDocumented'], explanation: 'Data dihimpun dari sekolah.' },
  officer,
);
await act(
  'granted',
  'grant',
  {
    form: 'softcopy',
    cost: { copy: 0, delivery: 0, other: 0 },
    provideOn: '2026-11-30',
    fileIds: [await upload('jawaban.png')],
    explanation: 'Terlampir.',
  },
  officer,
);
await act(
  'notHeld',
  'answer-not-held',
  { holder: 'Dinas lain', searchRecord: 'Dicari di arsip 2025.' },
  officer,
);
await call('POST', '/api/v1/tracking/withdraw', { ...pick(receipts.withdrawn), reason: 'Sudah ada.' });
await sweep();
await clock({ set: '2026-12-09T10:00:00+09:00' });
await sweep();
receipts.objection = (
  await call('POST', '/api/v1/tracking/object', { ...pick(receipts.silent), prepared: true })
).body;
await sweep();
// In flight: mails that nobody has sent, due rows that nobody has taken, an upload that no case has.
await clock({ set: '2026-12-09T10:30:00+09:00' });
receipts.loose = await upload('lepas.png');
tenggat('sending', 'paused');
await file('waiting');
await file('unrouted', { agency: null });
console.log(JSON.stringify(receipts, null, 2));

function pick({ registerNumber, trackingCode }) {
  return { registerNumber, trackingCode };
}
