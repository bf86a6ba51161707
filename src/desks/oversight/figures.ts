import { addCalendarDays, type LocalDate } from '../../law/local-date.js';
import { DUE_SOON_DAYS, FEWEST_FOR_A_RATE } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { BoardReading, OutcomeRow, StandingRow } from './board.queries.js';
import { COMPARED_DAYS, type Period } from './period.js';

/** How long notices took, in working days; null where fewer than `FEWEST_FOR_A_RATE` were sent. */
export interface Durations {
  readonly answered: number;
  readonly median: number | null;
  readonly ninetieth: number | null;
  readonly mean: number | null;
}

/** The figures of one agency or of the city (ux.md section 6 defines each). */
export interface Figures {
  readonly open: number;
  readonly waiting: number;
  readonly consent: number;
  readonly ownerless: number;
  readonly toDeliver: number;
  readonly soon: number;
  readonly today: number;
  readonly late: number;
  /** Working days of the case that is late the longest; 0 where none is. */
  readonly oldest: number;
  readonly durations: Durations;
  readonly fellDue: number;
  readonly onTime: number;
  readonly extended: number;
  readonly objections: number;
  readonly objectionsFiled: number;
  readonly earlier: {
    readonly open: number;
    readonly soon: number;
    readonly late: number;
    readonly durations: Durations;
    readonly fellDue: number;
    readonly onTime: number;
    readonly objections: number;
  };
}

export interface BoardFigures {
  readonly city: Figures;
  /** By agency code; null = not with an agency yet. */
  readonly agencies: ReadonlyMap<string | null, Figures>;
}

/** Everything the six figures and the heat table show, from one reading. */
export function boardFigures(reading: BoardReading, codes: readonly string[]): BoardFigures {
  const known = new Set<string | null>([
    ...codes,
    ...reading.standing.filter((row) => row.part === 'now').map((row) => row.agency_code),
    ...reading.outcomes.map((row) => row.agency_code),
    ...reading.objections.filter((row) => row.open > 0).map((row) => row.agency_code),
  ]);
  const of = (code: string | null): Figures => figuresOf(reading, (row) => row.agency_code === code);
  return {
    city: figuresOf(reading, () => true),
    agencies: new Map([...known].map((code) => [code, of(code)])),
  };
}

interface OfAgency {
  readonly agency_code: string | null;
}

function figuresOf(reading: BoardReading, belongs: (row: OfAgency) => boolean): Figures {
  const { calendar, period } = reading;
  const standing = reading.standing.filter((row) => row.part === 'now' && belongs(row));
  const open = standing.filter((row) => row.status !== 'granted_open');
  const outcomes = reading.outcomes.filter(belongs);
  const due = outcomes.filter((row) => row.part === 'due');
  const objections = reading.objections.filter(belongs);
  const late = open.filter((row) => row.late);
  return {
    open: countOf(open),
    waiting: countOf(open.filter((row) => row.status === 'incomplete')),
    consent: countOf(open.filter((row) => row.status === 'consent_pending')),
    ownerless: countOf(open.filter((row) => row.ownerless)),
    toDeliver: countOf(standing.filter((row) => row.status === 'granted_open')),
    ...soonOf(open, calendar, reading.today),
    late: countOf(late),
    oldest: Math.max(0, ...late.map((row) => -daysLeft(row, calendar, reading.today))),
    durations: durationsOf(outcomes, calendar, period),
    fellDue: sum(due, (row) => row.cases),
    onTime: sum(due, (row) => row.on_time),
    extended: sum(due, (row) => row.extended),
    objections: sum(objections, (row) => row.open),
    objectionsFiled: sum(objections, (row) => row.filed),
    earlier: earlierOf(reading, belongs, due, outcomes),
  };
}

function earlierOf(
  reading: BoardReading,
  belongs: (row: OfAgency) => boolean,
  due: readonly OutcomeRow[],
  outcomes: readonly OutcomeRow[],
): Figures['earlier'] {
  const { calendar, period } = reading;
  const then = reading.standing.filter((row) => row.part === 'then' && belongs(row));
  return {
    open: countOf(then),
    soon: soonOf(then, calendar, addCalendarDays(reading.today, -COMPARED_DAYS)).soon,
    late: countOf(then.filter((row) => row.late)),
    durations: durationsOf(outcomes, calendar, period.earlier),
    fellDue: sum(due, (row) => row.cases_then),
    onTime: sum(due, (row) => row.on_time_then),
    objections: sum(reading.objections.filter(belongs), (row) => row.open_then),
  };
}

/** Clock running and due soon, and those of them that are due today. */
function soonOf(
  rows: readonly StandingRow[],
  calendar: WorkingCalendar,
  today: LocalDate,
): { readonly soon: number; readonly today: number } {
  const running = rows.filter((row) => row.clock_runs && row.due_on !== null && row.due_on >= today);
  return {
    soon: countOf(running.filter((row) => daysLeft(row, calendar, today) <= DUE_SOON_DAYS)),
    today: countOf(running.filter((row) => row.due_on === today)),
  };
}

function daysLeft(row: StandingRow, calendar: WorkingCalendar, today: LocalDate): number {
  return row.due_on === null ? 0 : calendar.workingDaysLeft(today, row.due_on);
}

/** Working days from receipt (or repair) to notice: same day 0, next working day 1. */
function durationsOf(
  rows: readonly OutcomeRow[],
  calendar: WorkingCalendar,
  { from, to }: Pick<Period, 'from' | 'to'>,
): Durations {
  const spans = rows
    .flatMap((row) =>
      row.started !== null && row.ended !== null && row.ended >= from && row.ended <= to
        ? [{ days: calendar.workingDaysBetween(row.started, row.ended), cases: row.cases }]
        : [],
    )
    .sort((a, b) => a.days - b.days);
  const answered = sum(spans, (span) => span.cases);
  if (answered < FEWEST_FOR_A_RATE) return { answered, median: null, ninetieth: null, mean: null };
  const at = (position: number): number => {
    let seen = 0;
    return spans.find((span) => (seen += span.cases) >= position)?.days ?? 0;
  };
  return {
    answered,
    median: (at(Math.floor((answered + 1) / 2)) + at(Math.ceil((answered + 1) / 2))) / 2,
    ninetieth: at(Math.ceil(answered * 0.9)),
    mean: sum(spans, (span) => span.days * span.cases) / answered,
  };
}

/** A share, or null where too few cases stand behind it. */
export function shareOf(part: number, whole: number): number | null {
  return whole < FEWEST_FOR_A_RATE ? null : part / whole;
}

/** Number of cases behind grouped rows. */
export function countOf(rows: readonly { readonly cases: number }[]): number {
  return sum(rows, (row) => row.cases);
}

export function sum<Row>(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}
