import { letterDueAfterReturn, repairDue } from './completeness.js';
import { extensionEnd } from './extension.js';
import type { LocalDate } from './local-date.js';
import { earlierOf, laterOf } from './local-date.js';
import {
  commissionWindowEnd,
  objectionReplyDue,
  objectionReplyStart,
  objectionWindowEnd,
} from './objection-windows.js';
import { clocksAtFiling } from './reply-clock.js';
import type { Ruleset } from './ruleset.js';
import type { CountingRules, DayZero, TermCount } from './term.js';
import { endOfTerm } from './term.js';
import { timeLimit, type TimeLimitName } from './time-limits.js';
import type { DueDate, ProvisionalReason, WorkingCalendar } from './working-calendar.js';

/**
 * A clock of the law that is counted in working days and has not run out, with the facts that it was started with.
 * T6 and T9 are missing on purpose: their day is named by the notice or the order itself, and no decree moves it; nor
 * does one move T14, which is counted in calendar days.
 */
export type RunningClock = { readonly due: LocalDate } &
  /** `receivedOn` is null for a letter that came back: its new term is counted from that day alone. */
  (
    | { readonly limit: 'T2'; readonly enteredOn: LocalDate; readonly receivedOn: LocalDate | null }
    | { readonly limit: 'T3'; readonly letterReceivedOn: LocalDate }
    | { readonly limit: 'T4'; readonly countedFrom: LocalDate }
    | { readonly limit: 'T5'; readonly countedFrom: LocalDate; readonly extendedOn: LocalDate }
    | { readonly limit: 'T7'; readonly foundOn: LocalDate; readonly dayZero?: DayZero }
    | { readonly limit: 'T8'; readonly receivedOn: LocalDate; readonly enteredOn: LocalDate }
    | { readonly limit: 'T10'; readonly answeredOrSilentOn: LocalDate; readonly dayZero?: DayZero }
    | { readonly limit: 'T13'; readonly decisionReceivedOn: LocalDate }
  );

/** Clocks that a decree can move. */
export type MovableLimit = RunningClock['limit'];

export type RecomputingRules = CountingRules & Pick<Ruleset, 'extensionBase' | 'objectionClock'>;

/** What a new calendar makes of a running clock. */
export interface RecomputedDate {
  readonly limit: MovableLimit;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly provisional: ProvisionalReason | null;
}

/** Dates that follow a decree: running clocks, and the review before an exemption ends (T18), counted backwards. */
export type MovedLimit = MovableLimit | 'T18';

/**
 * A date before and after, and whose it is: of a case, of an objection, of the objection that a dispute is about, or of an
 * exemption decree, whose number stands for one of the register.
 */
export interface MovedDate extends Pick<RecomputedDate, 'from' | 'to'> {
  readonly limit: MovedLimit;
  readonly subjectId: string;
  readonly registerNumber: string;
}

/** Terms that bind the requester; `timeLimit(...).bound` says the same. */
const BINDS_REQUESTER: ReadonlySet<MovableLimit> = new Set(['T3', 'T7', 'T10']);

/**
 * The date of a clock in this calendar: the same functions as when it was started, so that a due date is a pure
 * function of start, length, calendar and rule set (law.md 2.2, 11).
 * T4 counted from Tue 2026-11-24 is Tue 2026-12-08 in the calendar of the decrees of 2026.
 */
export function dueDateOf(clock: RunningClock, calendar: WorkingCalendar, rules: RecomputingRules): DueDate {
  switch (clock.limit) {
    case 'T2':
      return checkDue(clock.receivedOn, clock.enteredOn, calendar, rules);
    case 'T3':
      return repairDue(clock.letterReceivedOn, calendar, rules);
    case 'T4':
      return endOfTerm('reply', clock.countedFrom, calendar, rules);
    case 'T5':
      return extendedDue(clock.countedFrom, clock.extendedOn, calendar, rules);
    case 'T7':
      return objectionWindowEnd(clock.foundOn, calendar, rules, clock.dayZero);
    case 'T8':
      return objectionReplyDue(clock, calendar, rules);
    case 'T10':
      return commissionWindowEnd(clock.answeredOrSilentOn, calendar, rules, clock.dayZero);
    case 'T13':
      return endOfTerm('courtSuit', clock.decisionReceivedOn, calendar, rules);
  }
}

/**
 * How the date of a clock is counted that an objection or a letter started, for whoever must explain it: T3, T7, T8 and
 * T10. Null for a clock of the request itself, whose own dates tell it. T8 of an objection received Tue 2026-11-24: 30
 * working days from that day.
 */
export function clockCount(clock: RunningClock, rules: Pick<Ruleset, 'objectionClock'>): TermCount | null {
  switch (clock.limit) {
    case 'T3':
      return counted('repair', clock.letterReceivedOn);
    case 'T7':
      return counted('objectionWindow', clock.foundOn, clock.dayZero);
    case 'T8':
      return counted('objectionReply', objectionReplyStart(clock, rules));
    case 'T10':
      return counted('disputeFiling', clock.answeredOrSilentOn, clock.dayZero);
    default:
      return null;
  }
}

function counted(name: TimeLimitName, start: LocalDate, dayZero: DayZero = 'receipt'): TermCount {
  return { start, workingDays: timeLimit(name, start).length, dayZero };
}

/**
 * Counts a running clock anew after the calendar changed (law.md row 28; PerKI 1/2021 art. 1(22)). `null` when its last
 * day is over: what has lapsed stays lapsed, because it took effect under the calendar of that day.
 *
 * A date may move EARLIER when a free day is taken back. It never moves behind the day on which the decree is applied:
 * a term cannot end unannounced in the past. One that binds the office then ends today, the nearest day to the law's;
 * one that binds the requester leaves a whole working day after the news. Neither ever ends later than before.
 * Due Fri 2023-05-05 with 26 Apr 2023 a free day: Thu 2023-05-04 once it is a working day again.
 */
export function recompute(
  clock: RunningClock,
  calendar: WorkingCalendar,
  rules: RecomputingRules,
  today: LocalDate,
): RecomputedDate | null {
  return today > clock.due ? null : recount(clock, calendar, rules, today);
}

/**
 * The same for a clock that stood still meanwhile, so that its day could not lapse: what is left of the right to object
 * when an objection ends undecided. Stopped before its last day Mon 2026-08-10, one free day decreed since: Tue 08-11.
 */
export function recount(
  clock: RunningClock,
  calendar: WorkingCalendar,
  rules: RecomputingRules,
  today: LocalDate,
): RecomputedDate {
  const { date, provisional } = dueDateOf(clock, calendar, rules);
  const floor = BINDS_REQUESTER.has(clock.limit) ? calendar.nextWorkingDay(today) : today;
  const to = date < clock.due ? earlierOf(laterOf(date, floor), clock.due) : date;
  return { limit: clock.limit, from: clock.due, to, provisional };
}

// Paper that was entered late has its check end with T4, in the new calendar as in the old one.
function checkDue(
  receivedOn: LocalDate | null,
  enteredOn: LocalDate,
  calendar: WorkingCalendar,
  rules: RecomputingRules,
): DueDate {
  if (receivedOn === null) return letterDueAfterReturn(enteredOn, calendar, rules);
  return clocksAtFiling({ receivedOn, enteredOn }, calendar, rules).completenessDue;
}

function extendedDue(
  countedFrom: LocalDate,
  extendedOn: LocalDate,
  calendar: WorkingCalendar,
  rules: RecomputingRules,
): DueDate {
  const firstTerm = endOfTerm('reply', countedFrom, calendar, rules).date;
  const date = extensionEnd(firstTerm, extendedOn, calendar, rules);
  return { date, provisional: calendar.provisionalBetween(countedFrom, date) };
}
