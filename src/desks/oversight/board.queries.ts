import { Injectable } from '@nestjs/common';
import {
  addCalendarDays,
  calendarDaysBetween,
  earlierOf,
  localDate,
  localDayOf,
  localInstant,
  type LocalDate,
} from '../../law/local-date.js';
import { EARLIEST_RECEIPT_YEAR } from '../../law/paper-intake.js';
import { DUE_SOON_DAYS } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { KeptCounts, NO_AGENCY, type Earlier } from '../../platform/database/kept-counts.js';
import type { Tx } from '../../platform/database/tx.js';
import { ageRanges } from './age-steps.js';
import { OF_ALL, OF_SOME, type BoardStatements } from './board-statements.js';
import type { BoardFilter } from './case-filter.js';
import { COMPARED_DAYS, periodOf, type Period } from './period.js';
import { addedWeeks, countWeeks, type WeekCounts, type WeekRow } from './week-counts.js';
import { mondayOf, TREND_WEEKS, weekStart } from './weeks.js';

/**
 * Cases of an agency by the day that binds the office now, of the answer or of an order; those of long ago share one date,
 * `oldest` is the true first of the late.
 */
export interface StandingRow {
  readonly agency_code: string | null;
  readonly due_on: LocalDate | null;
  readonly open: number;
  readonly running: number;
  readonly late: number;
  readonly oldest: LocalDate | null;
  readonly waiting: number;
  readonly consent: number;
  readonly to_deliver: number;
  readonly ownerless: number;
}

/** An agency four weeks ago (`then`), or its part of the set of the burn-down by due date and the day each case left it. */
export interface PastRow {
  readonly part: 'then' | 'set';
  readonly agency_code: string | null;
  readonly due_on: LocalDate | null;
  readonly left_on: LocalDate | null;
  readonly open: number;
  readonly late: number;
  readonly soon: number;
}

/**
 * Notices of an agency by the working days they took (`answered`) and by their day (`pace`), and reply terms that ended
 * (`due`): in the period and four weeks earlier.
 */
export interface OutcomeRow {
  readonly part: 'answered' | 'pace' | 'due';
  readonly agency_code: string | null;
  readonly days: number | null;
  readonly ended: LocalDate | null;
  /** Of any period. */
  readonly notices: number;
  readonly cases: number;
  readonly on_time: number;
  readonly extended: number;
  readonly cases_then: number;
  readonly on_time_then: number;
}

export interface ObjectionRow {
  readonly agency_code: string | null;
  readonly open: number;
  readonly open_then: number;
  readonly filed: number;
}

/** What was counted of the cases of one agency, or of all. */
export interface BoardRows {
  readonly standing: readonly StandingRow[];
  readonly past: readonly PastRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly objections: readonly ObjectionRow[];
  readonly weeks: WeekCounts;
}

/** Everything the board is counted from, as one moment saw it. */
export interface BoardReading extends BoardRows {
  readonly now: Date;
  readonly today: LocalDate;
  readonly calendar: WorkingCalendar;
  readonly period: Period;
  /** The last day of the moment that the burn-down starts from. */
  readonly setDay: LocalDate;
  /** The same rows by agency code; null = not with an agency yet. */
  readonly byAgency: ReadonlyMap<string | null, BoardRows>;
}

const SET_WORKING_DAYS = 10;
const DAY_MILLISECONDS = 86_400_000;

/** Each holds a few thousand rows at a million cases. */
const MOST_BOARDS = 4;

/** Counts the board in five statements, whatever the number of agencies. */
@Injectable()
export class BoardQueries {
  private readonly kept = new KeptCounts<BoardReading>(MOST_BOARDS);

  constructor(private readonly calendar: CurrentCalendar) {}

  /** The board of this moment: counted anew for the agencies whose cases were written since it was counted last. */
  async read(tx: Tx, filter: BoardFilter): Promise<BoardReading> {
    const now = await tx.now();
    const calendar = await this.calendar.get();
    const counted = await this.kept.get(
      tx,
      [filter.span, filter.group, filter.channel, localDayOf(now), calendar],
      (earlier) =>
        earlier === null ? this.countAll(tx, filter, now, calendar) : this.countAgain(tx, filter, earlier),
    );
    return { ...counted, now };
  }

  private async countAll(
    tx: Tx,
    filter: BoardFilter,
    now: Date,
    calendar: WorkingCalendar,
  ): Promise<BoardReading> {
    const today = localDayOf(now);
    const setDay = calendar.workingDayBefore(calendar.workingDayBefore(today, 0), SET_WORKING_DAYS);
    const moment = { now, today, calendar, period: periodOf(filter.span, now), setDay };
    return readingOf(moment, byAgencyOf(await countOf(tx, OF_ALL, moment, filter, null)));
  }

  /** What lies far back is compared with the same moment as before, so that all agencies stand side by side. */
  private async countAgain(
    tx: Tx,
    filter: BoardFilter,
    { counts, changed }: Earlier<BoardReading>,
  ): Promise<BoardReading> {
    const anew = byAgencyOf(await countOf(tx, OF_SOME, counts, filter, [...changed]));
    const others = [...counts.byAgency].filter(([code]) => !changed.has(code ?? NO_AGENCY));
    return readingOf(counts, new Map([...others, ...anew]));
  }
}

type Moment = Omit<BoardReading, keyof BoardRows | 'byAgency'>;

type Counted = Omit<BoardRows, 'weeks'> & { readonly weeks: readonly WeekRow[] };

async function countOf(
  tx: Tx,
  statements: BoardStatements,
  moment: Moment,
  filter: BoardFilter,
  codes: readonly string[] | null,
): Promise<Counted> {
  const whose = [codes, filter.group, filter.channel];
  const { now, today, calendar, period, setDay } = moment;
  const before = new Date(now.getTime() - COMPARED_DAYS * DAY_MILLISECONDS);
  return {
    standing: await tx.query<StandingRow>(statements.standing, [now, oldestStep(calendar, today), ...whose]),
    past: await tx.query<PastRow>(statements.past, [
      before,
      new Date(localInstant(setDay, '00:00').getTime() + DAY_MILLISECONDS),
      ...soonFrom(calendar, addCalendarDays(today, -COMPARED_DAYS)),
      ...whose,
    ]),
    outcomes: await tx.query<OutcomeRow>(statements.outcomes, [...outcomeValues(moment), ...whose]),
    objections: await tx.query<ObjectionRow>(statements.objections, [
      period.from,
      period.to,
      before,
      ...whose,
    ]),
    weeks: await tx.query<WeekRow>(statements.weeks, [weekStarts(today), before, ...whose]),
  };
}

function readingOf(moment: Moment, byAgency: ReadonlyMap<string | null, BoardRows>): BoardReading {
  const all = [...byAgency.values()];
  return {
    ...moment,
    byAgency,
    standing: all.flatMap((rows) => rows.standing),
    past: all.flatMap((rows) => rows.past),
    outcomes: all.flatMap((rows) => rows.outcomes),
    objections: all.flatMap((rows) => rows.objections),
    weeks: addedWeeks(all.map((rows) => rows.weeks)),
  };
}

function byAgencyOf(counted: Counted): ReadonlyMap<string | null, BoardRows> {
  const parts = {
    standing: grouped(counted.standing),
    past: grouped(counted.past),
    outcomes: grouped(counted.outcomes),
    objections: grouped(counted.objections),
    weeks: grouped(counted.weeks),
  };
  const codes = new Set(Object.values(parts).flatMap((part) => [...part.keys()]));
  return new Map(
    [...codes].map((code) => [
      code,
      {
        standing: parts.standing.get(code) ?? [],
        past: parts.past.get(code) ?? [],
        outcomes: parts.outcomes.get(code) ?? [],
        objections: parts.objections.get(code) ?? [],
        weeks: countWeeks(parts.weeks.get(code) ?? []),
      },
    ]),
  );
}

function grouped<Row extends { readonly agency_code: string | null }>(
  rows: readonly Row[],
): ReadonlyMap<string | null, readonly Row[]> {
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.agency_code);
    if (group === undefined) groups.set(row.agency_code, [row]);
    else group.push(row);
  }
  return groups;
}

function outcomeValues({ now, today, calendar, period }: Moment): unknown[] {
  // The pace looks back four weeks, also in January of a calendar year.
  const since = earlierOf(period.earlier.from, addCalendarDays(today, -COMPARED_DAYS));
  const first = localDate(`${String(EARLIEST_RECEIPT_YEAR)}-01-01`);
  const days = calendarDaysBetween(first, today) + 1;
  const upTo = Array.from({ length: days }, (_, n) =>
    calendar.workingDaysBetween(first, addCalendarDays(first, n)),
  );
  const { from, to, earlier } = period;
  return [
    ...[from, to, earlier.from, earlier.to, now, localInstant(since, '00:00'), since, today],
    ...[upTo, first],
  ];
}

function weekStarts(today: LocalDate): readonly Date[] {
  const monday = mondayOf(today);
  return Array.from({ length: TREND_WEEKS + 1 }, (_, week) => weekStart(monday, week));
}

/** The first and the last due date that count as due soon on a day. */
function soonFrom(calendar: WorkingCalendar, day: LocalDate): readonly [LocalDate, LocalDate] {
  return [day, calendar.dueDate(day, DUE_SOON_DAYS).date];
}

/** One due date for all that lie in the first step of the age chart: there nobody asks for the day. */
function oldestStep(calendar: WorkingCalendar, today: LocalDate): LocalDate {
  return ageRanges(calendar, today)[0]?.to ?? today;
}
