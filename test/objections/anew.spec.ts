import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { trackedPage } from '../rules/explained-page.js';
import { codeOf, granting, ObjectionWorld, STORY } from './objection-world.js';

/*
 * An objection on ground b without a request whose order or agreement passes its day undone (law.md T9: new ground e or
 * g): the right to object anew has a door behind the same number and code (decision 0092).
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const DESK = ['desk'] as const;
const SUPERIOR = ['superior'] as const;
const DAY = '2026-12-04';
/** 30 working days after Fri 2026-12-04, counted by hand: 24 and 25 December, 1 and 5 January are free. */
const UNTIL = '2027-01-21';

interface Own {
  readonly number: string;
  readonly code: string;
}

async function filed(): Promise<Own> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const own = expectStatus(
    await app.citizen.post<{ objectionNumber: string; trackingCode: string }>('/api/v1/objections', {
      grounds: ['b'],
      story: 'Ringkasan laporan keuangan tahun 2025 tidak diumumkan.',
      requester: requestBody().requester,
    }),
    201,
  );
  return { number: own.objectionNumber, code: own.trackingCode };
}

async function promised(kind: 'agreement' | 'order'): Promise<Own> {
  const own = await filed();
  if (kind === 'order') await world.mustAct(SUPERIOR, own.number, 'reply', granting(DAY));
  else await world.mustAct(DESK, own.number, 'settle', { record: 'PPID mengumumkannya.', carryOutBy: DAY });
  return own;
}

const asked = ({ number, code }: Own) => ({ registerNumber: number, trackingCode: code });
const track = async (own: Own) =>
  expectStatus(
    await app.citizen.post<{
      status: string;
      turn: string;
      rights: { objectionUntil: string | null };
    }>('/api/v1/tracking', asked(own), { key: null }),
    200,
  );
const object = (own: Own, grounds: readonly string[]) =>
  app.citizen.post<{ objectionNumber: string; replyDueDate: string; links: Record<string, string> }>(
    '/api/v1/tracking/object',
    { ...asked(own), grounds, story: STORY },
  );
const pageOf = async (own: Own, path: string) =>
  (await trackedPage(app, own, path)).replaceAll(/&nbsp;|\s+/gu, ' ');

describe.each(['agreement', 'order'] as const)('an %s of an objection without a request', (kind) => {
  it('is not over before it is carried out, and bears nothing before its day has passed', async () => {
    const own = await promised(kind);
    expect(await track(own)).toMatchObject({
      status: 'processing',
      turn: 'agency',
      rights: { objectionUntil: null },
    });
    const early = await object(own, ['e']);
    expect([early.status, codeOf(early)]).toEqual([409, 'ground-not-open']);
    expect(await pageOf(own, '/keberatan-saya')).not.toContain('keberatan baru');
  });

  it('opens the right to object anew once its day has passed: mail, tracking, page, form', async () => {
    const own = await promised(kind);
    await app.passTo('2026-12-05T08:00:00+09:00');
    await app.sweep();
    expect(await track(own)).toMatchObject({ status: 'processing', rights: { objectionUntil: UNTIL } });
    const told = (await app.mails()).find(
      ({ subject, text }) =>
        subject.includes(own.number) && /Anda dapat mengajukan\s+keberatan\s+baru/u.test(text),
    );
    expect(told?.text.replaceAll(/\s+/gu, ' ')).toContain('keberatan baru sampai Kamis, 21 Januari 2027');
    const page = await pageOf(own, '/keberatan-saya');
    expect(page).toContain('4 Desember 2026 sudah lewat');
    expect(page).toContain('keberatan baru sampai Kamis, 21 Januari 2027');
    expect(page).toContain('href="/keberatan-saya/keberatan"');
    expect(page).not.toMatch(/(?<!seharusnya )dilaksanakan (?:PPID )?paling lambat Jumat/u);
    const form = await pageOf(own, '/keberatan-saya/keberatan');
    expect(form).toContain('datetime="2027-01-21"');
    expect(form).toContain(`keberatan saya ${own.number} seharusnya dilaksanakan`);
  });

  it('is objected to on its last day without a flag, with a number of its own and the same code', async () => {
    const own = await promised(kind);
    await app.passTo(`${UNTIL}T23:00:00+09:00`);
    const foreign = await object(own, ['d']);
    expect([foreign.status, codeOf(foreign)]).toEqual([409, 'ground-not-open']);
    const { objectionNumber, links } = expectStatus(await object(own, ['e', 'g']), 201);
    expect(links['form']).toContain('/keberatan-saya/formulir.pdf');
    const rows = await app.sql(
      `SELECT n.grounds, n.late, n.case_id, f.register_number AS follows FROM objections n
         JOIN objections f ON f.id = n.follows_id WHERE n.register_number = $1`,
      [objectionNumber],
    );
    expect(rows).toEqual([{ grounds: ['e', 'g'], late: false, case_id: null, follows: own.number }]);
    const again = { number: objectionNumber, code: own.code };
    expect(await track(again)).toMatchObject({ status: 'processing' });
    expect(await pageOf(again, '/keberatan-saya')).toContain(`Lanjutan keberatan ${own.number}`);
    expect(await pageOf(own, '/keberatan-saya')).toContain(`Keberatan baru ${objectionNumber} diajukan`);
    // The superior is asked once.
    const twice = await object(own, ['e']);
    expect([twice.status, codeOf(twice)]).toEqual([409, 'ground-not-open']);
    // The office is told at its hours.
    await app.passTo('2027-01-22T08:30:00+09:00');
    await app.sweep();
    const mails = (await app.mails()).filter(({ subject }) => subject.includes(objectionNumber));
    expect(mails.map(({ to }) => to)).toContain(app.account('superior').email);
    expect(mails.some(({ subject }) => subject.includes('terdaftar'))).toBe(true);
    expect((await world.read(objectionNumber)).actions).toContain('reply');
  });

  it('is flagged after that day and closed once it was done in time', async () => {
    const late = await promised(kind);
    await app.passTo('2027-01-22T09:00:00+09:00');
    const { objectionNumber } = expectStatus(await object(late, ['e']), 201);
    expect(
      await app.sql('SELECT late FROM objections WHERE register_number = $1', [objectionNumber]),
    ).toEqual([{ late: true }]);
    const kept = await promised(kind);
    await world.mustAct(DESK, kept.number, 'carry-out', { explanation: 'Sudah diumumkan.', fileIds: [] });
    await app.passTo('2026-12-07T09:00:00+09:00');
    const none = await object(kept, ['e']);
    expect([none.status, codeOf(none)]).toEqual([409, 'ground-not-open']);
    expect((await track(kept)).rights.objectionUntil).toBeNull();
  });
});

it('is filed on the page too, with script off', async () => {
  const own = await promised('agreement');
  await app.passTo('2026-12-05T08:00:00+09:00');
  const client = app.client();
  const door = await client.page('/lacak');
  const token = (html: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]+)"`, 'u').exec(html)?.[1] ?? '';
  await client.submit('/lacak', { _csrf: token(door.text, '_csrf'), nomor: own.number, kode: own.code });
  const form = await client.page('/keberatan-saya/keberatan');
  const hidden = { _csrf: token(form.text, '_csrf'), _kunci: token(form.text, '_kunci') };
  const empty = await client.submit('/keberatan-saya/keberatan', { ...hidden, cerita: 'Pendek' });
  expect(empty.text).toContain('Ada yang perlu diperbaiki');
  expect(empty.text).toContain('Pilih paling sedikit satu alasan keberatan');
  const sent = await client.submit('/keberatan-saya/keberatan', {
    ...hidden,
    'alasan-e': 'e',
    cerita: STORY,
  });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/keberatan-saya']);
  expect((await client.page('/keberatan-saya')).text).toContain(`Lanjutan keberatan ${own.number}`);
});

it('keeps its letters apart from those of the objection that it follows', async () => {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const desk = await app.signIn('desk');
  const first = expectStatus(
    await desk.post<{ objectionNumber: string; trackingCode: string }>('/api/v1/objections/paper', {
      ...{ grounds: ['b'], story: STORY, channel: 'counter' },
      requester: { kind: 'individual', name: 'Marthen Contoh', address: 'Jalan Contoh Passo 3, Ambon' },
    }),
    201,
  );
  const own = { number: first.objectionNumber, code: first.trackingCode };
  await world.mustAct(SUPERIOR, own.number, 'reply', granting(DAY));
  await app.passTo('2026-12-07T09:00:00+09:00');
  await app.sweep();
  const { objectionNumber: next } = expectStatus(await object(own, ['e']), 201);
  await world.mustAct(SUPERIOR, next, 'reply', granting('2026-12-18'));
  const tasks = await app.sql<{ id: string; key: string }>(
    `SELECT id, facts->>'effectKey' AS key FROM tasks
     WHERE kind = 'print-mail' AND done_at IS NULL AND case_id IS NULL ORDER BY created_at`,
  );
  const list = (await (await app.signIn('desk')).page('/petugas/tugas')).text;
  for (const number of [own.number, next]) {
    const id = await world.id(number);
    const news = tasks.filter(({ key }) => key.includes(id));
    expect(news.length).toBeGreaterThanOrEqual(2);
    for (const task of news) {
      const row = list.split('<li').find((one) => one.includes(task.id)) ?? '';
      expect([row.includes(number), row.includes(`/petugas/keberatan/${id}`)]).toEqual([true, true]);
      const page = await (await app.signIn('desk')).page(`/petugas/tugas/${task.id}/cetak`);
      expect(page.text).toContain(number);
    }
  }
});
