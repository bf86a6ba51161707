import { Injectable } from '@nestjs/common';
import { localDate, localDayOf, localInstant, yearOf, type LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Database } from '../../platform/database/database.js';
import { RefreshedValue } from '../../platform/database/refreshed-value.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';

/** Counts of one agency or of the whole city; shares are null when nothing fell due, medians when nothing was answered. */
export interface Figures {
  readonly received: number;
  readonly answered: number;
  readonly open: number;
  readonly late: number;
  /** Working days from receipt to notice. */
  readonly median: number | null;
  readonly onTimeShare: number | null;
  readonly objections: number;
}

export interface YearFigures {
  readonly since: LocalDate;
  readonly asOf: Date;
  readonly city: Figures;
  /** By agency code; null = not assigned yet. */
  readonly agencies: ReadonlyMap<string | null, Figures>;
}

interface CountRow {
  readonly agency_code: string | null;
  readonly received: string;
  readonly answered: string;
  readonly open: string;
  readonly late: string;
  readonly fell_due: string;
  readonly on_time: string;
  readonly objections: string;
}

interface SpanRow {
  readonly agency_code: string | null;
  readonly started: string;
  readonly noticed: string;
  readonly cases: string;
}

// One pass over the cases; "open" and "late" are of now, the rest of the year. What open, late, answered and on time mean
// is said once, in the view that the supervisors' board is counted from too. Nothing of a person is read.
const COUNTS = /* sql */ `
  SELECT m.agency_code,
    count(*) FILTER (WHERE m.received_on >= $1) AS received,
    count(*) FILTER (WHERE m.answered AND m.noticed_on >= $1) AS answered,
    count(*) FILTER (WHERE m.awaits_notice) AS open,
    count(*) FILTER (WHERE m.clock_runs AND m.due_at <= $3) AS late,
    count(*) FILTER (WHERE m.due_counts AND m.due_on >= $1 AND m.due_at <= $3) AS fell_due,
    count(*) FILTER (WHERE m.due_counts AND m.due_on >= $1 AND m.due_at <= $3 AND m.on_time) AS on_time,
    (SELECT count(*) FROM objections b JOIN cases k ON k.id = b.case_id
      WHERE b.received_on >= $1 AND k.agency_code IS NOT DISTINCT FROM m.agency_code) AS objections
  FROM case_measures m
  WHERE m.received_on >= $1 OR m.noticed_at >= $2 OR m.notice_left_on >= $1 OR m.due_on >= $1 OR m.awaits_notice
  GROUP BY m.agency_code`;

const SPANS = /* sql */ `
  SELECT agency_code, counted_from AS started, noticed_on AS noticed, count(*) AS cases
  FROM case_measures
  WHERE answered AND noticed_on >= $2 AND (noticed_at >= $1 OR notice_left_on >= $2)
  GROUP BY 1, 2, 3`;

const KNOWN_FOR_MILLISECONDS = 60_000;
/** The front door does not wait for them: a year may hold hundreds of thousands of cases. */
const WAITED_FOR_MILLISECONDS = 300;

/** The public figures of the year, from 1 January: the same numbers on the home page, the table and the CSV. */
@Injectable()
export class ServiceFigures {
  private readonly recent: RefreshedValue<YearFigures>;

  constructor(
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
  ) {
    this.recent = new RefreshedValue(KNOWN_FOR_MILLISECONDS, () => this.thisYear());
  }

  /** Counted now. */
  async thisYear(): Promise<YearFigures> {
    const calendar = await this.calendar.get();
    return this.database.read(SYSTEM, ALL, (tx) => readYear(tx, calendar));
  }

  /** At most a minute old, or null while they are counted for the first time: for pages that only mention the figures. */
  async thisYearRecently(): Promise<YearFigures | null> {
    return this.recent.within(WAITED_FOR_MILLISECONDS);
  }
}

async function readYear(tx: Tx, calendar: WorkingCalendar): Promise<YearFigures> {
  await tx.takeLonger();
  const asOf = await tx.now();
  const since = localDate(`${String(yearOf(localDayOf(asOf)))}-01-01`);
  const start = localInstant(since, '00:00');
  const counts = await tx.query<CountRow>(COUNTS, [since, start, asOf]);
  const spans = await tx.query<SpanRow>(SPANS, [start, since]);
  const figures = (row: CountRow): Figures =>
    figuresOf(
      [row],
      spans.filter((span) => span.agency_code === row.agency_code),
      calendar,
    );
  return {
    since,
    asOf,
    city: figuresOf(counts, spans, calendar),
    agencies: new Map(counts.map((row) => [row.agency_code, figures(row)])),
  };
}

function figuresOf(rows: readonly CountRow[], spans: readonly SpanRow[], calendar: WorkingCalendar): Figures {
  const sum = (field: Exclude<keyof CountRow, 'agency_code'>): number =>
    rows.reduce((total, row) => total + Number(row[field]), 0);
  const fellDue = sum('fell_due');
  return {
    received: sum('received'),
    answered: sum('answered'),
    open: sum('open'),
    late: sum('late'),
    median: medianOf(spans, calendar),
    onTimeShare: fellDue === 0 ? null : sum('on_time') / fellDue,
    objections: sum('objections'),
  };
}

/** Median of working days over groups of equal spans. */
function medianOf(spans: readonly SpanRow[], calendar: WorkingCalendar): number | null {
  const groups = spans
    .map((span) => ({
      days: calendar.workingDaysBetween(localDate(span.started), localDate(span.noticed)),
      cases: Number(span.cases),
    }))
    .sort((a, b) => a.days - b.days);
  const total = groups.reduce((sum, group) => sum + group.cases, 0);
  if (total === 0) return null;
  const at = (position: number): number => {
    let seen = 0;
    for (const group of groups) {
      seen += group.cases;
      if (seen >= position) return group.days;
    }
    return 0;
  };
  return (at(Math.floor((total + 1) / 2)) + at(Math.ceil((total + 1) / 2))) / 2;
}
