import type { LocalDate } from './local-date.js';
import { earlierOf, laterOf } from './local-date.js';
import type { Refusal } from './refusal-codes.js';
import { refusal } from './refusal-codes.js';
import type { RequestState } from './request-states.js';
import type { Ruleset } from './ruleset.js';
import type { CountingRules } from './term.js';
import { endOfTerm } from './term.js';
import { timeLimit } from './time-limits.js';
import type { DueDate, WorkingCalendar } from './working-calendar.js';
import { saysNothing } from './written-words.js';

/** The only two reasons of PerKI 1/2021 art. 36(1), joined there by "dan/atau": one or both. */
export const EXTENSION_REASONS = ['notYetHeldOrDocumented', 'statusUndecided'] as const;
export type ExtensionReason = (typeof EXTENSION_REASONS)[number];

/** The term that is to be extended. */
export interface ReplyTerm {
  readonly state: RequestState;
  /** The day from which T4 was counted: receipt, or the repair. */
  readonly countedFrom: LocalDate;
  /** The last day of T4; null where no reply clock runs. */
  readonly replyDue: LocalDate | null;
  readonly isExtended: boolean;
}

export interface ExtensionFacts extends ReplyTerm {
  readonly reasons: readonly ExtensionReason[];
  /** The written reasons in words. */
  readonly explanation: string;
}

/** Why a term can not be extended, whatever the reasons. */
export type TermRefusal =
  | 'not-in-this-state'
  | 'already-answered'
  | 'already-extended'
  | 'already-overdue'
  | 'extension-adds-nothing';

export interface ExtensionGranted {
  readonly ok: true;
  /** The last day of T4, which it follows. */
  readonly after: LocalDate;
  readonly dueDate: DueDate;
}

/**
 * The one extension of a reply by 7 working days with written reasons (UU 14/2008 art. 22(8); PerKI 1/2021 art. 36): as
 * `possibleExtension`, and then `reasons-missing` without one of the two reasons or without a word about it.
 */
export function decideExtension(
  facts: ExtensionFacts,
  calendar: WorkingCalendar,
  rules: Pick<Ruleset, 'extensionBase'> & CountingRules,
  today: LocalDate,
): ExtensionGranted | Refusal<TermRefusal | 'reasons-missing'> {
  const possible = possibleExtension(facts, calendar, rules, today);
  if (possible.ok && (facts.reasons.length === 0 || saysNothing(facts.explanation)))
    return refusal('reasons-missing');
  return possible;
}

/**
 * Whether a term may be extended on that day, and which date it would get.
 *
 * Counted from the end of T4, which is day 0, and not from the day of the letter; the new last day counts to 24:00
 * WIT. In the reading `day-of-letter` (D3) it is counted from `today`; a letter so early that this ends no later than
 * T4 itself would use up the one extension for nothing, and is refused. T4 itself may still be extended on its last
 * day; an ended term cannot be lengthened.
 *
 * Refuses with `already-answered` when the notice was sent, `not-in-this-state` when no reply clock runs,
 * `already-extended`, `already-overdue`, `extension-adds-nothing`; the first that applies in this order.
 * T4 ends Tue 2026-12-08: the extension ends Thu 2026-12-17. Where a decree took a free day back and T4 was kept to the
 * day of the news, the seven days follow the end that the law gives it, as when the letter went out before the decree
 * (0039): what was kept is a day of grace and lengthens no term that comes after.
 */
export function possibleExtension(
  { state, countedFrom, replyDue, isExtended }: ReplyTerm,
  calendar: WorkingCalendar,
  rules: Pick<Ruleset, 'extensionBase'> & CountingRules,
  today: LocalDate,
): ExtensionGranted | Refusal<TermRefusal> {
  const standing = STANDING[state];
  if (standing !== 'clock-runs') return refusal(standing);
  if (replyDue === null) return refusal('not-in-this-state');
  if (isExtended || state === 'extended') return refusal('already-extended');
  if (today > replyDue) return refusal('already-overdue');
  const ofLaw = earlierOf(replyDue, endOfTerm('reply', countedFrom, calendar, rules).date);
  const date = extensionEnd(ofLaw, today, calendar, rules);
  if (date <= replyDue) return refusal('extension-adds-nothing');
  const provisional = calendar.provisionalBetween(countedFrom, date);
  return { ok: true, after: replyDue, dueDate: { date, provisional } };
}

/**
 * The last day of an extended term: 7 working days after the end of T4, or after the day of the letter in that reading
 * (D3), but never before T4 itself ends: a decree may bring the two together after the letter.
 */
export function extensionEnd(
  replyDue: LocalDate,
  letterOn: LocalDate,
  calendar: WorkingCalendar,
  rules: Pick<Ruleset, 'extensionBase'>,
): LocalDate {
  const base = rules.extensionBase === 'day-of-letter' ? letterOn : replyDue;
  const { length } = timeLimit('extension', replyDue);
  return laterOf(calendar.dueDate(base, length).date, replyDue);
}

const STANDING: Readonly<Record<RequestState, 'clock-runs' | 'already-answered' | 'not-in-this-state'>> = {
  received: 'clock-runs',
  processing: 'clock-runs',
  extended: 'clock-runs',
  consent_pending: 'clock-runs',
  incomplete: 'not-in-this-state',
  granted_open: 'already-answered',
  closed_granted: 'already-answered',
  closed_granted_partial: 'already-answered',
  closed_refused: 'already-answered',
  closed_not_held: 'already-answered',
  closed_not_yet_held: 'already-answered',
  closed_not_documented: 'already-answered',
  closed_incomplete: 'not-in-this-state',
  withdrawn: 'not-in-this-state',
  final: 'not-in-this-state',
};
