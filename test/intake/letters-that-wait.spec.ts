import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { printedRegister } from '../reports/printed-register.js';
import { sampleFiles } from '../support/sample-files.js';
import { PaperOffice, type Paper } from './paper-office.js';

/* The answer is written and lies at the desk on paper: until it leaves it is work with a day, wherever work is seen. */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const office = new PaperOffice(app);

interface Listed {
  readonly items: readonly {
    readonly registerNumber: string;
    readonly overdue: boolean;
    readonly dueDate: string | null;
    readonly nextAction: { readonly action: string; readonly by: string | null } | null;
  }[];
}

/** Where the case is seen as late: views of the API, the desk's queue, the supervisor's list and board. */
async function lateIn({ filed, id }: Paper): Promise<Readonly<Record<string, boolean>>> {
  const desk = await app.signIn('desk');
  const supervisor = await app.signIn('supervisor');
  const number = filed.registerNumber;
  const listed = expectStatus(await desk.get<Listed>('/api/v1/cases?view=overdue'), 200).items;
  const [counted] = await app.sql<{ late: boolean }>(
    'SELECT duty_due_at <= tenggat_now() AS late FROM case_measures WHERE case_id = $1',
    [id],
  );
  return {
    api: listed.some(({ registerNumber, overdue }) => registerNumber === number && overdue),
    queue: (await desk.page('/petugas?tampilan=terlambat')).text.includes(`/petugas/kasus/${id}`),
    list: (await supervisor.page('/pengawas/kasus?tampilan=terlambat')).text.includes(
      `/pengawas/kasus/${id}`,
    ),
    board: counted?.late === true,
    register: await office.countsAsLate({ filed, id }),
  };
}

/** What board and public statistics count of its answer; the register says the same. */
async function measured({ id }: Paper): Promise<object | undefined> {
  const [row] = await app.sql(
    'SELECT answered, noticed_on AS on, on_time AS "inTime", due_counts AS "fellDue" FROM case_measures WHERE case_id = $1',
    [id],
  );
  return row;
}

const everywhere = (late: boolean) => ({ api: late, queue: late, list: late, board: late, register: late });

describe('an answer on paper that has not left', () => {
  let waiting: Paper;

  beforeAll(async () => {
    waiting = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.answer(waiting);
  });

  it('is work of the desk by the last day of the term', async () => {
    const desk = await app.signIn('desk');
    const listed = expectStatus(await desk.get<Listed>('/api/v1/cases?view=due'), 200).items;
    expect(
      listed.find(({ registerNumber }) => registerNumber === waiting.filed.registerNumber),
    ).toMatchObject({
      overdue: false,
      dueDate: '2026-12-08',
      nextAction: { action: 'send-letter', by: '2026-12-08' },
    });
    expect(await lateIn(waiting)).toEqual(everywhere(false));
    const page = (await desk.page(`/petugas/kasus/${waiting.id}`)).text;
    expect(page).toContain('Surat jawaban: hari ini');
    expect(page).toContain('Kirim surat jawaban paling lambat');
    expect(page).not.toContain('Jawaban terkirim');
  });

  it('is late wherever late work is seen once the day has passed, and the desk has an urgent task', async () => {
    await app.passTo('2026-12-09T08:01:00+09:00');
    expect(await lateIn(waiting)).toEqual(everywhere(true));
    expect(await office.late(waiting)).toEqual([{ mail: 'answered', due: '2026-12-08', open: true }]);
    expect(await measured(waiting)).toEqual({ answered: false, on: null, inTime: false, fellDue: true });
    const tasks = (await (await app.signIn('desk')).page('/petugas/tugas')).text;
    expect(tasks).toContain('Kirim surat hari ini');
    const supervisor = await app.signIn('supervisor');
    expect((await supervisor.page(`/pengawas/kasus/${waiting.id}`)).text).toContain('Surat jawaban: ');
  });

  it('is not late once a day in time is recorded, and nothing waits any more', async () => {
    await office.post(waiting, 'answered', '2026-12-08');
    expect(await lateIn(waiting)).toEqual(everywhere(false));
    expect(await measured(waiting)).toEqual({
      answered: true,
      on: '2026-12-08',
      inTime: true,
      fellDue: true,
    });
    expect(await office.late(waiting)).toEqual([{ mail: 'answered', due: '2026-12-08', open: false }]);
    const { nextAction } = (await app.readCase(
      await app.signIn('desk'),
      waiting.id,
    )) as unknown as Listed['items'][0];
    expect(nextAction).toBeNull();
  });
});

describe('the posting of an answer on paper', () => {
  it('is recorded by API too, where a letter waits, and the page of the case leads to it', async () => {
    const paper = await office.enter();
    const desk = await app.signIn('desk');
    await app.mustAct(desk, paper.id, 'record-posting', {
      ...{ mail: 'registered', way: 'counter', sentOn: '2026-11-24' },
    });
    expect((await app.readCase(desk, paper.id)).actions).not.toContain('record-posting');
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.answer(paper);
    const waiting = (await app.readCase(desk, paper.id)) as unknown as Record<string, unknown>;
    expect(waiting['actions']).toContain('record-posting');
    expect(waiting['lettersToSend']).toContainEqual({ mail: 'answered', by: '2026-12-08', sentOn: null });
    const { id: task } = await office.printTask(paper, 'answered');
    expect((await desk.page(`/petugas/kasus/${paper.id}`)).text).toContain(`/petugas/tugas/${task}/cetak`);
    const body = { mail: 'answered', way: 'post', sentOn: '2026-12-08' };
    const early = await app.act(desk, paper.id, 'record-posting', { ...body, sentOn: '2026-12-07' });
    expect([early.status, early.body]).toMatchObject([422, { errors: [{ field: 'sentOn' }] }]);
    await app.mustAct(desk, paper.id, 'record-posting', body);
    expect(await app.readCase(desk, paper.id)).toMatchObject({
      nextAction: null,
      lettersToSend: [{ mail: 'answered', sentOn: '2026-12-08' }],
    });
    await app.passTo('2026-12-10T09:00:00+09:00');
    await app.mustAct(desk, paper.id, 'record-posting', { ...body, receivedOn: '2026-12-10' });
    expect((await app.readCase(desk, paper.id)).actions).not.toContain('record-posting');
    expect((await app.act(desk, paper.id, 'record-posting', body)).status).toBe(409);
    expect((await app.track(paper.filed)).rights.objectionUntil).toBe('2027-01-27');
  });
});

describe('an answer on paper after an extension that never left', () => {
  it('is late from the first date, and goes by the second one once the extension is known to have left in time', async () => {
    const extended = await office.enter();
    await office.extend(extended);
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.answer(extended);
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await lateIn(extended)).toEqual(everywhere(true));
    expect(await office.late(extended)).toContainEqual({ mail: 'answered', due: '2026-12-08', open: true });
    await office.post(extended, 'extended', '2026-12-08');
    expect(await lateIn(extended)).toEqual(everywhere(false));
    expect((await office.printTask(extended, 'answered')).due).toBe('2026-12-17');
    expect(await office.late(extended)).not.toContainEqual(expect.objectContaining({ open: true }));
  });
});

describe('an answer on paper whose copy is handed over', () => {
  /** What the desk is still to print, post or ask about, but the receipt of the request. */
  const open = ({ id }: Paper) =>
    app.sql(
      `SELECT kind, facts->>'mail' AS mail FROM tasks
       WHERE case_id = $1 AND done_at IS NULL AND facts->>'mail' IN ('answered', 'copy-ready')`,
      [id],
    );

  it('waits for nothing any more, late or in time', async () => {
    const late = await office.enter();
    const inTime = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.grant(late);
    await office.grant(inTime);
    await office.handOver(inTime, '2026-12-08');
    await app.passTo('2026-12-09T08:01:00+09:00');
    expect(await office.late(inTime)).toEqual([]);
    expect(await office.late(late)).toEqual([{ mail: 'answered', due: '2026-12-08', open: true }]);
    await office.handOver(late, '2026-12-09');
    for (const paper of [late, inTime]) expect(await open(paper)).toEqual([]);
    expect(await office.late(late)).toEqual([{ mail: 'answered', due: '2026-12-08', open: false }]);
    expect(await lateIn(late)).toEqual({ ...everywhere(false), register: true });
    expect(await measured(late)).toEqual({ answered: true, on: '2026-12-09', inTime: false, fellDue: true });
    expect(await measured(inTime)).toMatchObject({ answered: true, on: '2026-12-08', inTime: true });
  });

  it('waits for no receipt either where it was posted before', async () => {
    const posted = await office.enter();
    await app.passTo('2026-12-07T15:00:00+09:00');
    await office.grant(posted);
    await office.post(posted, 'answered', '2026-12-07');
    await app.passTo('2026-12-15T09:00:00+09:00');
    expect(await office.asked(posted)).toContainEqual({ mail: 'answered', open: true });
    await office.handOver(posted, '2026-12-15');
    expect(await open(posted)).toEqual([]);
    expect((await app.track(posted.filed)).rights.objectionUntil).toBe('2027-02-01');
  });
});

describe('a file for somebody without mail', () => {
  it('is given when the letter that tells of it has left, and the letter names no mail', async () => {
    const paper = await office.enter({ delivery: 'online', format: 'softcopy' });
    await app.passTo('2026-12-03T15:00:00+09:00');
    await office.grantOnline(paper);
    const cells = async () => {
      const rows = await printedRegister(app, '--year', '2026');
      const row = rows.find((one) => one['No'] === paper.filed.registerNumber);
      return Object.values(row ?? {}).slice(-4, -2);
    };
    expect(await cells()).toEqual(['', '']);
    const [letter] = await app.sql<{ means: string }>(
      `SELECT facts->'granted'->>'means' AS means FROM letters WHERE case_id = $1 AND kind = 'decision-notice'`,
      [paper.id],
    );
    expect(letter?.means).toBe('Softcopy: halaman lacak');
    await app.passTo('2026-12-07T15:00:00+09:00');
    await office.post(paper, 'answered', '2026-12-04');
    expect(await cells()).toEqual(['Jumat 04/12/2026', 'Jumat 04/12/2026']);
  });
});

describe('a letter that asks for a cost', () => {
  it('is dropped once the cost is paid', async () => {
    const paper = await office.enter();
    await app.mustAct(await app.signIn('officer', 'disdik'), paper.id, 'grant', {
      ...{ form: 'hardcopy', cost: { copy: 5000, delivery: 0, other: 0 }, provideOn: '2026-12-18' },
      ...{ fileIds: [], explanation: 'Salinan disiapkan.' },
    });
    const waiting = async () =>
      (
        await app.sql<{ mail: string }>(
          `SELECT facts->>'mail' AS mail FROM tasks WHERE case_id = $1 AND kind = 'print-mail' AND done_at IS NULL
             AND facts->>'mail' IN ('answered', 'copy-ready') ORDER BY mail`,
          [paper.id],
        )
      ).map(({ mail }) => mail);
    const desk = await app.signIn('desk');
    await app.mustAct(desk, paper.id, 'record-payment', { amount: 2000, method: 'cash' });
    expect(await waiting()).toEqual(['answered', 'copy-ready']);
    await app.mustAct(desk, paper.id, 'record-payment', { amount: 3000, method: 'cash' });
    expect(await waiting()).toEqual(['answered']);
  });
});

describe('what is laid online for somebody without mail', () => {
  /** Granted for Tue 2026-12-15 without a file, and the notice in hand. */
  async function promised(): Promise<Paper> {
    const paper = await office.enter({ delivery: 'online', format: 'softcopy' });
    await app.mustAct(await app.signIn('officer', 'disdik'), paper.id, 'grant', {
      ...{ form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2026-12-15' },
      ...{ fileIds: [], explanation: 'Berkas disiapkan.' },
    });
    await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
    return paper;
  }

  const deliver = async ({ id }: Paper, channel: string, deliveredOn: string) => {
    const fileIds = channel === 'online' ? [await copy()] : [];
    return app.mustAct(await app.signIn('officer', 'disdik'), id, 'deliver', {
      ...{ channel, deliveredOn, fileIds },
    });
  };

  const copy = async (): Promise<string> =>
    (await app.citizen.upload<{ fileId: string }>(sampleFiles.pdf('rincian'), 'rincian.pdf', '')).body.fileId;

  const delivered = ({ id }: Paper) =>
    app.sql<{ day: string; late: boolean; channel: string }>(
      'SELECT delivered_on::text AS day, late, channel FROM deliveries WHERE case_id = $1',
      [id],
    );

  const answers = async ({ filed }: Paper): Promise<number> =>
    (await app.track(filed)).documents.filter(({ kind }) => kind === 'answer').length;

  it('is given when the letter that tells of it has left, late where that is after T6', async () => {
    const paper = await promised();
    await app.passTo('2026-12-14T09:00:00+09:00');
    const next = async () =>
      (await app.readCase(await app.signIn('desk'), paper.id)) as { nextAction: unknown };
    expect(await next()).toMatchObject({ nextAction: { action: 'deliver', by: '2026-12-15' } });
    expect((await deliver(paper, 'online', '2026-12-14')).status).toBe('granted_open');
    expect(await next()).toMatchObject({ nextAction: { action: 'send-letter', by: '2026-12-15' } });
    const list = await (
      await app.signIn('desk')
    ).get<{ items: { id: string; nextAction: { action: string } | null }[] }>('/api/v1/cases?view=all');
    expect(list.body.items.find(({ id }) => id === paper.id)?.nextAction?.action).toBe('send-letter');
    expect([await delivered(paper), await answers(paper)]).toEqual([[], 0]);
    expect((await office.printTask(paper, 'copy-ready')).due).toBe('2026-12-15');
    await app.passTo('2026-12-17T09:00:00+09:00');
    await office.post(paper, 'copy-ready', '2026-12-17');
    expect([await delivered(paper), await answers(paper)]).toEqual([
      [{ day: '2026-12-17', late: true, channel: 'online' }],
      1,
    ]);
    expect((await app.track(paper.filed)).status).toBe('closed_granted');
    expect(await next()).toMatchObject({ nextAction: null });
  });

  it('waits for no letter any more once it is fetched', async () => {
    const paper = await promised();
    await app.passTo('2026-12-14T09:00:00+09:00');
    await deliver(paper, 'online', '2026-12-14');
    expect((await deliver(paper, 'pickup', '2026-12-14')).status).toBe('closed_granted');
    expect(await delivered(paper)).toEqual([{ day: '2026-12-14', late: false, channel: 'pickup' }]);
    expect(await answers(paper)).toBe(1);
    const open = await app.sql(
      `SELECT 1 FROM tasks WHERE case_id = $1 AND done_at IS NULL AND facts->>'mail' = 'copy-ready'`,
      [paper.id],
    );
    expect(open).toEqual([]);
  });
});
