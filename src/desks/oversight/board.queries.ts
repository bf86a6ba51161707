import { Injectable } from '@nestjs/common';
import { CITY_ZONE, localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import type { BoardFilter } from './case-filter.js';
import { COMPARED_DAYS, periodOf, type Period } from './period.js';
import { mondayOf, TREND_WEEKS, weekStart } from './weeks.js';

/** Cases of one kind at one moment: now, four weeks ago, or in the set of the burn-down. */
export interface StandingRow {
  readonly part: 'now' | 'then' | 'set';
  readonly agency_code: string | null;
  readonly due_on: LocalDate | null;
  readonly left_on: LocalDate | null;
  readonly status: string;
  readonly clock_runs: boolean;
  readonly late: boolean;
  readonly ownerless: boolean;
  readonly cases: number;
}

/** Notices by the days they took, or reply terms that ended in the period and four weeks earlier. */
export interface OutcomeRow {
  readonly part: 'answered' | 'due';
  readonly agency_code: string | null;
  readonly started: LocalDate | null;
  readonly ended: LocalDate | null;
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
  /** Within the last four weeks. */
  readonly came_lately: boolean;
  readonly left_lately: boolean | null;
  readonly cases: number;
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
  readonly outcomes: readonly OutcomeRow[];
  readonly objections: readonly ObjectionRow[];
  readonly weeks: readonly WeekRow[];
}

const SET_WORKING_DAYS = 10;
const DAY_MILLISECONDS = 86_400_000;

const NARROWED = (group: string, channel: string): string =>
  `(${group}::text IS NULL OR m.agency_kind = ${group}) AND (${channel}::text IS NULL OR m.channel = ${channel})`;

// Now, four weeks ago, and the set of the burn-down: three looks at the open cases in one statement. An extension that
// came later is taken back, and so is a wait for the requester that began later.
const STANDING = /* sql */ `
  SELECT 'now' AS part, m.agency_code, m.due_on, NULL::date AS left_on, m.status, m.clock_runs,
    m.clock_runs AND m.due_at <= $1 AS late, m.agency_code IS NULL OR m.holder_id IS NULL AS ownerless, count(*)::integer AS cases
  FROM case_measures m WHERE m.closed_at IS NULL AND ${NARROWED('$4', '$5')}
  GROUP BY 2, 3, 5, 6, 7, 8
  UNION ALL
  SELECT moment.part, CASE moment.part WHEN 'then' THEN m.agency_code END, coalesce(e.old_due_on, m.due_on),
    CASE moment.part WHEN 'set' THEN (m.left_at AT TIME ZONE '${CITY_ZONE}')::date END, '', w.waiting IS NULL,
    e.case_id IS NULL AND m.due_at <= moment.at AND w.waiting IS NULL, false, count(*)::integer
  FROM (VALUES ('then', $2::timestamptz), ('set', $3::timestamptz)) moment (part, at)
  JOIN case_measures m ON m.received_at <= moment.at AND (m.left_at IS NULL OR m.left_at > moment.at)
  LEFT JOIN extensions e ON e.case_id = m.case_id AND e.at > moment.at
  LEFT JOIN LATERAL (SELECT 1 AS waiting FROM incompleteness_letters l
    WHERE l.case_id = m.case_id AND l.sent_at <= moment.at AND (m.complete_at IS NULL OR m.complete_at > moment.at) LIMIT 1) w ON true
  WHERE (m.left_at IS NULL OR m.left_at > least($2::timestamptz, $3::timestamptz)) AND ${NARROWED('$4', '$5')}
  GROUP BY 1, 2, 3, 4, 6, 7`;

const OUTCOMES = /* sql */ `
  SELECT 'answered' AS part, m.agency_code, m.counted_from AS started, m.noticed_on AS ended, count(*)::integer AS cases,
    0 AS on_time, 0 AS extended, 0 AS cases_then, 0 AS on_time_then
  FROM case_measures m
  WHERE m.answered AND m.left_at >= $6::timestamptz AND m.noticed_on BETWEEN $7 AND $8 AND ${NARROWED('$9', '$10')}
  GROUP BY 2, 3, 4
  UNION ALL
  SELECT 'due', m.agency_code, NULL, NULL, (count(*) FILTER (WHERE d.now))::integer,
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
  WHERE ${NARROWED('$4', '$5')}
  GROUP BY 1`;

// Weeks are whole here: the zone has no summer time, so a week is always 604,800 seconds.
const WEEKS = /* sql */ `
  SELECT m.agency_code, greatest(-1, floor(extract(epoch FROM m.received_at - $1) / 604800))::integer AS came,
    floor(extract(epoch FROM m.left_at - $1) / 604800)::integer AS left_in,
    greatest(-1, least(${String(TREND_WEEKS)}, ceil(extract(epoch FROM m.due_at - $1) / 604800) - 1))::integer AS due_in,
    m.received_at > $2 AS came_lately, m.left_at > $2 AS left_lately, count(*)::integer AS cases
  FROM case_measures m WHERE (m.left_at IS NULL OR m.left_at >= $1) AND ${NARROWED('$3', '$4')}
  GROUP BY 1, 2, 3, 4, 5, 6`;

/** Reads the board in four statements, whatever the number of agencies. */
@Injectable()
export class BoardQueries {
  constructor(private readonly calendar: CurrentCalendar) {}

  async read(tx: Tx, filter: BoardFilter): Promise<BoardReading> {
    const now = await tx.now();
    const calendar = await this.calendar.get();
    const today = localDayOf(now);
    const period = periodOf(filter.span, now);
    const before = new Date(now.getTime() - COMPARED_DAYS * DAY_MILLISECONDS);
    const setDay = calendar.workingDayBefore(calendar.workingDayBefore(today, 0), SET_WORKING_DAYS);
    const setAt = new Date(localInstant(setDay, '00:00').getTime() + DAY_MILLISECONDS);
    const narrow = [filter.group, filter.channel] as const;
    const since = earliestNotice(period, localDayOf(before));
    return {
      now,
      today,
      calendar,
      period,
      setDay,
      standing: await tx.query<StandingRow>(STANDING, [now, before, setAt, ...narrow]),
      outcomes: await tx.query<OutcomeRow>(OUTCOMES, [
        period.from,
        period.to,
        period.earlier.from,
        period.earlier.to,
        now,
        localInstant(since, '00:00'),
        since,
        today,
        ...narrow,
      ]),
      objections: await tx.query<ObjectionRow>(OBJECTIONS, [period.from, period.to, before, ...narrow]),
      weeks: await tx.query<WeekRow>(WEEKS, [weekStart(mondayOf(today), 0), before, ...narrow]),
    };
  }
}

// The pace looks back four weeks, also in January of a calendar year.
function earliestNotice(period: Period, fourWeeksAgo: LocalDate): LocalDate {
  return period.earlier.from < fourWeeksAgo ? period.earlier.from : fourWeeksAgo;
}
