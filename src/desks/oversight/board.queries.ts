import { Injectable } from '@nestjs/common';
import {
  addCalendarDays,
  calendarDaysBetween,
  CITY_ZONE,
  earlierOf,
  localDate,
  localDayOf,
  localInstant,
  type LocalDate,
} from '../../law/local-date.js';
import { owedDelivery, promisedDelivery } from '../../cases/requests/owed.queries.js';
import { EARLIEST_RECEIPT_YEAR } from '../../law/paper-intake.js';
import { DUE_SOON_DAYS } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { KeptCounts } from '../../platform/database/kept-counts.js';
import type { Tx } from '../../platform/database/tx.js';
import { ageRanges } from './age-steps.js';
import { AT_WORK } from './at-work.js';
import type { BoardFilter } from './case-filter.js';
import { COMPARED_DAYS, periodOf, type Period } from './period.js';
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

/** An agency four weeks ago (`then`), or the city's set of the burn-down by due date and the day each case left it. */
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
 * Notices of an agency by the working days they took (`answered`), of the city by their day (`pace`), and reply terms
 * that ended (`due`): in the period and four weeks earlier.
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

/** Cases by the week they came, left and fell due; week 0 is the first of the trend, -1 lies before it. */
export interface WeekRow {
  readonly agency_code: string | null;
  readonly came: number;
  readonly left_in: number | null;
  readonly due_in: number | null;
  readonly cases: number;
  /** Of them, within the last four weeks. */
  readonly came_lately: number;
  readonly left_lately: number;
}

/** Everything the board is counted from, as one moment saw it. */
export interface BoardReading {
  readonly now: Date;
  readonly today: LocalDate;
  readonly calendar: WorkingCalendar;
  readonly period: Period;
  /** The last day of the moment that the burn-down starts from. */
  readonly setDay: LocalDate;
  readonly standing: readonly StandingRow[];
  readonly past: readonly PastRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly objections: readonly ObjectionRow[];
  readonly weeks: readonly WeekRow[];
}

const SET_WORKING_DAYS = 10;
const DAY_MILLISECONDS = 86_400_000;

const NARROWED = (group: string, channel: string): string =>
  `(${group}::text IS NULL OR m.agency_kind = ${group}) AND (${channel}::text IS NULL OR m.channel = ${channel})`;

/** What is at work, and what is closed and promised: two ways in, for an index knows no "or". */
const OF_THE_OFFICE = /* sql */ `(
    SELECT * FROM case_measures m WHERE ${AT_WORK}
    UNION ALL SELECT * FROM case_measures m WHERE ${promisedDelivery('m')} AND m.order_due_on IS NULL
  ) m`;

const STANDING = /* sql */ `
  SELECT m.agency_code, CASE WHEN m.duty_due_on < $2::date THEN $2::date ELSE m.duty_due_on END AS due_on,
    (count(*) FILTER (WHERE m.awaits_notice))::integer AS open,
    (count(*) FILTER (WHERE m.duty_runs))::integer AS running,
    (count(*) FILTER (WHERE m.duty_due_at <= $1))::integer AS late,
    min(m.duty_due_on) FILTER (WHERE m.duty_due_at <= $1) AS oldest,
    (count(*) FILTER (WHERE m.status = 'incomplete'))::integer AS waiting,
    (count(*) FILTER (WHERE m.status = 'consent_pending'))::integer AS consent,
    (count(*) FILTER (WHERE ${owedDelivery('m')}))::integer AS to_deliver,
    (count(*) FILTER (WHERE m.awaits_notice AND (m.agency_code IS NULL OR m.holder_id IS NULL)))::integer AS ownerless
  FROM ${OF_THE_OFFICE} WHERE ${NARROWED('$3', '$4')}
  GROUP BY 1, 2`;

/** Cases that wait for a notice, and those that left since a moment: two ways in, for an index knows no "or". */
const LEFT_SINCE = (moment: string): string => /* sql */ `(
    SELECT * FROM case_measures WHERE noticed_at IS NULL AND closed_at IS NULL
    UNION ALL SELECT * FROM case_measures WHERE left_at > ${moment}
  ) m`;

/** Cases that were open at a moment. An extension that came later is taken back, and so is a later wait for the requester. */
const OPEN_AT = (moment: string): string => /* sql */ `
  ${LEFT_SINCE(moment)}
  LEFT JOIN extensions e ON e.case_id = m.case_id AND e.at > ${moment}
  CROSS JOIN LATERAL (SELECT coalesce(e.old_due_on, m.due_on) AS due_on, coalesce(m.complete_at <= ${moment}, false)
    OR m.case_id NOT IN (SELECT l.case_id FROM incompleteness_letters l WHERE l.sent_at <= ${moment}) AS runs) was
  WHERE m.received_at <= ${moment} AND ${NARROWED('$5', '$6')}`;

/** Orders that waited at a moment, a row a case. Those of answered cases are duties of their own; before that the answer is. */
const ORDERED_AT = (moment: string): string => /* sql */ `(
    SELECT case_id, min(carry_out_by) AS due_on FROM (
      SELECT r.case_id, r.carry_out_by FROM objection_orders r JOIN objections o ON o.id = r.objection_id
      WHERE coalesce(r.agreed_at, o.answered_at) <= ${moment} AND coalesce(r.carried_out_at > ${moment}, r.ended_at > ${moment}, true)
      UNION ALL
      SELECT o.case_id, s.carry_out_by FROM dispute_steps s JOIN disputes d ON d.id = s.dispute_id
        JOIN objections o ON o.id = d.objection_id
      WHERE s.at <= ${moment} AND (s.order_state = 'open' OR s.carried_out_at > ${moment})
        AND coalesce(s.suspended_at > ${moment}, true)
    ) orders GROUP BY 1)`;

const PAST = /* sql */ `
  SELECT 'then' AS part, m.agency_code, NULL::date AS due_on, NULL::date AS left_on, count(*)::integer AS open,
    (count(*) FILTER (WHERE e.case_id IS NULL AND m.due_at <= $1 AND was.runs))::integer AS late,
    (count(*) FILTER (WHERE was.runs AND was.due_on BETWEEN $3 AND $4))::integer AS soon
  FROM ${OPEN_AT('$1::timestamptz')} GROUP BY 2
  UNION ALL
  SELECT 'then', m.agency_code, NULL, NULL, 0, (count(*) FILTER (WHERE w.due_on < $3))::integer,
    (count(*) FILTER (WHERE w.due_on BETWEEN $3 AND $4))::integer
  FROM ${ORDERED_AT('$1::timestamptz')} w JOIN case_measures m ON m.case_id = w.case_id
  WHERE m.left_at <= $1 AND ${NARROWED('$5', '$6')} GROUP BY 2
  UNION ALL
  SELECT 'set', NULL, was.due_on, (m.left_at AT TIME ZONE '${CITY_ZONE}')::date, count(*)::integer, 0, 0
  FROM ${OPEN_AT('$2::timestamptz')} GROUP BY 3, 4`;

// Working days are counted by the law: $11 holds how many there were up to each day from $12 on.
const TAKEN = (day: string): string => `($11::integer[])[greatest(1, ${day} - $12::date + 1)]`;

const OUTCOMES = /* sql */ `
  SELECT CASE WHEN grouping(n.ended) = 0 THEN 'pace' ELSE 'answered' END AS part, n.agency_code, n.days, n.ended,
    count(*)::integer AS notices, (count(*) FILTER (WHERE n.ended BETWEEN $1 AND $2))::integer AS cases, 0 AS on_time, 0 AS extended,
    (count(*) FILTER (WHERE n.ended BETWEEN $3 AND $4))::integer AS cases_then, 0 AS on_time_then
  FROM (
    SELECT m.agency_code, m.noticed_on AS ended, ${TAKEN('m.noticed_on')} - ${TAKEN('m.counted_from')} AS days
    FROM case_measures m
    WHERE m.answered AND (m.left_at >= $6::timestamptz OR m.notice_left_on >= $7) AND m.noticed_on BETWEEN $7 AND $8
      AND ${NARROWED('$9', '$10')}
  ) n
  GROUP BY GROUPING SETS ((n.agency_code, n.days), (n.ended))
  UNION ALL
  SELECT 'due', m.agency_code, NULL, NULL, 0, (count(*) FILTER (WHERE d.now))::integer,
    (count(*) FILTER (WHERE d.now AND m.on_time))::integer, (count(*) FILTER (WHERE d.now AND m.extended))::integer,
    (count(*) FILTER (WHERE d.before))::integer, (count(*) FILTER (WHERE d.before AND m.on_time))::integer
  FROM case_measures m
  CROSS JOIN LATERAL (SELECT m.due_on BETWEEN $1 AND $2 AS now, m.due_on BETWEEN $3 AND $4 AS before) d
  WHERE m.due_counts AND m.due_on BETWEEN $3 AND $2 AND m.due_at <= $5 AND ${NARROWED('$9', '$10')}
  GROUP BY 2`;

const OBJECTIONS = /* sql */ `
  SELECT m.agency_code, (count(*) FILTER (WHERE o.status = 'open'))::integer AS open,
    (count(*) FILTER (WHERE o.received_at <= $3 AND (o.answered_at IS NULL OR o.answered_at > $3)
      AND (o.closed_at IS NULL OR o.closed_at > $3) AND o.reply_due_at > $3))::integer AS open_then,
    (count(*) FILTER (WHERE o.received_on BETWEEN $1 AND $2))::integer AS filed
  FROM objections o LEFT JOIN case_measures m ON m.case_id = o.case_id
  WHERE (o.status = 'open' OR o.received_on BETWEEN $1 AND $2 OR o.reply_due_at > $3) AND ${NARROWED('$4', '$5')}
  GROUP BY 1`;

// $1 = where each week of the trend begins and the last one ends. A term that ends with a week fell due in it.
const WEEK_OF = (moment: string): string => `width_bucket(${moment}, $1::timestamptz[]) - 1`;

const WEEKS = /* sql */ `
  SELECT m.agency_code, ${WEEK_OF('m.received_at')} AS came, ${WEEK_OF('m.left_at')} AS left_in,
    ${WEEK_OF(`m.due_at - interval '1 microsecond'`)} AS due_in, count(*)::integer AS cases,
    (count(*) FILTER (WHERE m.received_at > $2))::integer AS came_lately,
    (count(*) FILTER (WHERE m.left_at > $2))::integer AS left_lately
  FROM ${LEFT_SINCE(`($1::timestamptz[])[1] - interval '1 microsecond'`)} WHERE ${NARROWED('$3', '$4')}
  GROUP BY 1, 2, 3, 4`;

/** Each holds a few thousand rows at a million cases. */
const MOST_BOARDS = 4;

/** Counts the board in five statements, whatever the number of agencies. */
@Injectable()
export class BoardQueries {
  private readonly kept = new KeptCounts<BoardReading>(MOST_BOARDS);

  constructor(private readonly calendar: CurrentCalendar) {}

  /** The board of this moment: counted anew, or as it was counted last where nothing has changed since. */
  async read(tx: Tx, filter: BoardFilter): Promise<BoardReading> {
    const now = await tx.now();
    const calendar = await this.calendar.get();
    const counted = await this.kept.get(
      tx,
      [filter.span, filter.group, filter.channel, localDayOf(now), calendar],
      () => this.count(tx, filter, now, calendar),
    );
    return { ...counted, now };
  }

  private async count(
    tx: Tx,
    filter: BoardFilter,
    now: Date,
    calendar: WorkingCalendar,
  ): Promise<BoardReading> {
    const today = localDayOf(now);
    const period = periodOf(filter.span, now);
    const before = new Date(now.getTime() - COMPARED_DAYS * DAY_MILLISECONDS);
    const setDay = calendar.workingDayBefore(calendar.workingDayBefore(today, 0), SET_WORKING_DAYS);
    const narrow = [filter.group, filter.channel] as const;
    return {
      now,
      today,
      calendar,
      period,
      setDay,
      standing: await tx.query<StandingRow>(STANDING, [now, oldestStep(calendar, today), ...narrow]),
      past: await tx.query<PastRow>(PAST, [
        before,
        new Date(localInstant(setDay, '00:00').getTime() + DAY_MILLISECONDS),
        ...soonFrom(calendar, addCalendarDays(today, -COMPARED_DAYS)),
        ...narrow,
      ]),
      outcomes: await tx.query<OutcomeRow>(OUTCOMES, outcomeValues({ now, today, calendar, period }, narrow)),
      objections: await tx.query<ObjectionRow>(OBJECTIONS, [period.from, period.to, before, ...narrow]),
      weeks: await tx.query<WeekRow>(WEEKS, [weekStarts(today), before, ...narrow]),
    };
  }
}

type Moment = Pick<BoardReading, 'now' | 'today' | 'calendar' | 'period'>;

function outcomeValues({ now, today, calendar, period }: Moment, narrow: readonly unknown[]): unknown[] {
  // The pace looks back four weeks, also in January of a calendar year.
  const since = earlierOf(period.earlier.from, addCalendarDays(today, -COMPARED_DAYS));
  const first = localDate(`${String(EARLIEST_RECEIPT_YEAR)}-01-01`);
  const days = calendarDaysBetween(first, today) + 1;
  const upTo = Array.from({ length: days }, (_, n) =>
    calendar.workingDaysBetween(first, addCalendarDays(first, n)),
  );
  const { from, to, earlier } = period;
  return [
    ...[from, to, earlier.from, earlier.to, now, localInstant(since, '00:00'), since, today, ...narrow],
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
