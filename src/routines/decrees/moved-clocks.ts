import type { DeadlineKind } from '../../law/deadline-kinds.js';
import { yearOf, type LocalDate } from '../../law/local-date.js';
import {
  clockCount,
  recompute,
  type MovableLimit,
  type MovedDate,
  type MovedLimit,
} from '../../law/recompute.js';
import type { TermCount } from '../../law/term.js';
import type { ProvisionalReason } from '../../law/working-calendar.js';
import type { Counting } from './round-of-decree.js';
import type { CaseClock, ClockedCase, ClockedObjection } from './running-clocks.queries.js';

/** A clock whose date is another one in the new calendar, or certain where it was provisional. */
export interface MovedClock extends MovedDate {
  readonly limit: MovableLimit;
  readonly kind: DeadlineKind;
  readonly stage: string;
  readonly provisional: ProvisionalReason | null;
  readonly becameFirm: boolean;
  /** Day 0 of the reply term, for the strip of counted days. */
  readonly countedFrom: LocalDate | null;
  /** How any other term is counted. */
  readonly count: TermCount | null;
  readonly objection: ClockedObjection | null;
}

/** One line of the preview and of the answer: what happens to the date of a case, an objection or an exemption. */
export interface AffectedDate {
  readonly registerNumber: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** True where the date moves EARLIER: somebody has less time than was said. */
  readonly earlier: boolean;
  /** Every clock of it that moves. */
  readonly clocks: readonly {
    readonly clock: MovedLimit;
    readonly from: LocalDate;
    readonly to: LocalDate;
  }[];
}

/** Whether a year had its decree in the calendar that a case was counted with. */
export type WasCovered = (year: number) => boolean;

/** What the new calendar makes of a case. Lapsed clocks and those that stay as they are do not appear. */
export function movedClocks(
  found: ClockedCase,
  { calendar, rules }: Counting,
  today: LocalDate,
  wasCovered: WasCovered,
): readonly MovedClock[] {
  return found.clocks.flatMap((running) => {
    const next = recompute(running.clock, calendar, rules, today);
    if (next === null) return [];
    const becameFirm = next.provisional === null && wasProvisional(running, today, wasCovered);
    const keepsReason =
      keepsProvisional(running) && (running.provisional === null) !== (next.provisional === null);
    if (next.from === next.to && !becameFirm && !keepsReason) return [];
    return [
      {
        limit: next.limit,
        kind: running.kind,
        stage: running.stage,
        from: next.from,
        to: next.to,
        provisional: next.provisional,
        becameFirm,
        countedFrom: 'countedFrom' in running.clock ? running.clock.countedFrom : null,
        count: clockCount(running.clock, rules),
        subjectId: running.objection?.id ?? found.id,
        registerNumber: running.objection?.registerNumber ?? found.registerNumber,
        objection: running.objection,
      },
    ];
  });
}

/** A date that stays and is certain from now on. */
export interface FirmDate {
  readonly registerNumber: string;
  readonly clock: MovedLimit;
  readonly on: LocalDate;
}

/** Every clock that its decree makes certain where it stands, the next date first. */
export function firmDates(moved: readonly MovedClock[]): readonly FirmDate[] {
  return moved
    .filter(({ from, to, becameFirm }) => from === to && becameFirm)
    .map(({ registerNumber, limit, to }) => ({ registerNumber, clock: limit, on: to }))
    .sort((a, b) => (a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.registerNumber < b.registerNumber ? -1 : 1));
}

/** The main date of each case or objection that moves; those that come EARLIER first, then by the new date. */
export function affectedDates(moved: readonly MovedDate[]): readonly AffectedDate[] {
  const bySubject = new Map<string, MovedDate[]>();
  for (const clock of moved) {
    if (clock.from === clock.to) continue;
    const known = bySubject.get(clock.subjectId);
    if (known === undefined) bySubject.set(clock.subjectId, [clock]);
    else known.push(clock);
  }
  return [...bySubject.values()].map(affectedOf).sort(byDanger);
}

/** Which date stands for the whole: the reply before the check, the answer to an objection before its window. */
const WEIGHT: Readonly<Record<MovedLimit, number>> = {
  T5: 0,
  T4: 1,
  T3: 2,
  T8: 3,
  T10: 4,
  T13: 5,
  T7: 6,
  T2: 7,
  T18: 8,
};

/** The clock that stands for a case where several move. */
export function mainClock<Move extends MovedDate>(clocks: readonly Move[]): Move | undefined {
  return [...clocks].sort((a, b) => WEIGHT[a.limit] - WEIGHT[b.limit])[0];
}

function affectedOf(clocks: readonly MovedDate[]): AffectedDate {
  const main = mainClock(clocks);
  if (main === undefined) throw new TypeError('a subject without a moved clock');
  return {
    registerNumber: main.registerNumber,
    from: main.from,
    to: main.to,
    earlier: clocks.some(({ from, to }) => to < from),
    clocks: clocks.map(({ limit, from, to }) => ({ clock: limit, from, to })),
  };
}

function byDanger(a: AffectedDate, b: AffectedDate): number {
  if (a.earlier !== b.earlier) return a.earlier ? -1 : 1;
  if (a.to !== b.to) return a.to < b.to ? -1 : 1;
  return a.registerNumber < b.registerNumber ? -1 : 1;
}

// The case keeps the reason of these; of the others the calendar of then knows it.
function keepsProvisional({ clock }: CaseClock): boolean {
  return clock.limit === 'T4' || clock.limit === 'T5' || clock.limit === 'T8';
}

/** Whether the requester was told that the date may move: a year up to its end had no decree. T2, T13 are told to none. */
function wasProvisional(
  { clock, provisional }: CaseClock,
  today: LocalDate,
  wasCovered: WasCovered,
): boolean {
  if (provisional !== null) return true;
  if (clock.limit === 'T2' || clock.limit === 'T13') return false;
  for (let year = yearOf(today); year <= yearOf(clock.due); year += 1) if (!wasCovered(year)) return true;
  return false;
}
