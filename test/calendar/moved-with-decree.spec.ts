import { addCalendarDays, localDayOf } from '../../src/law/local-date.js';
import { DEFAULT_RULESET, type Ruleset } from '../../src/law/ruleset.js';
import { cityDays } from '../law/city-calendar.js';
import { FULL } from '../refusals/office.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { countByHand, decreeRow, enactDecree, HEADER } from './office.js';

/* What hangs on a clock moves with it: reviews of exemptions, reminders, the days of parts, and what another reading counts. */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

const NEW_HOLIDAY = '2026-12-01';
const free = new Set([...cityDays().map(({ date }) => String(date)), NEW_HOLIDAY]);

/** The working day that lies so many before a day, counted by a second witness. */
function backByHand(end: string, workingDays: number): string {
  let day = end;
  const isFree = (): boolean => free.has(day) || [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  do day = addCalendarDays(day as never, -1);
  while (isFree() || countByHand(day, workingDays, free) !== end);
  return day;
}

interface OpenRow {
  readonly kind: string;
  readonly stage: string;
  readonly at: string;
}

const rowsOf = (condition: string, value: string): Promise<OpenRow[]> =>
  app.sql<OpenRow>(
    `SELECT kind, stage, to_char(due_at AT TIME ZONE 'Asia/Jayapura', 'YYYY-MM-DD HH24:MI') AS at FROM due_rows
     WHERE ${condition} = $1 AND done_at IS NULL ORDER BY kind, due_at`,
    [value],
  );

async function load(choices: Partial<Ruleset>): Promise<void> {
  await app.sql(
    `INSERT INTO rule_sets (settings, effective_from, source_hash, loaded_at, loaded_by)
     VALUES ($1, (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date, '\\x00', tenggat_now(), 'spec')`,
    [JSON.stringify({ ...DEFAULT_RULESET, ...choices })],
  );
  expect((await (await app.signIn('admin')).page('/admin/aturan')).status).toBe(200);
}

/** A letter that lay unopened: received on this day, entered now. */
async function enterLate(receivedOn: string): Promise<FiledRequest> {
  const desk = await app.signIn('desk');
  const scan = await desk.upload(await sampleFiles.jpg(), 'amplop.jpg', 'image/jpeg');
  const body = {
    ...requestBody(),
    channel: 'post',
    receivedOn,
    backdatingReason: 'Surat tertinggal di kotak surat.',
    backdatingFileId: expectStatus(scan, 201).fileId,
  };
  return expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body), 201);
}

interface Office {
  readonly decree: string;
  readonly periodic: string;
  readonly part: string;
  readonly extendedPart: string;
  readonly declared: FiledRequest;
}

let office: Office;

beforeAll(async () => {
  const desk = await app.signIn('desk');
  const disdik = await app.signIn('officer', 'disdik');
  const refused = await app.fileRequest({ agency: 'disdik' });
  const refusedId = await app.caseId(refused.registerNumber);
  await app.mustAct(disdik, refusedId, 'propose-refusal', { ...FULL, exemptUntil: '2027-01-13' });
  await app.mustAct(await app.signIn('superior'), refusedId, 'consent');
  const { objectionNumber } = expectStatus(
    await app.citizen.post<{ objectionNumber: string }>('/api/v1/objections', {
      grounds: ['b'],
      story: 'Laporan keuangan tahun 2025 tidak diumumkan di laman kota sampai hari ini.',
      requester: requestBody().requester,
    }),
    201,
  );
  const children = [
    { agency: 'disdik', informationRequested: 'Rincian penggunaan Dana BOS SMP Negeri 6 tahun 2025' },
    { agency: 'disdukcapil', informationRequested: 'Jumlah KTP elektronik yang dicetak tahun 2025' },
  ];
  const split = async (): Promise<FiledRequest> => {
    const filed = await app.fileRequest({ agency: null });
    await app.sweep();
    await app.mustAct(desk, await app.caseId(filed.registerNumber), 'split', { children });
    return filed;
  };
  const whole = await split();
  const extended = await split();
  await app.mustAct(desk, await app.caseId(extended.registerNumber), 'extend', {
    reasons: ['statusUndecided'],
    explanation: 'Dokumen masih dikumpulkan dari dua instansi.',
  });
  await load({ replyClock: 'completeness' });
  const declared = await app.fileRequest({ agency: 'disdik' });
  await app.setClock('2026-11-25T07:00:00+09:00');
  await app.mustAct(desk, await app.caseId(declared.registerNumber), 'declare-complete');
  await load({});
  await app.setClock('2026-11-24T10:00:00+09:00');
  const [row] = await app.sql<{ id: string }>('SELECT id FROM exemption_decrees');
  const [objection] = await app.sql<{ id: string }>('SELECT id FROM objections WHERE register_number = $1', [
    objectionNumber,
  ]);
  office = {
    decree: row?.id ?? '',
    periodic: objection?.id ?? '',
    part: await app.caseId(`${whole.registerNumber}/1`),
    extendedPart: await app.caseId(`${extended.registerNumber}/2`),
    declared,
  };
}, 180_000);

const reminders = (rows: readonly OpenRow[]): readonly string[] =>
  rows.filter(({ kind }) => kind.endsWith('-reminder')).map(({ at }) => at);

describe('a decree that frees a day', () => {
  it('finds everything counted without that day', async () => {
    expect(await rowsOf('stage', office.decree)).toMatchObject([
      { kind: 'exemption-end', at: '2027-01-13 00:00' },
      { kind: 'exemption-review', at: '2026-11-26 08:00' },
    ]);
    const part = await rowsOf('case_id', office.part);
    expect(reminders(part)).toEqual(['2026-12-03 08:00', '2026-12-07 08:00', '2026-12-08 08:00']);
    const extended = await rowsOf('case_id', office.extendedPart);
    expect(reminders(extended)).toEqual(['2026-12-14 08:00', '2026-12-16 08:00', '2026-12-17 08:00']);
    expect((await app.track(office.declared)).dueDate).toBe('2026-12-09');
  });

  it('lists an objection without a request among what it moves, and keeps that', async () => {
    const before = countByHand('2026-11-24', 30, new Set(cityDays().map(({ date }) => String(date))));
    const after = countByHand('2026-11-24', 30, free);
    const [objection] = await app.sql<{ number: string }>(
      'SELECT register_number AS number FROM objections WHERE id = $1',
      [office.periodic],
    );
    const applied = await enactDecree(app, `${HEADER}\n${decreeRow(NEW_HOLIDAY)}\n`);
    expect(applied.affected).toContainEqual({
      registerNumber: objection?.number,
      ...{ from: before, to: after, earlier: false },
      clocks: [{ clock: 'T8', from: before, to: after }],
    });
    // The review of an exemption has a line of its own; it comes earlier, so it stands among the first.
    const [exempt] = await app.sql<{ number: string }>('SELECT number FROM exemption_decrees WHERE id = $1', [
      office.decree,
    ]);
    const review = { from: '2026-11-26', to: '2026-11-25' };
    expect(applied.affected).toContainEqual({
      registerNumber: exempt?.number,
      ...{ ...review, earlier: true, clocks: [{ clock: 'T18', ...review }] },
    });
    const kept = await app.sql<{ to_on: string }>(
      'SELECT to_on::text FROM calendar_moves WHERE subject_id = $1',
      [office.periodic],
    );
    expect(kept).toEqual([{ to_on: after }]);
    const keptReview = await app.sql<{ clock: string }>(
      'SELECT clock FROM calendar_moves WHERE subject_id = $1',
      [office.decree],
    );
    expect(keptReview).toEqual([{ clock: 'T18' }]);
  });

  it('moves the review of an exemption (T18) and never its end', async () => {
    const day = backByHand('2027-01-13', 30);
    expect(day).toBe('2026-11-25');
    expect(await rowsOf('stage', office.decree)).toMatchObject([
      { kind: 'exemption-end', at: '2027-01-13 00:00' },
      { kind: 'exemption-review', at: `${day} 08:00` },
    ]);
    const trail = await app.sql<{ facts: Record<string, unknown> }>(
      `SELECT facts FROM audit WHERE stream = $1 AND event = 'due-date-moved'`,
      [`decree:${office.decree}`],
    );
    expect(trail).toMatchObject([{ facts: { clock: 'T18', previousDueOn: '2026-11-26', dueOn: day } }]);
  });

  it('moves the reminders of an objection without a request', async () => {
    const due = countByHand('2026-11-24', 30, free);
    const rows = await rowsOf('objection_id', office.periodic);
    expect(rows.find(({ kind }) => kind === 'objection-reply')?.at).toBe(
      `${addCalendarDays(due as never, 1)} 00:00`,
    );
    expect(reminders(rows)).toEqual(
      [backByHand(due, 5), backByHand(due, 1), due].map((day) => `${day} 08:00`),
    );
  });

  it('moves the reminders of the parts of a request, an extended one too', async () => {
    const due = countByHand('2026-11-24', 10, free);
    const days = (last: string) =>
      [backByHand(last, 3), backByHand(last, 1), last].map((day) => `${day} 08:00`);
    expect(reminders(await rowsOf('case_id', office.part))).toEqual(days(due));
    expect(reminders(await rowsOf('case_id', office.extendedPart))).toEqual(days(countByHand(due, 7, free)));
    const [part] = await app.sql<{ due_on: string; calendar_version: number }>(
      'SELECT due_on::text, calendar_version FROM cases WHERE id = $1',
      [office.part],
    );
    expect(part).toEqual({ due_on: due, calendar_version: 2 });
  });

  it('counts from the day of the declaration where the city reads it so (D1)', async () => {
    const due = countByHand('2026-11-25', 10, free);
    expect((await app.track(office.declared)).dueDate).toBe(due);
    const [row] = await app.sql<{ due_at: Date }>(
      `SELECT d.due_at FROM due_rows d JOIN cases c ON c.id = d.case_id
       WHERE c.register_number = $1 AND d.kind = 'reply' AND d.done_at IS NULL`,
      [office.declared.registerNumber],
    );
    expect(addCalendarDays(localDayOf(row?.due_at ?? new Date(0)), -1)).toBe(due);
  });

  it('keeps the day of the declaration where it gave the same date as the receipt (D1)', async () => {
    const leave = cityDays().find(({ date }) => date === '2026-12-24');
    if (leave === undefined) throw new Error('24 December is no cuti bersama any more');
    // The day of the declaration is cuti bersama: both days give one date, until a decree parts them.
    await load({ replyClock: 'completeness' });
    await app.setClock('2026-12-23T09:00:00+09:00');
    const eve = await app.fileRequest({ agency: 'disdik' });
    await app.setClock('2026-12-24T09:00:00+09:00');
    await app.mustAct(await app.signIn('desk'), await app.caseId(eve.registerNumber), 'declare-complete');
    expect((await app.track(eve)).dueDate).toBe(countByHand('2026-12-23', 10, free));
    const row = [
      leave.date,
      leave.kind,
      leave.nameId,
      leave.nameEn,
      leave.decree,
      leave.decreeDate,
      'remove',
    ];
    await enactDecree(app, `${HEADER}\n${row.map((cell) => `"${cell}"`).join(',')}\n`);
    const working = new Set([...free].filter((day) => day !== '2026-12-24'));
    expect((await app.track(eve)).dueDate).toBe(countByHand('2026-12-24', 10, working));
  });

  it('leaves the check of paper that was entered late inside the reply term', async () => {
    await app.setClock('2026-12-28T09:00:00+09:00');
    const late = await enterLate('2026-12-15');
    expect(late).toMatchObject({ completenessDueDate: '2026-12-30', dueDate: '2026-12-30' });
    await enactDecree(app, `${HEADER}\n${decreeRow('2026-12-29')}\n`);
    const rows = await rowsOf('case_id', await app.caseId(late.registerNumber));
    const ends = rows.filter(({ kind }) => kind === 'completeness-check' || kind === 'reply');
    expect(ends.map(({ at }) => at)).toEqual(['2027-01-01 00:00', '2027-01-01 00:00']);
  });
});
