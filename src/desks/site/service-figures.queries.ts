import { Injectable } from '@nestjs/common';
import { localDate, localDayOf, yearOf, type LocalDate } from '../../law/local-date.js';
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

// One pass over the cases; "open" and "late" are of now, the rest of the year. Nothing of a person is read.
const COUNTS = /* sql */ `
  SELECT c.agency_code,
    count(*) FILTER (WHERE c.received_on >= $1) AS received,
    count(*) FILTER (WHERE c.noticed_at >= $2 AND c.status NOT IN ('withdrawn', 'closed_incomplete')) AS answered,
    count(*) FILTER (WHERE o.is_open) AS open,
    count(*) FILTER (WHERE o.is_open AND c.due_at <= $3) AS late,
    count(*) FILTER (WHERE d.fell_due) AS fell_due,
    count(*) FILTER (WHERE d.fell_due AND c.noticed_at < c.due_at) AS on_time,
    (SELECT count(*) FROM objections b JOIN cases k ON k.id = b.case_id
      WHERE b.received_on >= $1 AND k.agency_code IS NOT DISTINCT FROM c.agency_code) AS objections
  FROM cases c
  CROSS JOIN LATERAL (SELECT c.noticed_at IS NULL
    AND c.status IN ('received', 'incomplete', 'processing', 'extended', 'consent_pending') AS is_open) o
  CROSS JOIN LATERAL (SELECT c.due_on >= $1 AND c.due_at <= $3 AND NOT (c.noticed_at IS NULL
    AND c.status IN ('withdrawn', 'closed_incomplete') AND c.closed_at < c.due_at) AS fell_due) d
  WHERE c.received_on >= $1 OR c.noticed_at >= $2 OR c.due_on >= $1 OR o.is_open
  GROUP BY c.agency_code`;

const SPANS = /* sql */ `
  SELECT agency_code, to_char(coalesce(reply_started_on, received_on), 'YYYY-MM-DD') AS started,
    to_char(noticed_at AT TIME ZONE 'Asia/Jayapura', 'YYYY-MM-DD') AS noticed, count(*) AS cases
  FROM cases
  WHERE noticed_at >= $1 AND status NOT IN ('withdrawn', 'closed_incomplete')
  GROUP BY 1, 2, 3`;

const KNOWN_FOR_MILLISECONDS = 60_000;

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

  /** At most a minute old: for pages that only mention the figures. */
  async thisYearRecently(): Promise<YearFigures> {
    return this.recent.get();
  }
}

async function readYear(tx: Tx, calendar: WorkingCalendar): Promise<YearFigures> {
  const asOf = await tx.now();
  const since = localDate(`${String(yearOf(localDayOf(asOf)))}-01-01`);
  const start = new Date(`${since}T00:00:00+09:00`);
  const counts = await tx.query<CountRow>(COUNTS, [since, start, asOf]);
  const spans = await tx.query<SpanRow>(SPANS, [start]);
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
