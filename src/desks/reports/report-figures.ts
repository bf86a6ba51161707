import { DURATION_CLASSES } from '../../law/answer-durations.js';
import { ARTICLE_17 } from '../../law/article17.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import {
  agencyOf,
  channelOf,
  classOfDays,
  monthOf,
  reasonsOf,
  workingDaysOf,
  type RegisterFilter,
} from './register-filter.js';
import { REQUEST_RESULTS, type RequestStanding } from './request-standing.js';
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
  /** Given after the decision that is counted in `results`, because an order was carried out. */
  readonly givenOnOrder: CountedFigure;
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

/** Share of those that were answered or fell due; null while there is none. */
export function lateShare({ onTime, late }: Pick<GroupFigures, 'onTime' | 'late'>): number | null {
  const due = onTime + late.count;
  return due === 0 ? null : late.count / due;
}

function counted(key: string, count: number, filter: RegisterFilter): CountedFigure {
  return { key, count, filter };
}

/** Every figure on requests of one year (K21:57; law.md 4.11), counted row by row of the register. */
export class RequestTally {
  private readonly all = new GroupTally();
  private readonly months = new Map<string, GroupTally>();
  private readonly agencies = new Map<string, GroupTally>();
  private readonly channels = new Map<string, GroupTally>();
  private readonly results = new Map<string, number>();
  private readonly durations = new Map<string, number>();
  private readonly reasons = new Map<string, number>();
  private readonly kinds = new Map<string, number>();
  private extended = 0;
  private givenOnOrder = 0;
  private imported = 0;

  constructor(
    private readonly year: number,
    private readonly calendar: WorkingCalendar,
  ) {}

  add(row: StandingRequest): void {
    const { facts, standing } = row;
    addOne(this.kinds, standing.kind);
    if (standing.kind !== 'statutory') return;
    const days = workingDaysOf(row, this.calendar);
    this.all.add(standing, days);
    groupOf(this.months, monthOf(row)).add(standing, days);
    groupOf(this.agencies, agencyOf(row)).add(standing, days);
    groupOf(this.channels, channelOf(row)).add(standing, days);
    addOne(this.results, standing.result);
    addOne(this.durations, classOfDays(row, days));
    for (const reason of reasonsOf(row)) addOne(this.reasons, reason);
    if (standing.extended) this.extended += 1;
    if (row.givenOnOrder) this.givenOnOrder += 1;
    if (facts.imported) this.imported += 1;
  }

  figures(): RequestFigures {
    const kind = 'statutory' as const;
    const group = (name: 'month' | 'agency' | 'channel') => {
      return ([key, tally]: NamedTally): GroupFigures => tally.figures(key, { kind, [name]: key });
    };
    const each = (
      name: 'result' | 'reason' | 'duration',
      keys: readonly string[],
      counts: ReadonlyMap<string, number>,
    ): readonly CountedFigure[] =>
      keys.map((key) => counted(key, counts.get(key) ?? 0, { kind, [name]: key }));
    const months = monthsOf(this.year).map((key): NamedTally => [
      key,
      this.months.get(key) ?? new GroupTally(),
    ]);
    return {
      all: this.all.figures('all', { kind }),
      extended: counted('extended', this.extended, { kind, extended: 'yes' }),
      givenOnOrder: counted('givenOnOrder', this.givenOnOrder, { kind, ordered: 'yes' }),
      imported: counted('imported', this.imported, { kind, channel: 'imported' }),
      results: each('result', REQUEST_RESULTS, this.results),
      reasons: each('reason', [...ARTICLE_17.map(({ letter }) => letter), 'other'], this.reasons),
      durations: each('duration', DURATION_CLASSES, this.durations),
      months: months.map(group('month')),
      agencies: [...this.agencies].sort(largestFirst).map(group('agency')),
      channels: [...this.channels].sort(largestFirst).map(group('channel')),
      courtesy: this.ofKind('courtesy'),
      officialHelp: this.ofKind('officialHelp'),
    };
  }

  private ofKind(kind: 'courtesy' | 'officialHelp'): CountedFigure {
    return counted(kind, this.kinds.get(kind) ?? 0, { kind });
  }
}

/** What is counted of one group. */
class GroupTally {
  received = 0;
  private answered = 0;
  private onTime = 0;
  private late = 0;
  /** How many notices took so many working days. */
  private readonly days = new Map<number, number>();

  add({ noticedOn, late }: RequestStanding, days: number | null): void {
    this.received += 1;
    if (late) this.late += 1;
    if (noticedOn !== null) this.answered += 1;
    if (noticedOn !== null && !late) this.onTime += 1;
    if (days !== null) addOne(this.days, days);
  }

  figures(key: string, filter: RegisterFilter): GroupFigures {
    return {
      key,
      received: counted('received', this.received, filter),
      answered: counted('answered', this.answered, { ...filter, answered: 'yes' }),
      onTime: this.onTime,
      late: counted('late', this.late, { ...filter, late: 'yes' }),
      medianWorkingDays: medianOf(this.days),
      meanWorkingDays: meanOf(this.days),
    };
  }
}

type NamedTally = readonly [string, GroupTally];

function groupOf(groups: Map<string, GroupTally>, key: string): GroupTally {
  const group = groups.get(key) ?? new GroupTally();
  groups.set(key, group);
  return group;
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function monthsOf(year: number): readonly string[] {
  return Array.from({ length: 12 }, (_, at) => `${String(year)}-${String(at + 1).padStart(2, '0')}`);
}

function largestFirst([keyA, a]: NamedTally, [keyB, b]: NamedTally): number {
  return b.received - a.received || (keyA < keyB ? -1 : 1);
}

function totalOf(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((sum, one) => sum + one, 0);
}

function meanOf(counts: ReadonlyMap<number, number>): number | null {
  const total = totalOf(counts);
  return total === 0 ? null : [...counts].reduce((sum, [days, times]) => sum + days * times, 0) / total;
}

function medianOf(counts: ReadonlyMap<number, number>): number | null {
  const total = totalOf(counts);
  if (total === 0) return null;
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const middle = (total - 1) / 2;
  return (atPlace(sorted, Math.floor(middle)) + atPlace(sorted, Math.ceil(middle))) / 2;
}

/** The value at a place, counted from 0, of all values in order. */
function atPlace(sorted: readonly (readonly [number, number])[], place: number): number {
  let passed = 0;
  for (const [value, times] of sorted) {
    passed += times;
    if (place < passed) return value;
  }
  return 0;
}
