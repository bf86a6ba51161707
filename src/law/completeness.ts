import type { LocalDate } from './local-date.js';
import type { Refusal } from './refusal-codes.js';
import { refusal } from './refusal-codes.js';
import { strictReplyDue } from './reply-clock.js';
import type { RequestState } from './request-states.js';
import type { Ruleset } from './ruleset.js';
import type { CountingRules } from './term.js';
import { endOfTerm } from './term.js';
import type { DueDate, WorkingCalendar } from './working-calendar.js';
import { saysNothing } from './written-words.js';

/** What the letter of incompleteness may ask for (PerKI 1/2021 art. 27, 29(5), annex IX). */
export const MISSING_ITEMS = [
  'identity',
  'proxyLetter',
  'legalEntityDeed',
  'memberIdentities',
  'description',
  'purpose',
  /** Only where the online form does not count as written (D15). */
  'signedForm',
] as const;

/** What a letter of before the program named, where its register does not say it: only that letter knows. */
export const NAMED_IN_OLD_LETTER = 'namedInOldLetter';

/** All that a request may wait for: what our letters ask for, and what an older one did. */
export const AWAITED_ITEMS = [...MISSING_ITEMS, NAMED_IN_OLD_LETTER] as const;
export type MissingItem = (typeof AWAITED_ITEMS)[number];

/** The items that are papers; the others are words. */
export const PAPER_ITEMS = [
  'identity',
  'proxyLetter',
  'legalEntityDeed',
  'memberIdentities',
  'signedForm',
] as const satisfies readonly MissingItem[];
export type PaperItem = (typeof PAPER_ITEMS)[number];

/** Whether an item of the letter is a paper. */
export function isPaper(item: MissingItem): item is PaperItem {
  return (PAPER_ITEMS as readonly MissingItem[]).includes(item);
}

export interface IncompletenessFacts {
  readonly state: RequestState;
  /** Last day of T2. */
  readonly completenessDue: LocalDate;
  readonly missing: readonly MissingItem[];
  /** The check ran out and made it complete (row 3); nobody declared it, and it was not repaired. */
  readonly isDeemedComplete: boolean;
  /** How the parts of a split request stand; empty where it is not split. */
  readonly parts: readonly RequestState[];
}

export interface DeclaredIncomplete {
  readonly ok: true;
  /** No reply date while the requester must complete; `false` in the reading `never` of D2. */
  readonly pausesReplyClock: boolean;
}

/**
 * Declares a request incomplete by letter (PerKI 1/2021 art. 33(1)-(2)). Only inside T2, its last day included: later
 * the request counts as complete from receipt, and the answer is `completeness-lapsed`; one
 * that was declared complete or repaired is past the check, `not-in-this-state`. An empty list is
 * `reasons-missing`. Received 2026-11-24: possible to Fri 2026-11-27, 24:00 WIT.
 */
export function decideIncomplete(
  facts: IncompletenessFacts,
  rules: Pick<Ruleset, 'incompletePausesClock'>,
  today: LocalDate,
): DeclaredIncomplete | Refusal<'not-in-this-state' | 'completeness-lapsed' | 'reasons-missing'> {
  const lapsed = today > facts.completenessDue;
  if (lapsed && (facts.state === 'received' || (facts.state === 'processing' && facts.isDeemedComplete)))
    return refusal('completeness-lapsed');
  if (!mayBeDeclaredIncomplete(facts)) return refusal('not-in-this-state');
  if (facts.missing.length === 0) return refusal('reasons-missing');
  return { ok: true, pausesReplyClock: rules.incompletePausesClock === 'after-timely-letter' };
}

/**
 * Whether the request may still be asked back (row 4): nobody has begun to answer it, or a part of it. A part that is
 * answered, even in one item, has ended the check of completeness (rows 8 to 12); asked back after that, the answer of
 * its agency would be lost when T3 passes.
 */
export function mayBeDeclaredIncomplete({
  state,
  parts,
}: Pick<IncompletenessFacts, 'state' | 'parts'>): boolean {
  return [state, ...parts].every((each) => each === 'received');
}

/**
 * The day by which a letter of incompleteness that came back must leave the office anew: the term of the check (T2)
 * counted from the day on which that is known. The law has no term for it; the office gets for the second sending what
 * it had for the first, and without it T4 would stand still for ever. Known Mon 2026-11-30: Thu 2026-12-03.
 */
export function letterDueAfterReturn(
  returnedOn: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules,
): DueDate {
  return endOfTerm('completenessCheck', returnedOn, calendar, rules);
}

/**
 * Whether a letter of incompleteness left the office in time to suspend T4: inside T2, its last day included (law.md
 * 2.2, 9; D2). What counts is the day on which the posting is recorded, so that nobody suspends a running term afterwards.
 */
export function isLetterTimely(recordedOn: LocalDate, letterDue: LocalDate): boolean {
  return recordedOn <= letterDue;
}

/**
 * T3: the requester completes within 3 working days after the day on which the letter was received, which is day 0
 * (PerKI 1/2021 art. 33(3)). By e-mail that is the day of sending, unless it bounced; by post the day of delivery.
 * Letter received Fri 2026-11-27: Wed 2026-12-02.
 */
export function repairDue(
  letterReceivedOn: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules,
): DueDate {
  return endOfTerm('repair', letterReceivedOn, calendar, rules);
}

/** What the requester brought for a letter of incompleteness. */
export interface RepairGiven {
  readonly text: string;
  /** The items that a paper came for by name. */
  readonly papers: readonly PaperItem[];
  /** Papers that came without a word of what they are. */
  readonly files: number;
  /** An identity number or paper, or one that was shown at the desk. */
  readonly identity: boolean;
  /** The number of the decree that made it a legal entity (PerKI 1/2021 art. 29(5)c). */
  readonly decreeNumber: boolean;
  /** The purpose that the paper did not state. */
  readonly purpose: boolean;
  /** All that the description lacked: the way of access, of a question that is long enough. */
  readonly way: boolean;
}

/**
 * Which items of the letter are still not given (PerKI 1/2021 art. 33(3): all that it lists). Description and purpose
 * need words or what was left unsaid, an identity its number or a paper, every other item a paper of its own. Papers that
 * nobody named count one each, in the order of the letter. What only an older letter named is given with anything that
 * comes. Asked for identity, proxy letter and purpose, one unnamed paper and words came: the proxy letter is missing.
 */
export function stillMissing(asked: readonly MissingItem[], given: RepairGiven): readonly MissingItem[] {
  const hasWords = !saysNothing(given.text);
  const isKnown = (item: PaperItem): boolean =>
    given.papers.includes(item) ||
    (item === 'identity' && given.identity) ||
    (item === 'legalEntityDeed' && given.decreeNumber);
  const open = asked.filter(isPaper).filter((item) => !isKnown(item));
  const missing = open.slice(given.files);
  const cameAnything =
    hasWords ||
    given.files > 0 ||
    given.papers.length > 0 ||
    [given.identity, given.decreeNumber, given.purpose, given.way].includes(true);
  return asked.filter((item) => {
    if (isPaper(item)) return missing.includes(item);
    if (item === NAMED_IN_OLD_LETTER) return !cameAnything;
    return !hasWords && !(item === 'purpose' ? given.purpose : given.way);
  });
}

/**
 * Which items of the letter nobody vouches for when a late repair is to be accepted (law.md row 5: every listed item).
 * The officer confirms them one by one; without such a list only what came is believed. Asked for identity and
 * purpose, words came and no card: `identity` is open, until the officer confirms both.
 */
export function unconfirmedItems(
  asked: readonly MissingItem[],
  stillMissingItems: readonly MissingItem[],
  confirmed: readonly MissingItem[] | null,
): readonly MissingItem[] {
  return confirmed === null ? stillMissingItems : asked.filter((item) => !confirmed.includes(item));
}

export interface RepairFacts {
  readonly state: RequestState;
  readonly receivedOn: LocalDate;
  /** Last day of T3. */
  readonly repairDue: LocalDate;
  /** Items of the letter that are still not given after this repair. */
  readonly stillMissing: readonly MissingItem[];
}

export type RepairOutcome =
  | { readonly ok: true; readonly outcome: 'complete'; readonly replyDue: DueDate }
  | {
      readonly ok: true;
      readonly outcome: 'still-incomplete';
      readonly stillMissing: readonly MissingItem[];
    };

/**
 * The requester's repair (law.md row 5). Inside T3, its last day included, with every item of the letter: complete,
 * and T4 is 10 working days after the repair. Some items still missing: it stays incomplete and T3 runs on. After T3:
 * `repair-lapsed`, only the desk may accept it then. T3 asks for the calendar day, T4 for the day of receipt, which is
 * another where filings after hours count for the next working day (D5). Repaired Wed 2026-12-02: notice by Wed 2026-12-16.
 */
export function decideRepair(
  facts: RepairFacts,
  calendar: WorkingCalendar,
  rules: CountingRules & Pick<Ruleset, 'incompletePausesClock'>,
  today: LocalDate,
  receivedOn: LocalDate = today,
): RepairOutcome | Refusal<'not-in-this-state' | 'repair-lapsed'> {
  if (facts.state !== 'incomplete') return refusal('not-in-this-state');
  if (today > facts.repairDue) return refusal('repair-lapsed');
  if (facts.stillMissing.length > 0)
    return { ok: true, outcome: 'still-incomplete', stillMissing: facts.stillMissing };
  return {
    ok: true,
    outcome: 'complete',
    replyDue: replyDueAfterRepair(facts.receivedOn, receivedOn, calendar, rules),
  };
}

export interface LateRepairFacts {
  readonly state: RequestState;
  readonly receivedOn: LocalDate;
  readonly repairReceivedOn: LocalDate;
  readonly reason: string;
}

/**
 * The desk accepts a repair after T3, also of a request that was closed for it: PerKI 1/2021 art. 33(4) says the
 * office need not follow up, so it may. T4 runs from the day the repair was received, not from the day of
 * acceptance. A blank reason is `reasons-missing`; every item of the letter must be there (`unconfirmedItems`).
 */
export function decideLateRepair(
  facts: LateRepairFacts,
  calendar: WorkingCalendar,
  rules: CountingRules & Pick<Ruleset, 'incompletePausesClock'>,
): { readonly ok: true; readonly replyDue: DueDate } | Refusal<'not-in-this-state' | 'reasons-missing'> {
  if (facts.state !== 'incomplete' && facts.state !== 'closed_incomplete')
    return refusal('not-in-this-state');
  if (saysNothing(facts.reason)) return refusal('reasons-missing');
  return {
    ok: true,
    replyDue: replyDueAfterRepair(facts.receivedOn, facts.repairReceivedOn, calendar, rules),
  };
}

/**
 * T4 after a lawful pause: 10 working days from the repair (PerKI 1/2021 art. 31(3)). In the reading `never` of D2
 * the law knows no pause and the date from receipt stands.
 */
export function replyDueAfterRepair(
  receivedOn: LocalDate,
  repairedOn: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules & Pick<Ruleset, 'incompletePausesClock'>,
): DueDate {
  if (rules.incompletePausesClock === 'never') return strictReplyDue(receivedOn, calendar, rules);
  return endOfTerm('reply', repairedOn, calendar, rules);
}
