import { parseLocalDate } from '../../../law/local-date.js';
import { readTypedDate, type TypedDate } from '../../../platform/views/typed-date.js';
import type { GrantBody } from '../decisions.dto.js';

/** Refusals on art. 17 go their own way: a test sheet, then the superior. The value is the extent of the proposal. */
export const EXEMPTIONS = ['partial', 'full'] as const;

/** What may be decided on these pages; a refusal has its own way through the superior. */
export const ANSWERS = ['granted', 'not-held', 'not-yet-held', 'not-documented', 'refuse-other'] as const;
export type Answer = (typeof ANSWERS)[number];

export interface DraftFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

/** An answer as it is being written, in the words that were typed. */
export interface AnswerDraft {
  readonly decision: Answer | null;
  /** Which items it decides; empty = every one that is undecided. */
  readonly items: readonly string[];
  /** The rule that a refusal rests on. */
  readonly law: string;
  readonly form: string;
  readonly cost: { readonly copy: string; readonly delivery: string; readonly other: string };
  /** How many sheets of one copy, and how many copies; empty where the letter names none. */
  readonly sheets: string;
  readonly copies: string;
  /** The time of providing waits for the payment. */
  readonly pauses: boolean;
  /** When and where it may be looked at. */
  readonly appointment: string;
  readonly date: TypedDate;
  readonly holder: string;
  readonly search: string;
  readonly text: string;
  readonly letterNumber: string;
  readonly files: readonly DraftFile[];
  /** Counts the saves: a form made from an older one is stale. */
  readonly revision: number;
  readonly savedBy: string;
  readonly savedAt: string;
}

export function emptyAnswer(): AnswerDraft {
  return {
    decision: null,
    items: [],
    law: '',
    form: '',
    cost: { copy: '', delivery: '', other: '' },
    sheets: '',
    copies: '',
    pauses: false,
    appointment: '',
    date: { day: '', month: '', year: '' },
    holder: '',
    search: '',
    text: '',
    letterNumber: '',
    files: [],
    revision: 0,
    savedBy: '',
    savedAt: '',
  };
}

/** `Rp12.500` is 12500, nothing is 0; anything that is no sum is NaN and found by the check of the body. */
export function readRupiah(typed: string): number {
  const text = typed.replace(/\s|\u00a0/gu, '').replace(/^rp\.?/iu, '');
  if (text === '') return 0;
  return /^\d{1,3}(\.\d{3})+(,00?)?$|^\d+$/u.test(text)
    ? Number(text.replace(/,00?$/u, '').replaceAll('.', ''))
    : Number.NaN;
}

/** A typed number of sheets or copies: null when empty, NaN for what is no number. */
function readCount(typed: string): number | null {
  const text = typed.replace(/[\s.\u00a0]/gu, '');
  if (text === '') return null;
  return /^\d+$/u.test(text) ? Number(text) : Number.NaN;
}

/** Sheets without what they cost: nobody can say whether they are free. Null, or the sheets of all copies together. */
export function sheetsWithoutCost({ decision, sheets, copies, cost }: AnswerDraft): number | null {
  if (decision !== 'granted' || cost.copy.trim() !== '') return null;
  const all = (readCount(sheets) ?? 0) * (readCount(copies) ?? 1);
  return all > 0 ? all : null;
}

/** The typed day as a legal day; empty text where it is none, which the check of the body then says. */
export function readDay(typed: TypedDate): string {
  const read = readTypedDate(typed);
  return read.ok ? (parseLocalDate(read.date) ?? '') : '';
}

/** What a grant says beside its number and its items. */
export function grantOf(draft: AnswerDraft): Omit<GrantBody, 'version' | 'letterNumber' | 'itemIds'> {
  return {
    // What was typed: the check of the body finds what is no form.
    form: draft.form as GrantBody['form'],
    cost: {
      copy: readRupiah(draft.cost.copy),
      delivery: readRupiah(draft.cost.delivery),
      other: readRupiah(draft.cost.other),
      sheets: readCount(draft.sheets),
      copies: readCount(draft.copies),
    },
    pauseUntilPaid: draft.pauses,
    appointment: orNull(draft.appointment),
    provideOn: readDay(draft.date),
    fileIds: draft.files.map((file) => file.id),
    explanation: orNull(draft.text),
  };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** The body of the act that this draft stands for, beside its version. */
export function answerBody(draft: AnswerDraft): Readonly<Record<string, unknown>> {
  const letterNumber = draft.letterNumber.trim() === '' ? null : draft.letterNumber;
  const itemIds = draft.items.length === 0 ? null : draft.items;
  switch (draft.decision) {
    case 'granted':
      return { letterNumber, itemIds, ...grantOf(draft) };
    case 'not-held':
      return {
        letterNumber,
        itemIds,
        holder: orNull(draft.holder),
        searchRecord: orNull(draft.search),
        reason: orNull(draft.text),
      };
    case 'not-documented':
      return { letterNumber, itemIds, availableOn: readDay(draft.date), reason: orNull(draft.text) };
    case 'refuse-other':
      return { letterNumber, itemIds, law: draft.law, reason: draft.text };
    default:
      return { letterNumber, itemIds, reason: draft.text };
  }
}
