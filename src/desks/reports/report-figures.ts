import { ARTICLE_17 } from '../../law/article17.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import {
  agencyOf,
  channelOf,
  DURATION_CLASSES,
  durationOf,
  monthOf,
  reasonsOf,
  workingDaysOf,
  type RegisterFilter,
} from './register-filter.js';
import { REQUEST_RESULTS } from './request-standing.js';
import type { StandingRequest } from './register.queries.js';

/** A number of the report with the filter of the register whose rows it counts. */
export interface CountedFigure {
  readonly key: string;
  readonly count: number;
  readonly filter: RegisterFilter;
}

/** Rows of one group (an agency, a month, a channel) with what the report says of each. */
export interface GroupFigures {
  readonly key: string;
  readonly received: CountedFigure;
  readonly answered: CountedFigure;
  readonly onTime: number;
  readonly late: CountedFigure;
  /** Working days from receipt to notice; null while nothing was answered. */
  readonly medianWorkingDays: number | null;
  readonly meanWorkingDays: number | null;
}

export interface RequestFigures {
  readonly all: GroupFigures;
  readonly extended: CountedFigure;
  readonly imported: CountedFigure;
  readonly results: readonly CountedFigure[];
  readonly reasons: readonly CountedFigure[];
  readonly durations: readonly CountedFigure[];
  readonly months: readonly GroupFigures[];
  readonly agencies: readonly GroupFigures[];
  readonly channels: readonly GroupFigures[];
  /** Answered without the clocks of the law, so outside of all other figures. */
  readonly courtesy: CountedFigure;
  readonly officialHelp: CountedFigure;
}

/** Every figure on requests of one year (K21:57; law.md 4.11), counted from the rows of the register. */
export function requestFigures(
  rows: readonly StandingRequest[],
  calendar: WorkingCalendar,
  year: number,
): RequestFigures {
  const own = rows.filter(({ standing }) => standing.kind === 'statutory');
  const kind = 'statutory' as const;
  const group = (name: 'month' | 'agency' | 'channel', key: string, of: readonly StandingRequest[]) =>
    groupFigures(of, calendar, key, { kind, [name]: key });
  const months = groupBy(own, monthOf);
  const agencies = groupBy(own, agencyOf);
  const channels = groupBy(own, channelOf);
  const durations = groupBy(own, (row) => durationOf(row, calendar));
  const results = groupBy(own, ({ standing }) => standing.result);
  return {
    all: groupFigures(own, calendar, 'all', { kind }),
    extended: counted('extended', own.filter(isExtended), { kind, extended: 'yes' }),
    imported: counted(
      'imported',
      own.filter(({ facts }) => facts.imported),
      { kind, channel: 'imported' },
    ),
    results: REQUEST_RESULTS.map((key) => counted(key, results.get(key) ?? [], { kind, result: key })),
    reasons: reasonFigures(own),
    durations: DURATION_CLASSES.map((key) => counted(key, durations.get(key) ?? [], { kind, duration: key })),
    months: monthsOf(year).map((key) => group('month', key, months.get(key) ?? [])),
    agencies: [...agencies].sort(largestFirst).map(([key, of]) => group('agency', key, of)),
    channels: [...channels].sort(largestFirst).map(([key, of]) => group('channel', key, of)),
    courtesy: ofKind(rows, 'courtesy'),
    officialHelp: ofKind(rows, 'officialHelp'),
  };
}

function groupFigures(
  rows: readonly StandingRequest[],
  calendar: WorkingCalendar,
  key: string,
  filter: RegisterFilter,
): GroupFigures {
  const days = rows.flatMap((row) => workingDaysOf(row, calendar) ?? []).sort((a, b) => a - b);
  const answered = rows.filter(({ standing }) => standing.noticedOn !== null);
  return {
    key,
    received: counted('received', rows, filter),
    answered: counted('answered', answered, { ...filter, answered: 'yes' }),
    onTime: answered.filter(({ standing }) => !standing.late).length,
    late: counted(
      'late',
      rows.filter(({ standing }) => standing.late),
      { ...filter, late: 'yes' },
    ),
    medianWorkingDays: medianOf(days),
    meanWorkingDays: days.length === 0 ? null : days.reduce((sum, one) => sum + one, 0) / days.length,
  };
}

/** Share of those that were answered or fell due; null while there is none. */
export function lateShare({ onTime, late }: Pick<GroupFigures, 'onTime' | 'late'>): number | null {
  const due = onTime + late.count;
  return due === 0 ? null : late.count / due;
}

function reasonFigures(rows: readonly StandingRequest[]): readonly CountedFigure[] {
  const letters = [...ARTICLE_17.map(({ letter }) => letter), 'other'];
  const counts = new Map<string, StandingRequest[]>(letters.map((letter) => [letter, []]));
  for (const row of rows) for (const reason of reasonsOf(row)) counts.get(reason)?.push(row);
  return letters.map((key) => counted(key, counts.get(key) ?? [], { kind: 'statutory', reason: key }));
}

function ofKind(rows: readonly StandingRequest[], kind: 'courtesy' | 'officialHelp'): CountedFigure {
  return counted(
    kind,
    rows.filter(({ standing }) => standing.kind === kind),
    { kind },
  );
}

function counted(key: string, rows: readonly unknown[], filter: RegisterFilter): CountedFigure {
  return { key, count: rows.length, filter };
}

function isExtended({ standing }: StandingRequest): boolean {
  return standing.extended;
}

function monthsOf(year: number): readonly string[] {
  return Array.from({ length: 12 }, (_, at) => `${String(year)}-${String(at + 1).padStart(2, '0')}`);
}

function groupBy(
  rows: readonly StandingRequest[],
  keyOf: (row: StandingRequest) => string,
): ReadonlyMap<string, readonly StandingRequest[]> {
  const groups = new Map<string, StandingRequest[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

type Group = readonly [string, readonly StandingRequest[]];

function largestFirst([keyA, a]: Group, [keyB, b]: Group): number {
  return b.length - a.length || (keyA < keyB ? -1 : 1);
}

function medianOf(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
