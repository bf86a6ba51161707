import { useApp, type TestApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { type Answer, expectStatus, type HttpClient } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { useInside } from './inside.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

/** Words that are nowhere in the program or the city's data: each of them found in an answer is a leak. */
const PLANTED = {
  name: 'Zulfikarnaen Manuhutuwael',
  nationalId: '8171032105887731',
  address: 'Lorong Kenanga Bengkok Nomor 77',
  email: 'zulfikarnaen.mw@surat-rahasia.test',
  corrected: 'manuhutuwael.baru@surat-rahasia.test',
  phone: '081234987659',
  occupation: 'Peniup tahuri',
} as const;
const TRACES = [
  'zulfikarnaen',
  'manuhutuwael',
  '8171032105887731',
  'kenanga bengkok',
  'surat-rahasia',
  '1234987659',
  'peniup tahuri',
];

let filed: FiledRequest;
let caseId = '';

beforeAll(async () => {
  const identity = await upload('KTP Zulfikarnaen.jpg', await sampleFiles.jpg(), 'image/jpeg');
  const attachment = await upload('Surat Manuhutuwael.pdf', sampleFiles.pdf(PLANTED.name), 'application/pdf');
  const { name, nationalId, address, email, phone, occupation } = PLANTED;
  const requester = { kind: 'individual', name, nationalId, address, email, phone, occupation };
  filed = await app.fileRequest(
    requestBody({
      requester: { ...requester, identity: 'ktp', identityFileId: identity },
      ...{ fileIds: [attachment] },
    }),
  );
  caseId = await app.caseId(filed.registerNumber);
  await app.sweep();
  await everyAct(app);
}, 120_000);

async function upload(name: string, bytes: Buffer, type: string): Promise<string> {
  return expectStatus(await app.citizen.upload(bytes, name, type), 201).fileId;
}

/** The whole life of a case, so that every kind of row, letter and mail is there to leak from. */
async function everyAct({ mustAct, signIn }: Pick<TestApp, 'mustAct' | 'signIn'>): Promise<void> {
  const act = mustAct.bind(app);
  const desk = await signIn.call(app, 'desk');
  const officer = await signIn.call(app, 'officer', 'disdik');
  await act(desk, caseId, 'verify-identity', { how: 'KTP diperiksa' });
  await act(desk, caseId, 'declare-complete');
  answers.push(await app.act(officer, caseId, 'claim'));
  answers.push(await app.act(officer, caseId, 'note', { text: 'Catatan unit' }));
  answers.push(await app.act(officer, caseId, 'message', { text: 'Sedang disiapkan' }));
  answers.push(
    await app.act(officer, caseId, 'extend', {
      reasons: ['notYetHeldOrDocumented'],
      explanation: 'Berkas masih dikumpulkan dari sekolah.',
    }),
  );
  await app.citizenAct(filed, 'message', { text: 'Terima kasih, ditunggu.', fileIds: [] });
  await app.citizenAct(filed, 'contact', { email: PLANTED.corrected });
  await app.passTo('2026-12-10T09:00:00+09:00');
  answers.push(
    await app.act(officer, caseId, 'grant', {
      form: 'softcopy',
      cost: { copy: 1_000, delivery: 0, other: 0 },
      provideOn: '2026-12-15',
      fileIds: [],
      explanation: 'Rincian tersedia.',
    }),
  );
  await app.sweep();
}

/** What acting officers were answered on the way. */
const answers: Answer[] = [];

/** Escapes of an address; the bytes of a PDF only look like some. */
function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}

function tracesIn(answer: Answer): string[] {
  const head = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const whole = `${head}\n${answer.text}`.replace(/(?:%[0-9a-f]{2})+/giu, decoded).toLowerCase();
  return TRACES.filter((trace) => whole.includes(trace));
}

/** Opens every link that a person can reach from these pages, within the staff's rooms and the API. */
async function reach(client: HttpClient, starts: readonly string[]): Promise<Map<string, Answer>> {
  const seen = new Map<string, Answer>();
  const waiting = [...starts];
  for (let path = waiting.shift(); path !== undefined && seen.size < 160; path = waiting.shift()) {
    if (seen.has(path)) continue;
    const answer = path.startsWith('/api/') ? await client.get(path) : await client.page(path);
    seen.set(path, answer);
    const found = [
      ...[...answer.text.matchAll(/(?:href|src|action)="([^"]+)"/gu)].map(([, link = '']) => link),
      ...[...answer.text.matchAll(/"url":"([^"]+)"/gu)].map(([, link = '']) => link),
    ].map((link) => link.replaceAll('&amp;', '&').replace(app.baseUrl, '').split('#', 1)[0] ?? '');
    waiting.push(...found.filter((link) => /^\/(petugas|pengawas|admin|api)(\/|\?|$)/u.test(link)));
  }
  return seen;
}

function startsOf(id: string): string[] {
  const known = inside
    .routes()
    .filter(({ method }) => method === 'GET')
    .flatMap(({ paths }) => paths)
    .filter((path) => /^\/(petugas|pengawas|admin|api)/u.test(path))
    .map((path) => path.replace(':id', id).replace(':kode', 'disdik'));
  const words = TRACES.map((trace) => encodeURIComponent(trace));
  return [
    ...known,
    ...words.map((word) => `/api/v1/cases?q=${word}`),
    ...words.map((word) => `/petugas?cari=${word}&q=${word}`),
  ];
}

describe('the person behind a question', () => {
  it('was really there to leak', async () => {
    const [mail] = await app.mails(PLANTED.email);
    expect(mail?.to).toBe(PLANTED.email);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await app.track(filed)).timeline.map(({ event }) => event)).toContain('granted');
  });

  it('is in no answer to an act of the unit', () => {
    expect(answers.flatMap(tracesIn)).toEqual([]);
  });

  it.each([
    ['officer', 'disdik'],
    ['officer', 'disdukcapil'],
    ['supervisor', undefined],
    ['superior', undefined],
    ['admin', undefined],
  ] as const)(
    'is on nothing that %s %s can reach',
    async (role, agency) => {
      const reached = await reach(await app.signIn(role, agency), startsOf(caseId));
      const leaks = [...reached].flatMap(([path, answer]) =>
        tracesIn(answer)
          .filter((trace) => !path.includes(encodeURIComponent(trace)))
          .map((trace) => `${path}: ${trace}`),
      );
      expect(leaks).toEqual([]);
      const papers = [...reached].filter(([, answer]) =>
        /pdf/u.test(answer.headers.get('content-type') ?? ''),
      );
      expect(papers.map(([path]) => path)).toEqual([]);
      expect([...reached].filter(([, { status }]) => status >= 500).map(([path]) => path)).toEqual([]);
    },
    120_000,
  );

  it('cannot be looked for by anybody but the desk', async () => {
    for (const role of ['officer', 'supervisor', 'superior'] as const) {
      const staff = await app.signIn(role, role === 'officer' ? 'disdik' : undefined);
      for (const word of ['Zulfikarnaen', 'Manuhutuwael', PLANTED.nationalId, PLANTED.email, PLANTED.phone]) {
        const { body } = await staff.get<{ items: unknown[] }>(`/api/v1/cases?q=${encodeURIComponent(word)}`);
        expect({ role, word, found: body.items.length }).toEqual({ role, word, found: 0 });
      }
    }
  });

  it('is in no mail to the office', async () => {
    const staff = await app.sql<{ email: string }>('SELECT email FROM staff');
    const addresses = new Set(staff.map(({ email }) => email));
    const mails = (await app.mails()).filter(({ to }) => addresses.has(to));
    const told = mails.map(({ subject, text }) => `${subject}\n${text}`.toLowerCase());
    expect(TRACES.filter((trace) => told.some((text) => text.includes(trace)))).toEqual([]);
  });

  it('is in no mail at all beyond its address', async () => {
    const told = (await app.mails()).map(({ subject, text }) => `${subject}\n${text}`.toLowerCase());
    const traces = [
      ...TRACES.filter((trace) => trace !== 'surat-rahasia'),
      filed.trackingCode.toLowerCase(),
      'dana bos',
    ];
    expect(traces.filter((trace) => told.some((text) => text.includes(trace)))).toEqual([]);
  });

  it('is in no line of the log', () => {
    const lines = app.log.join('\n').toLowerCase();
    expect([...TRACES, filed.trackingCode.toLowerCase()].filter((trace) => lines.includes(trace))).toEqual(
      [],
    );
  });

  it('is in no readable row of the database', async () => {
    const tables = await app.sql<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'bullmq')`,
    );
    const leaks: string[] = [];
    for (const { name } of tables) {
      const rows = await app.sql<{ row: string }>(`SELECT lower(t::text) AS row FROM ${name} t`);
      const hex = TRACES.map((trace) => Buffer.from(trace).toString('hex'));
      const found = TRACES.filter((trace, at) =>
        rows.some(({ row }) => row.includes(trace) || row.includes(hex[at] ?? trace)),
      );
      leaks.push(...found.map((trace) => `${name}: ${trace}`));
    }
    expect(leaks).toEqual([]);
  });
});
