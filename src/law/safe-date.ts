import { replyDueAfterRepair } from './completeness.js';
import { extensionEnd } from './extension.js';
import type { LocalDate } from './local-date.js';
import { commissionWindowEnd, objectionReplyDue, objectionWindowEnd } from './objection-windows.js';
import { replyDueWhenComplete, strictReplyDue } from './reply-clock.js';
import type { Ruleset } from './ruleset.js';
import { READINGS } from './ruleset.js';
import type { DayZero } from './term.js';
import type { WorkingCalendar } from './working-calendar.js';

/** Doubts that move a date of staff. */
export const DATE_DOUBTS = [
  'replyClock',
  'incompletePausesClock',
  'extensionBase',
  'collectiveLeave',
  'localClosures',
  'firstDay',
  'objectionClock',
] as const;
export type DateDoubt = (typeof DATE_DOUBTS)[number];

/** The "tanggal aman" of staff: the earliest date that any reading of the law gives. */
export interface SafeDate {
  readonly date: LocalDate;
  /** The fewest doubts that must be read otherwise to get it. */
  readonly because: readonly DateDoubt[];
}

/** A date as one set of readings gives it. */
type DateUnder = (rules: Ruleset, calendar: WorkingCalendar) => LocalDate;

/**
 * Where the law is read in two ways, the earliest date that a reading gives, so that the act is in time whichever one a
 * commission follows (D1-D6). `null` when no reading is earlier than the date in force. The citizen sees one date.
 */
export function safeDate(
  inForce: LocalDate,
  doubts: readonly DateDoubt[],
  under: DateUnder,
  calendar: WorkingCalendar,
  rules: Ruleset,
): SafeDate | null {
  let safe: SafeDate | null = null;
  for (const because of subsetsOf(doubts)) {
    const other = because.reduce(readOtherwise, rules);
    const date = under(other, calendar.inReading(other));
    if (date < (safe?.date ?? inForce)) safe = { date, because };
  }
  return safe;
}

export interface ReplyDateFacts {
  readonly receivedOn: LocalDate;
  /** The day of `declare-complete`; `null` without a check, or before it. */
  readonly declaredOn: LocalDate | null;
  /** The day of the repair; `null` where nothing was asked for. */
  readonly repairedOn: LocalDate | null;
  /** The day of the extension letter, or `null` without extension. */
  readonly extendedOn: LocalDate | null;
  /** The date in force, which the citizen sees. */
  readonly replyDue: LocalDate;
}

/**
 * The safe date of the reply (T4, T5): D1, D2, D3, D4, D5. Received Mon 2026-12-14: in force Wed 2026-12-30, safe Mon
 * 2026-12-28, where 24 Dec is a working day and the day of receipt counts.
 */
export function safeReplyDate(
  facts: ReplyDateFacts,
  calendar: WorkingCalendar,
  rules: Ruleset,
): SafeDate | null {
  const doubts = DATE_DOUBTS.filter((doubt) => doubt !== 'objectionClock' && bears(doubt, facts));
  return safeDate(facts.replyDue, doubts, (r, c) => replyDate(facts, c, r), calendar, rules);
}

/**
 * While the requester completes: the date of the law without a pause (D2), in the earliest reading of the days (D4, D5).
 * It is never in force in the default. Received Tue 2026-11-24: Mon 2026-12-07.
 */
export function strictDateWhileIncomplete(
  receivedOn: LocalDate,
  calendar: WorkingCalendar,
  rules: Ruleset,
): SafeDate {
  const under: DateUnder = (r, c) => strictReplyDue(receivedOn, c, r).date;
  const date = under(rules, calendar);
  const earlier = safeDate(date, DAY_DOUBTS, under, calendar, rules);
  return {
    date: earlier?.date ?? date,
    because: ['incompletePausesClock', ...(earlier?.because ?? [])],
  };
}

/** The safe date of the superior's answer (T8): D4, D5, D6. */
export function safeObjectionReplyDate(
  facts: { readonly receivedOn: LocalDate; readonly enteredOn: LocalDate; readonly replyDue: LocalDate },
  calendar: WorkingCalendar,
  rules: Ruleset,
): SafeDate | null {
  const clock: readonly DateDoubt[] = facts.receivedOn < facts.enteredOn ? ['objectionClock'] : [];
  const under: DateUnder = (r, c) => objectionReplyDue(facts, c, r).date;
  return safeDate(facts.replyDue, [...DAY_DOUBTS, ...clock], under, calendar, rules);
}

/** A right of the requester that ends on `lastDay`: T7 (`objection`) or T10 (`commission`). */
export interface WindowFacts {
  readonly right: 'objection' | 'commission';
  readonly foundOn: LocalDate;
  readonly dayZero: DayZero;
  readonly lastDay: LocalDate;
}

/** The day on which the strictest reading would end a right of the requester: D4, D5. */
export function safeWindowEnd(
  facts: WindowFacts,
  calendar: WorkingCalendar,
  rules: Ruleset,
): SafeDate | null {
  const end = facts.right === 'objection' ? objectionWindowEnd : commissionWindowEnd;
  const under: DateUnder = (r, c) => end(facts.foundOn, c, r, facts.dayZero).date;
  const doubts = facts.dayZero === 'receipt' ? DAY_DOUBTS : LEAVE_DOUBTS;
  return safeDate(facts.lastDay, doubts, under, calendar, rules);
}

const LEAVE_DOUBTS = ['collectiveLeave', 'localClosures'] as const;
const DAY_DOUBTS = [...LEAVE_DOUBTS, 'firstDay'] as const;

function bears(doubt: DateDoubt, facts: ReplyDateFacts): boolean {
  if (doubt === 'extensionBase') return facts.extendedOn !== null;
  if (doubt === 'incompletePausesClock') return facts.repairedOn !== null;
  if (doubt === 'replyClock') return facts.declaredOn !== null;
  return true;
}

function replyDate(facts: ReplyDateFacts, calendar: WorkingCalendar, rules: Ruleset): LocalDate {
  const { receivedOn, declaredOn, repairedOn, extendedOn } = facts;
  const firstTerm =
    repairedOn === null
      ? replyDueWhenComplete({ receivedOn, declaredOn }, calendar, rules)
      : replyDueAfterRepair(receivedOn, repairedOn, calendar, rules);
  return extendedOn === null ? firstTerm.date : extensionEnd(firstTerm.date, extendedOn, calendar, rules);
}

/** Every choice of doubts to read otherwise, the smallest first. */
function subsetsOf(doubts: readonly DateDoubt[]): readonly (readonly DateDoubt[])[] {
  const all = doubts.reduce<readonly (readonly DateDoubt[])[]>(
    (subsets, doubt) => [...subsets, ...subsets.map((subset) => [...subset, doubt])],
    [[]],
  );
  return all.filter(({ length }) => length > 0).sort((a, b) => a.length - b.length);
}

function readOtherwise(rules: Ruleset, doubt: DateDoubt): Ruleset {
  return { ...rules, [doubt]: otherReading(rules, doubt) };
}

/** The reading of a doubt that is not in force: what a safe date rests on depends on what the city has chosen. */
export function otherReading(rules: Ruleset, doubt: DateDoubt): string {
  const inForce: string = rules[doubt];
  return READINGS[doubt].values.find((value) => value !== inForce) ?? inForce;
}
