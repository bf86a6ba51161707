import { localDate, localDayOf, addCalendarDays } from '../../src/law/local-date.js';
import { cityDays } from '../law/city-calendar.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import {
  countByHand,
  decreeRow,
  enactDecree,
  HEADER,
  sendDecree,
  twoAdmins,
  type DecreeAnswer,
} from './office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

const notHeld = { holder: 'Dinas Pendidikan Provinsi Maluku', reason: 'Sekolah menengah dikelola provinsi.' };
const free = new Set(cityDays().map(({ date }) => String(date)));

interface Office {
  readonly processing: FiledRequest;
  readonly extended: FiledRequest;
  readonly incomplete: FiledRequest;
  readonly closed: FiledRequest;
  readonly objected: FiledRequest;
  readonly withdrawn: FiledRequest;
}

let office: Office;

interface CaseDates {
  readonly due_on: string | null;
  readonly repair_due_on: string | null;
  readonly objection_until: string | null;
  readonly calendar_version: number;
  readonly version: number;
}

async function datesOf(filed: FiledRequest): Promise<CaseDates> {
  const [row] = await app.sql<CaseDates>(
    `SELECT due_on, repair_due_on, objection_until, calendar_version, version FROM cases WHERE register_number = $1`,
    [filed.registerNumber],
  );
  if (row === undefined) throw new Error('the case is gone');
  return row;
}

/** The last day of each open clock of a case, from its due rows. */
async function clocksOf(filed: FiledRequest): Promise<Readonly<Record<string, string>>> {
  const rows = await app.sql<{ kind: string; due_at: Date }>(
    `SELECT d.kind, d.due_at FROM due_rows d JOIN cases c ON c.id = d.case_id
     WHERE c.register_number = $1 AND d.done_at IS NULL AND d.kind NOT LIKE '%reminder' ORDER BY d.id`,
    [filed.registerNumber],
  );
  return Object.fromEntries(rows.map(({ kind, due_at: at }) => [kind, addCalendarDays(localDayOf(at), -1)]));
}

const holiday = (...days: string[]): ReadonlySet<string> => new Set([...free, ...days]);

beforeAll(async () => {
  const officer = await app.signIn('officer', 'disdik');
  const desk = await app.signIn('desk');
  const file = () => app.fileRequest({ agency: 'disdik' });
  const [processing, extended, incomplete, closed, objected, withdrawn] = [
    await file(),
    await file(),
    await file(),
    await file(),
    await file(),
    await file(),
  ];
  await app.mustAct(officer, await app.caseId(extended.registerNumber), 'extend', {
    reasons: ['statusUndecided'],
    explanation: 'Dokumen masih dikumpulkan dari dua bidang.',
  });
  await app.mustAct(desk, await app.caseId(incomplete.registerNumber), 'declare-incomplete', {
    missing: ['description'],
    note: 'Sebutkan tahun anggarannya.',
  });
  for (const filed of [closed, objected])
    await app.mustAct(officer, await app.caseId(filed.registerNumber), 'answer-not-held', notHeld);
  expectStatus(
    await app.citizenAct(objected, 'object', {
      grounds: ['e'],
      story: 'Informasi ini ada pada dinas.',
      fileIds: [],
    }),
    201,
  );
  expectStatus(await app.citizenAct(withdrawn, 'withdraw', { reason: 'Sudah tidak perlu.' }), 200);
  expectStatus(
    await app.citizen.post('/api/v1/objections', {
      grounds: ['b'],
      story: 'Laporan keuangan tahun 2025 tidak diumumkan di laman kota sampai hari ini.',
      requester: requestBody().requester,
    }),
    201,
  );
  await app.sweep();
  office = { processing, extended, incomplete, closed, objected, withdrawn };
}, 120_000);

describe('a decree goes through two hands', () => {
  const csv = `${HEADER}\n${decreeRow('2026-11-26')}\n`;
  let proposed: DecreeAnswer;

  it('says what would move and keeps nothing', async () => {
    const [admin] = await twoAdmins(app);
    const { id, state, affected } = expectStatus(await sendDecree(admin, csv, '?apply=false'), 200);
    expect([id, state]).toEqual([null, 'proposed']);
    const { processing } = office;
    expect(affected.find(({ registerNumber }) => registerNumber === processing.registerNumber)).toEqual({
      registerNumber: processing.registerNumber,
      from: '2026-12-08',
      to: '2026-12-09',
      earlier: false,
      clocks: [
        { clock: 'T2', from: '2026-11-27', to: '2026-11-30' },
        { clock: 'T4', from: '2026-12-08', to: '2026-12-09' },
      ],
    });
    expect(await app.sql('SELECT 1 FROM calendar_decrees')).toEqual([]);
  });

  it('is only a proposal until another person applies it', async () => {
    const [first] = await twoAdmins(app);
    proposed = expectStatus(await sendDecree(first, csv), 201);
    expect(proposed.state).toBe('proposed');
    const own = await first.post(`/api/v1/calendar/decrees/${proposed.id ?? ''}/apply`);
    expect([own.status, (own.body as { code: string }).code]).toEqual([409, 'same-person']);
    const page = `/admin/kalender/keputusan/${proposed.id ?? ''}`;
    const _csrf = /name="_csrf" value="([^"]+)"/u.exec((await first.page(page)).text)?.[1] ?? '';
    const pressed = await first.submit(`${page}/berlakukan`, { _csrf });
    expect([pressed.status, pressed.text.includes('<h1>Perlu orang kedua</h1>')]).toEqual([409, true]);
    expect(await app.sql(`SELECT 1 FROM calendar_days WHERE date = '2026-11-26'`)).toEqual([]);
    expect((await datesOf(office.processing)).due_on).toBe('2026-12-08');
  });

  it('is not applied over other numbers than the person saw', async () => {
    const [, second] = await twoAdmins(app);
    const answer = await second.post(`/api/v1/calendar/decrees/${proposed.id ?? ''}/apply`, { affected: 1 });
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([409, 'dates-changed']);
  });

  it('moves every open date by the same law as at the start', async () => {
    const [, second] = await twoAdmins(app);
    const path = `/api/v1/calendar/decrees/${proposed.id ?? ''}/apply`;
    const applied = expectStatus(await second.post<DecreeAnswer>(path), 200);
    expect(applied.state).toBe('applied');
    expect(applied.affected).toEqual(proposed.affected);
    // Without any sweep: few cases are counted at once.
    const days = holiday('2026-11-26');
    const start = '2026-11-24';
    const first = countByHand(start, 10, days);
    expect(await clocksOf(office.processing)).toMatchObject({
      'completeness-check': countByHand(start, 3, days),
      reply: first,
    });
    expect(await clocksOf(office.extended)).toMatchObject({ reply: countByHand(first, 7, days) });
    expect(await clocksOf(office.incomplete)).toEqual({ repair: countByHand(start, 3, days) });
    expect(await clocksOf(office.closed)).toMatchObject({ 'objection-window': countByHand(start, 30, days) });
    expect(await clocksOf(office.objected)).toMatchObject({
      'objection-reply': countByHand(start, 30, days),
    });
    const again = expectStatus(await second.post<DecreeAnswer>(path), 200);
    expect(again.affected).toHaveLength(applied.affected.length);
  });

  it('keeps the columns of case and objection with the clocks', async () => {
    expect(await datesOf(office.processing)).toMatchObject({ due_on: '2026-12-09' });
    expect((await datesOf(office.incomplete)).repair_due_on).toBe('2026-11-30');
    const { objection_until: until, due_on: due } = await datesOf(office.closed);
    expect([until, due]).toEqual([countByHand('2026-11-24', 30, holiday('2026-11-26')), '2026-12-08']);
    const objections = await app.sql<{ reply_due_on: string }>('SELECT reply_due_on FROM objections');
    const replyDue = countByHand('2026-11-24', 30, holiday('2026-11-26'));
    // One rests on a request, one on none (ground b).
    expect(objections.map(({ reply_due_on: on }) => on)).toEqual([replyDue, replyDue]);
    const versions = await Promise.all([office.processing, office.withdrawn].map(datesOf));
    expect(versions.map(({ calendar_version: version }) => version)).toEqual([2, 1]);
  });

  it('moves the reminders with their clock', async () => {
    const rows = await app.sql<{ day: string; due: string }>(
      `SELECT to_char(d.due_at AT TIME ZONE 'Asia/Jayapura', 'YYYY-MM-DD HH24:MI') AS day, d.facts->>'dueOn' AS due
       FROM due_rows d JOIN cases c ON c.id = d.case_id
       WHERE c.register_number = $1 AND d.kind = 'reply-reminder' ORDER BY d.due_at`,
      [office.processing.registerNumber],
    );
    expect(rows).toEqual(
      ['2026-12-04', '2026-12-08', '2026-12-09'].map((day) => ({ day: `${day} 08:00`, due: '2026-12-09' })),
    );
  });

  it('tells the requester old date, new date and decree, in mail and timeline, once', async () => {
    await app.sweep();
    const { processing } = office;
    const mails = (await app.mails()).filter(({ subject }) => subject.includes('berubah'));
    const own = mails.filter(({ subject }) => subject.includes(processing.registerNumber));
    expect(own).toHaveLength(1);
    expect(own[0]?.text).toContain('Keppres 99/2026');
    expect(own[0]?.text).toContain('9 Desember 2026');
    expect(own[0]?.text).toContain('8 Desember 2026');
    // Each says how it is counted, day by day, with the new holiday and its decree: T3, T4, T5, T7 and T8.
    const counted = /Cara menghitung hari kerja: .*dilewati 26 Nov 2026 \([^;]*; Keppres 99\/2026/u;
    expect(mails.filter(({ text }) => !counted.test(text)).map(({ subject }) => subject)).toEqual([]);
    // The request with an objection hears of both: the superior's answer, and T7, which runs on beside it.
    expect(mails).toHaveLength(7);
    const { timeline } = await app.track(processing);
    expect(timeline.find(({ event }) => event === 'due-date-moved')?.text).toContain('Keppres 99/2026');
    const [audit] = await app.sql<{ facts: Record<string, unknown> }>(
      `SELECT a.facts FROM audit a JOIN cases c ON c.id = a.case_id
       WHERE a.event = 'due-date-moved' AND c.register_number = $1`,
      [processing.registerNumber],
    );
    expect(audit?.facts).toMatchObject({
      decree: 'Keppres 99/2026',
      calendar: 2,
      previousDueOn: '2026-12-08',
      dueOn: '2026-12-09',
    });
  });

  it('moves the dates back when the day is taken back, EARLIER first, with a task for the office', async () => {
    const { affected } = await enactDecree(app, `${HEADER}\n${decreeRow('2026-11-26', 'remove')}\n`);
    expect(affected.every(({ earlier }) => earlier)).toBe(true);
    expect(await datesOf(office.processing)).toMatchObject({ due_on: '2026-12-08', calendar_version: 3 });
    expect(await clocksOf(office.objected)).toMatchObject({
      'objection-reply': countByHand('2026-11-24', 30, free),
    });
    const tasks = await app.sql<{ role: string }>(
      `SELECT t.role FROM tasks t JOIN cases c ON c.id = t.case_id
       WHERE t.kind = 'due-date-moved' AND c.register_number = $1 ORDER BY t.role`,
      [office.processing.registerNumber],
    );
    expect(tasks.map(({ role }) => role)).toEqual(['desk', 'officer']);
    const alone = await app.sql<{ number: string; id: string }>(
      'SELECT register_number AS number, id FROM objections WHERE case_id IS NULL',
    );
    const listed = (await (await app.signIn('desk')).page('/petugas/tugas')).text;
    for (const { number, id } of alone) {
      expect(listed).toContain(number);
      expect(listed).toContain(`/petugas/keberatan/${id}`);
    }
  });

  it('raises the sequence of the calendar entry each time', async () => {
    const sequences = await app.sql<{ version: number }>(
      `SELECT (facts->>'version')::int AS version FROM audit a JOIN cases c ON c.id = a.case_id
       WHERE a.event = 'due-date-moved' AND c.register_number = $1 ORDER BY a.seq`,
      [office.processing.registerNumber],
    );
    const [first, second] = sequences.map(({ version }) => version);
    expect(sequences).toHaveLength(2);
    expect(Number(second)).toBeGreaterThan(Number(first));
  });
});

describe('whatever brings a new version', () => {
  it('is seen by the worker, and a run that was killed goes on with what is left', async () => {
    const [made] = await app.sql<{ version: number }>(
      `INSERT INTO calendar_versions (title, source_hash, loaded_at, loaded_by)
       VALUES ('config/holidays.csv', '\\x01', tenggat_now(), 'system') RETURNING version`,
    );
    const version = made?.version ?? 0;
    await app.sql(
      `INSERT INTO calendar_days (date, kind, name_id, name_en, decree, decree_date, version)
       VALUES ('2026-12-01', 'one_off', 'Hari muatan', 'Loaded day', 'Keppres 77/2026', '2026-11-20', $1)`,
      [version],
    );
    // What a worker had done before it was killed: the case carries the version, its dates are its own.
    await app.sql('UPDATE cases SET calendar_version = $1 WHERE register_number = $2', [
      version,
      office.extended.registerNumber,
    ]);
    await app.sweep();
    expect((await datesOf(office.processing)).due_on).toBe('2026-12-09');
    expect((await datesOf(office.extended)).due_on).toBe('2026-12-17');
    const [run] = await app.sql<{ finished: boolean }>(
      'SELECT finished_at IS NOT NULL AS finished FROM calendar_runs WHERE version = $1',
      [version],
    );
    expect(run?.finished).toBe(true);
    const count = async () =>
      (await app.sql<{ n: number }>(`SELECT count(*)::int AS n FROM audit WHERE event = 'due-date-moved'`))[0]
        ?.n;
    const before = await count();
    await app.sweep();
    expect(await count()).toBe(before);
  });

  it('looks again at what another process may have counted with the calendar before', async () => {
    const { registerNumber } = office.processing;
    await app.sql(
      `UPDATE due_rows SET due_at = due_at - interval '1 day' WHERE kind = 'reply' AND done_at IS NULL
         AND case_id = (SELECT id FROM cases WHERE register_number = $1)`,
      [registerNumber],
    );
    await app.advance('PT2M');
    await app.sweep();
    expect(await clocksOf(office.processing)).toMatchObject({ reply: '2026-12-09' });
  });

  it('looks in stretches, each behind the last case of the one before', async () => {
    const { processing, extended } = office;
    const ids = await Promise.all([processing, extended].map((one) => app.caseId(one.registerNumber)));
    const [first, second] = [...ids].sort();
    const late = async (): Promise<readonly string[]> =>
      (
        await app.sql<{ case_id: string }>(
          `SELECT case_id FROM due_rows d JOIN cases c ON c.id = d.case_id
           WHERE d.kind = 'reply' AND d.done_at IS NULL AND d.due_at::date <> c.due_at::date ORDER BY 1`,
        )
      ).map(({ case_id: id }) => id);
    const check = async (stretch: number, seen: string | undefined): Promise<void> => {
      await app.sql(
        `INSERT INTO due_rows (kind, stage, due_at, facts) SELECT 'calendar-recompute', format('version-%s/check/%s', version, $1::int),
           tenggat_now(), jsonb_build_object('version', version, 'step', 'check', 'stretch', $1::int, 'seen', $2::text)
         FROM calendar_runs ORDER BY version DESC LIMIT 1`,
        [stretch, seen ?? null],
      );
      await app.sweep();
    };
    await app.sql(
      `UPDATE due_rows SET due_at = due_at - interval '1 day' WHERE kind = 'reply' AND done_at IS NULL AND case_id = ANY ($1)`,
      [ids],
    );
    expect(await late()).toEqual([first, second]);
    await check(91, second);
    expect(await late()).toEqual([first, second]);
    await check(92, first);
    expect(await late()).toEqual([first]);
    await check(93, undefined);
    expect(await late()).toEqual([]);
  });
});

describe('what has lapsed', () => {
  it('stays lapsed when a day inside it becomes free afterwards', async () => {
    await app.passTo('2026-12-10T10:00:00+09:00');
    const before = await datesOf(office.processing);
    const { affected } = await enactDecree(app, `${HEADER}\n${decreeRow('2026-12-04')}\n`);
    const after = await datesOf(office.processing);
    expect([before.due_on, after.due_on]).toEqual(['2026-12-09', '2026-12-09']);
    expect(affected.some(({ clocks }) => clocks.some(({ clock }) => clock === 'T4'))).toBe(false);
    // The right to object runs from the day the silence was complete, and that day stays.
    expect(after.objection_until).toBe(before.objection_until);
  });
});

describe('a year without decree', () => {
  it('is said from September, in red from December, and mailed to the admins each month', async () => {
    const page = async (role: 'admin' | 'desk' | 'supervisor', path: string) =>
      (await (await app.signIn(role)).page(path)).text;
    await app.passTo('2027-08-31T10:00:00+09:00');
    expect(await page('admin', '/admin')).not.toContain('tahun 2028');
    await app.passTo('2027-09-01T10:00:00+09:00');
    for (const [role, path] of [
      ['admin', '/admin'],
      ['desk', '/petugas'],
      ['supervisor', '/pengawas'],
    ] as const) {
      expect(await page(role, path)).toMatch(/notice--amber[^]{0,40}tahun 2028/u);
    }
    await app.passTo('2027-12-01T10:00:00+09:00');
    expect(await page('desk', '/petugas')).toMatch(/notice--late[^]{0,40}tahun 2028/u);
    const mails = (await app.mails()).filter(({ subject }) => subject.includes('hari libur 2028'));
    expect(new Set(mails.map(({ to }) => to)).size).toBe(2);
  }, 120_000);

  it('makes dates provisional, and its decree makes them certain or moves them, with a mail each', async () => {
    await app.passTo('2027-12-20T10:00:00+09:00');
    const stays = await app.fileRequest({ agency: 'disdik' });
    await app.setClock('2027-12-28T10:00:00+09:00');
    const moves = await app.fileRequest({ agency: 'disdik' });
    const asked = await app.fileRequest({ agency: 'disdik' });
    await app.setClock('2027-12-30T10:00:00+09:00');
    await app.mustAct(
      await app.signIn('desk'),
      await app.caseId(asked.registerNumber),
      'declare-incomplete',
      {
        missing: ['description'],
        note: 'Sebutkan tahun laporannya.',
      },
    );
    const before = await Promise.all([stays, moves].map((filed) => app.track(filed)));
    expect(before.map(({ provisional }) => provisional)).toEqual([true, true]);
    const fixed = ['01-01', '05-01', '06-01', '08-17', '12-25'].map((day) =>
      decreeRow(`2028-${day}`, 'add', 'national'),
    );
    const inAWeek = Array.from({ length: 10 }, (_, n) => `2028-09-${String(n + 11)}`);
    const moving = ['2028-01-10', ...inAWeek].map((day) => decreeRow(day, 'add', 'national'));
    const csvOf = (rows: readonly string[]): string =>
      `${HEADER}\n${rows.join('\n').replaceAll('2026-11-20', '2027-12-15')}\n`;
    const enact = (rows: readonly string[]) => enactDecree(app, csvOf(rows));
    const [first] = await twoAdmins(app);
    const desk = await app.signIn('desk');
    const preview = (rows: readonly string[]) => sendDecree(first, csvOf(rows), '?apply=false');
    // The five days that never move are no decree of a year: every one has at least sixteen national days.
    const withoutChristmas = fixed.slice(0, 4);
    const looked = expectStatus(await preview(withoutChristmas), 200);
    const [gap] = looked.notes;
    expect([gap?.field, gap?.code, looked.firm]).toEqual(['year 2028', 'year-not-whole', []]);
    expect(gap?.message).toContain('batas pada tahun 2028 masih sementara');
    expect(gap?.message).toMatch(/4\shari libur nasional; .*paling sedikit 16,/u);
    expect(gap?.message).toMatch(/Belum ada: Hari Raya Natal \(25.Desember.2028\)\./u);
    await enact(fixed);
    expect((await app.track(stays)).provisional).toBe(true);
    const page = (await first.page('/admin/kalender')).text;
    expect(page).toMatch(/Yang sudah ada untuk tahun 2028: 5\shari libur nasional/u);
    expect((await desk.page('/petugas')).text).toContain('paling sedikit 16');
    const whole = expectStatus(await preview(moving), 200);
    expect(whole.notes.filter(({ code }) => code === 'year-not-whole')).toEqual([]);
    expect(whole.firm).toContainEqual({
      registerNumber: stays.registerNumber,
      clock: 'T4',
      on: stays.dueDate,
    });
    expect(whole.firm).toContainEqual({
      registerNumber: asked.registerNumber,
      clock: 'T3',
      on: '2028-01-04',
    });
    expect(whole.affected.map(({ registerNumber }) => registerNumber)).not.toContain(stays.registerNumber);
    await enact(moving);
    const tracked = await Promise.all([stays, moves].map((filed) => app.track(filed)));
    expect(tracked.map(({ provisional }) => provisional)).toEqual([false, false]);
    expect(tracked[0]?.dueDate).toBe(stays.dueDate);
    expect(localDate(tracked[1]?.dueDate ?? '') > localDate(moves.dueDate ?? '')).toBe(true);
    const about = async (number: string) =>
      (await app.mails()).map(({ subject }) => subject).filter((subject) => subject.includes(number));
    expect(await about(stays.registerNumber)).toContain(`Batas ${stays.registerNumber} pasti`);
    expect(await about(moves.registerNumber)).toContain(`Batas ${moves.registerNumber} berubah`);
    // T3, whose reason no column keeps: until 4 January 2028, with or without the decree.
    const firm = await app.sql<{ term: string; due: string }>(
      `SELECT o.effect_key AS term, c.repair_due_on::text AS due FROM outbox o JOIN cases c ON c.id = o.case_id
       WHERE c.register_number = $1 AND o.kind = 'date-firm'`,
      [asked.registerNumber],
    );
    expect(firm).toEqual([{ term: expect.stringMatching(/:T3$/u), due: '2028-01-04' }]);
  }, 120_000);
});
