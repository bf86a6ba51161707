import type { LocalDate } from '../../law/local-date.js';
import type { ObjectionGround, ObjectionOutcome } from '../../law/objection-grounds.js';
import type { RequesterKind } from '../../law/who-may-file.js';
import type { WrittenOrder } from '../../office/register/written-order.js';
import type { Person } from '../../office/requesters/person.js';

/** How an older register says that an objection ended; null while it waits for its answer. */
export type WrittenOutcome = ObjectionOutcome | 'settled' | 'withdrawn';

/** One entry of an older Register Keberatan, read and understood. */
export interface ObjectionEntryRead {
  readonly line: number;
  readonly year: number;
  readonly seq: number;
  readonly writtenNumber: string;
  readonly receivedOn: LocalDate;
  readonly person: Person;
  readonly kind: RequesterKind;
  /** The request as our register numbers it; null for ground b, and for what follows an objection without a request. */
  readonly requestNumber: string | null;
  /** The objection without a request that it follows (decision 0092), as our register numbers it. */
  readonly followedNumber: string | null;
  readonly information: string;
  readonly grounds: readonly ObjectionGround[];
  readonly outcome: WrittenOutcome | null;
  readonly answeredOn: LocalDate | null;
  /** The order of the superior or the agreement, and what became of it (T9). */
  readonly order: WrittenOrder | null;
  /** The day in the column of the answer; what ended without one may have none there. */
  readonly columnDay: LocalDate | null;
  /** As the city wrote it. */
  readonly written: {
    readonly decision: string | null;
    readonly superior: string | null;
    readonly response: string | null;
  };
}
