import type { LocalDate } from '../../law/local-date.js';
import type { AgreedGift } from '../../law/objection-reply.js';

/** What the office is to do of what was agreed, and by which day (T9). */
export interface AgreedOrder {
  readonly text: string;
  readonly carryOutBy: LocalDate;
  /** Null: as the grounds have it (`usualGift`). */
  readonly gives: AgreedGift | null;
  /** The field in which the day was given. */
  readonly field: 'carryOutBy' | 'order.carryOutBy';
}

/** What both sides agreed on (UU 14/2008 art. 35(2)). */
export interface Settlement {
  readonly record: string | null;
  /** Null where the record ends the matter. */
  readonly order: AgreedOrder | null;
  /** Whole rupiah: what is left of the cost (ground f); null where it stands. */
  readonly cost: number | null;
}

/** An end by which nobody promised anything. */
export function withoutPromise(record: string | null): Settlement {
  return { record, order: null, cost: null };
}
