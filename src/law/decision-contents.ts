import { decisionKind, type DecisionContent, type NoticeOutcome } from './decision-kinds.js';
import type { LocalDate } from './local-date.js';
import { saysNothing } from './written-words.js';

/** Whole rupiah. */
export interface DecisionCost {
  readonly copy: number;
  readonly delivery: number;
  readonly other: number;
}

/** A part that is blacked out or blurred, with its reason and the law (PerKI 1/2021 annex VII A5). */
export interface Blackout {
  readonly part: string;
  readonly reason: string;
  readonly law: string;
}

/** What a decision on an item says. What a kind does not use stays empty. */
export interface DecisionContents {
  /** Words of the office: why, or what is worth knowing. */
  readonly explanation: string;
  readonly form: 'softcopy' | 'hardcopy' | null;
  readonly cost: DecisionCost;
  /** How many sheets in how many copies at which tariff in rupiah; null where the notice names only the sum. */
  readonly sheets: { readonly count: number; readonly copies: number; readonly tariff: number } | null;
  /** The day until which it is provided (T6). */
  readonly provideOn: LocalDate | null;
  /** The notice says that T6 waits for the payment (law.md D9). */
  readonly pausesForPayment: boolean;
  /** When and where it may be looked at, for who asked to inspect. */
  readonly appointment: string | null;
  readonly fileIds: readonly string[];
  readonly blackouts: readonly Blackout[];
  /** The public body that holds it. */
  readonly holder: string | null;
  /** Where was looked when no holder is known. */
  readonly searchRecord: string | null;
  readonly availableOn: LocalDate | null;
  /** The law that a refusal rests on. */
  readonly law: string | null;
  /** What stays open beside what is exempt (UU 14/2008 art. 22(7)e). */
  readonly stillOpen: string | null;
}

export const NO_CONTENTS: DecisionContents = {
  explanation: '',
  form: null,
  cost: { copy: 0, delivery: 0, other: 0 },
  sheets: null,
  provideOn: null,
  pausesForPayment: false,
  appointment: null,
  fileIds: [],
  blackouts: [],
  holder: null,
  searchRecord: null,
  availableOn: null,
  law: null,
  stillOpen: null,
};

/** Rupiah that a decision asks for. */
export function totalCost({ copy, delivery, other }: DecisionCost): number {
  return copy + delivery + other;
}

/**
 * What a decision of this kind still lacks of what the law makes it say (law.md 6.1), as far as it stands in the
 * notice itself: the test sheet, the decree and the term of an exemption are the harm test's. Empty = complete.
 * `not_held` without a known holder needs the record of a search (UU 14/2008 art. 22(7)a-b).
 */
export function missingContents(
  outcome: NoticeOutcome,
  contents: DecisionContents,
): readonly DecisionContent[] {
  return decisionKind(outcome).mustContain.filter((content) => !holds(content, outcome, contents));
}

function holds(content: DecisionContent, outcome: NoticeOutcome, contents: DecisionContents): boolean {
  switch (content) {
    case 'form':
      return contents.form !== null;
    case 'cost':
      return [contents.cost.copy, contents.cost.delivery, contents.cost.other].every(isRupiah);
    case 'provideOn':
      return contents.provideOn !== null;
    case 'reasonForEachBlackout':
      return contents.blackouts.every(({ part, reason, law }) => ![part, reason, law].some(saysNothing));
    case 'holderIfKnown':
      return !saysNothing(contents.holder) || !saysNothing(contents.searchRecord);
    case 'reason':
      return !saysNothing(contents.explanation);
    case 'availableOn':
      return contents.availableOn !== null;
    case 'statute':
      return outcome !== 'refused_other' || !saysNothing(contents.law);
    // What is given the item says, and by which way it travels the requester has said (access, delivery): with form and
    // day, which are asked for beside them, the notice names both.
    case 'material':
    case 'means':
      return true;
    // Of the harm test, which has its own rules (art. 49): the notice rests on its records.
    case 'article17Letters':
    case 'testSheet':
    case 'decree':
    case 'exemptionTerm':
      return true;
    // Of closings that are no notice.
    case 'noteInRegister':
    case 'writtenWish':
      return true;
  }
}

function isRupiah(sum: number): boolean {
  return Number.isSafeInteger(sum) && sum >= 0;
}
