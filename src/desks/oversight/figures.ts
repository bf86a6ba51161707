import { DUE_SOON_DAYS, FEWEST_FOR_A_RATE } from '../../law/service-rules.js';
import type { BoardReading, BoardRows, OutcomeRow, PastRow, StandingRow } from './board.queries.js';
import { sum } from './sum.js';
import { countWeeks } from './week-counts.js';

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
    ...[...reading.byAgency].flatMap(([code, rows]) => (isShown(rows) ? [code] : [])),
  ]);
  return {
    city: figuresOf(reading, reading),
    agencies: new Map([...known].map((code) => [code, figuresOf(reading, rowsOf(reading, code))])),
  };
}

/** What was counted of one agency. */
export function rowsOf(reading: BoardReading, code: string | null): BoardRows {
  return reading.byAgency.get(code) ?? NO_ROWS;
}

const NO_ROWS: BoardRows = { standing: [], past: [], outcomes: [], objections: [], weeks: countWeeks([]) };

/** Whether an agency that is not on the list (it was closed, or there is none yet) has something to show. */
function isShown({ standing, outcomes, objections }: BoardRows): boolean {
  return (
    standing.length > 0 ||
    outcomes.some((row) => row.part !== 'pace') ||
    objections.some((row) => row.open > 0)
  );
}

function figuresOf(reading: BoardReading, { standing, past, outcomes, objections }: BoardRows): Figures {
  const { calendar, today } = reading;
  const due = outcomes.filter((row) => row.part === 'due');
  const answered = outcomes.filter((row) => row.part === 'answered');
  return {
    open: sum(standing, (row) => row.open),
    waiting: sum(standing, (row) => row.waiting),
    consent: sum(standing, (row) => row.consent),
    ownerless: sum(standing, (row) => row.ownerless),
    toDeliver: sum(standing, (row) => row.to_deliver),
    soon: sum(standing.filter(isSoon(reading)), (row) => row.running),
    today: sum(
      standing.filter((row) => row.due_on === today),
      (row) => row.running,
    ),
    late: sum(standing, (row) => row.late),
    oldest: Math.max(
      0,
      ...standing.map((row) => (row.oldest === null ? 0 : -calendar.workingDaysLeft(today, row.oldest))),
    ),
    durations: durationsOf(answered, (row) => row.cases),
    fellDue: sum(due, (row) => row.cases),
    onTime: sum(due, (row) => row.on_time),
    extended: sum(due, (row) => row.extended),
    objections: sum(objections, (row) => row.open),
    objectionsFiled: sum(objections, (row) => row.filed),
    earlier: {
      ...standingThen(past.filter((row) => row.part === 'then')),
      durations: durationsOf(answered, (row) => row.cases_then),
      fellDue: sum(due, (row) => row.cases_then),
      onTime: sum(due, (row) => row.on_time_then),
      objections: sum(objections, (row) => row.open_then),
    },
  };
}

function standingThen(then: readonly PastRow[]): Pick<Figures['earlier'], 'open' | 'soon' | 'late'> {
  return {
    open: sum(then, (row) => row.open),
    soon: sum(then, (row) => row.soon),
    late: sum(then, (row) => row.late),
  };
}

/** Whether a due date lies within the days that count as soon. */
function isSoon({ calendar, today }: BoardReading): (row: StandingRow) => boolean {
  return ({ due_on: due }) =>
    due !== null && due >= today && calendar.workingDaysLeft(today, due) <= DUE_SOON_DAYS;
}

/** Working days from receipt (or repair) to notice: same day 0, next working day 1. */
function durationsOf(rows: readonly OutcomeRow[], casesOf: (row: OutcomeRow) => number): Durations {
  const spans = rows
    .flatMap((row) =>
      row.days === null || casesOf(row) === 0 ? [] : [{ days: row.days, cases: casesOf(row) }],
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
