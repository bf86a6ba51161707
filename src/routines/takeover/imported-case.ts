import { decideIncomplete, NAMED_IN_OLD_LETTER, repairDue } from '../../law/completeness.js';
import { decisionKind, grants, type DecisionKind } from '../../law/decision-kinds.js';
import { extensionEnd } from '../../law/extension.js';
import { endOfLocalDay, localDate, localInstant, yearOf, type LocalDate } from '../../law/local-date.js';
import { objectionWindowEnd } from '../../law/objection-windows.js';
import { clocksAtFiling, strictReplyDue } from '../../law/reply-clock.js';
import type { Ruleset } from '../../law/ruleset.js';
import { mayObject } from '../../law/who-may-file.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { RegisterEntryRead } from './register-entry.js';

/** What the dates of an entry are counted with. */
export interface TakeoverRules {
  readonly today: LocalDate;
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  readonly ruleset: Ruleset;
  readonly ruleSetVersion: number;
}

/** State and dates of an entry as the case will have them. */
export interface ImportedCase {
  readonly receivedAt: Date;
  readonly enteredAt: Date;
  readonly status: string;
  /** Null where no clock of the law runs: official help, courtesy. */
  readonly completenessDueOn: LocalDate | null;
  readonly completeAt: Date | null;
  /** Null while the requester completes it. */
  readonly dueOn: LocalDate | null;
  /** T3 of a letter of incompleteness that left in time. */
  readonly repairDueOn: LocalDate | null;
  readonly letterSentAt: Date | null;
  readonly provisional: object | null;
  readonly dueKind: 'first' | 'extended' | null;
  readonly extendedAt: Date | null;
  readonly noticedAt: Date | null;
  readonly outcome: DecisionKind | null;
  /** What the notice said, whatever became of the request after it. */
  readonly noticedOutcome: DecisionKind | null;
  readonly closedAt: Date | null;
  readonly objectionUntil: LocalDate | null;
  /** Where there is no right to object: the day with which a closed entry ends (decision 0050). */
  readonly endsOn: LocalDate | null;
}

const OFFICE_OPENS = '08:00';
const NOON = '12:00';

/**
 * The clocks of an entry from its real day of receipt, under the rules in force now (law.md 2.2): T4, or T5 where the
 * register says it was extended; T7 of what was answered. A request whose T2 has passed is complete from receipt (state
 * table, row 3). One that waits for the requester since a letter of incompleteness inside T2 has its T3 from the day of
 * that letter, and no T4 until it is repaired (row 4); without a day, or with one after T2, no letter suspends T4. Received
 * Tue 2026-11-03 and open on 2026-12-01: T4 was Tue 2026-11-17, overdue from its end on.
 */
export function importedCase(entry: RegisterEntryRead, rules: TakeoverRules): ImportedCase {
  const { receivedOn, outcome, noticedOn, extendedOn, endedOn, withdrawnOn } = entry;
  const isStatutory = mayObject(entry.standing);
  const receivedAt = earlier(localInstant(receivedOn, OFFICE_OPENS), rules.now);
  const clocks = clocksAtFiling({ receivedOn, enteredOn: receivedOn }, rules.calendar, rules.ruleset);
  const startedOn = countedFrom(entry);
  const first = strictReplyDue(startedOn, rules.calendar, rules.ruleset).date;
  const repair = repairTerm(entry, clocks.completenessDue.date, rules);
  const extended = isExtendedBy(entry, first);
  const isWritten = extended || isUnsentExtension(entry, first);
  const replyOn = extended ? extensionEnd(first, first, rules.calendar, rules.ruleset) : first;
  const dueOn = repair?.pauses === true || !isStatutory ? null : replyOn;
  const isChecked =
    outcome !== null ||
    entry.completedOn !== null ||
    (isStatutory && clocks.completenessDue.date < rules.today);
  const closedOn = outcome === null ? null : (withdrawnOn ?? endedOn ?? noticedOn ?? receivedOn);
  const isNotice = outcome !== null && decisionKind(outcome).isNotice;
  const foundOn = isStatutory && withdrawnOn === null ? objectedFrom(entry) : null;
  const until = foundOn === null ? null : objectionWindowEnd(foundOn, rules.calendar, rules.ruleset).date;
  const noonOf = (on: LocalDate | null): Date | null =>
    on === null ? null : earlier(localInstant(on, NOON), rules.now);
  const closedAt = noonOf(closedOn);
  const noticedAt = isNotice ? noonOf(noticedOn ?? receivedOn) : null;
  return {
    receivedAt,
    enteredAt: enteredAt(entry, receivedAt),
    status:
      repair === null
        ? statusOf({ ...entry, extended }, isStatutory ? until : closedOn, isChecked, rules.today)
        : 'incomplete',
    completenessDueOn: isStatutory ? clocks.completenessDue.date : null,
    completeAt:
      isChecked && repair === null ? earlier(localInstant(startedOn, OFFICE_OPENS), rules.now) : null,
    dueOn,
    repairDueOn: repair?.dueOn ?? null,
    letterSentAt: repair === null ? null : earlier(localInstant(repair.letterOn, OFFICE_OPENS), rules.now),
    provisional: isStatutory ? rules.calendar.provisionalBetween(startedOn, replyOn) : null,
    dueKind: isStatutory ? (extended ? 'extended' : 'first') : null,
    extendedAt: isWritten
      ? earlier(extensionMoment(extendedOn, first), noticedAt ?? closedAt ?? rules.now)
      : null,
    noticedAt,
    outcome: withdrawnOn === null ? outcome : 'withdrawn',
    noticedOutcome: isNotice ? outcome : null,
    closedAt: isOwed(entry) ? null : closedAt,
    objectionUntil: until,
    endsOn: isStatutory ? null : closedOn,
  };
}

/** The day from which T4 runs: of receipt, or of what completed the request (law.md row 4). */
export function countedFrom({
  receivedOn,
  completedOn,
}: Pick<RegisterEntryRead, 'receivedOn' | 'completedOn'>): LocalDate {
  return completedOn ?? receivedOn;
}

type Extension = Pick<RegisterEntryRead, 'extended' | 'extendedOn' | 'standing' | 'statedDue'>;

/** No clock, no extension; and an ended term cannot be lengthened: a letter after T4 changes nothing (row 8). */
export function isExtendedBy(entry: Extension, replyDue: LocalDate): boolean {
  const { extended, extendedOn, standing } = entry;
  const isInTime = extendedOn === null || extendedOn <= replyDue;
  return extended && mayObject(standing) && isInTime && !isUnsentExtension(entry, replyDue);
}

/**
 * Whether the register has an extension and counts by T4 all the same: our own has it so where the letter is not recorded as
 * sent ("lewat batas 18/06/2029; diperpanjang 04/06/2029"), and that lengthens nothing (row 8).
 */
export function isUnsentExtension(
  { extended, extendedOn, standing, statedDue }: Extension,
  replyDue: LocalDate,
): boolean {
  const isWritten = extended && extendedOn !== null && extendedOn <= replyDue;
  return isWritten && mayObject(standing) && statedDue === replyDue;
}

// A day that nobody wrote down is taken to be the last on which the term could be lengthened.
function extensionMoment(on: LocalDate | null, replyDue: LocalDate): Date {
  return on === null ? localInstant(replyDue, NOON) : localInstant(on, OFFICE_OPENS);
}

interface RepairTerm {
  readonly letterOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly pauses: boolean;
}

function repairTerm(
  { outcome, extended, incompleteLetter: letter }: RegisterEntryRead,
  completenessDue: LocalDate,
  { calendar, ruleset }: TakeoverRules,
): RepairTerm | null {
  if (outcome !== null || extended || letter === null) return null;
  const facts = {
    state: 'received',
    completenessDue,
    missing: [NAMED_IN_OLD_LETTER],
    isDeemedComplete: false,
    parts: [],
  } as const;
  const decided = decideIncomplete(facts, ruleset, letter.on);
  if (!decided.ok) return null;
  const dueOn = repairDue(letter.on, calendar, ruleset).date;
  return { letterOn: letter.on, dueOn, pauses: decided.pausesReplyClock };
}

/** Whether this case still waits for its notice: its reply clock runs, has run out unanswered, or stands still. */
export function isOpen({ outcome }: ImportedCase): boolean {
  return outcome === null;
}

/**
 * The day from which T7 runs: of the notice, or of the closing of what was never completed, which bears ground e
 * (law.md row 19). Without a known day of closing nothing can be counted, and the entry is over.
 */
export function objectedFrom({
  outcome,
  noticedOn,
  endedOn,
  receivedOn,
}: RegisterEntryRead): LocalDate | null {
  if (outcome === null) return null;
  if (decisionKind(outcome).isNotice) return noticedOn ?? receivedOn;
  return outcome === 'closed_incomplete' ? (endedOn ?? noticedOn) : null;
}

/** Granted, and no day on which it was handed over: the office still owes it. */
function isOwed({ outcome, withdrawnOn, written }: RegisterEntryRead): boolean {
  return outcome !== null && withdrawnOn === null && grants(outcome) && written.providedOn === null;
}

function statusOf(
  entry: RegisterEntryRead,
  until: LocalDate | null,
  isChecked: boolean,
  today: LocalDate,
): string {
  if (entry.outcome === null) {
    if (entry.extended) return 'extended';
    return isChecked ? 'processing' : 'received';
  }
  if (entry.outcome === 'withdrawn' || entry.withdrawnOn !== null) return 'withdrawn';
  if (isOwed(entry)) return 'granted_open';
  return until !== null && until >= today ? decisionKind(entry.outcome).closes : 'final';
}

// Numbers of January may belong to what came in December: the register's year is that of the entry.
function enteredAt(entry: RegisterEntryRead, receivedAt: Date): Date {
  if (yearOf(entry.receivedOn) === entry.year) return receivedAt;
  return localInstant(localDate(`${String(entry.year)}-01-01`), OFFICE_OPENS);
}

function earlier(a: Date, b: Date): Date {
  return a.getTime() <= b.getTime() ? a : b;
}

/** The end of the right to object as a due moment. */
export function windowEnd(until: LocalDate): Date {
  return endOfLocalDay(until);
}
