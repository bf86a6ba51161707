import type { LocalDate } from '../../law/local-date.js';
import type { ObjectionGround, ObjectionOutcome } from '../../law/objection-grounds.js';
import type { RequesterKind } from '../../law/who-may-file.js';
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
  /** The request as our register numbers it; null only for ground b. */
  readonly requestNumber: string | null;
  readonly information: string;
  readonly grounds: readonly ObjectionGround[];
  readonly outcome: WrittenOutcome | null;
  readonly answeredOn: LocalDate | null;
  /** The day of an order that waits to be carried out (T9). */
  readonly carryOutBy: LocalDate | null;
  /** As the city wrote it. */
  readonly written: {
    readonly decision: string | null;
    readonly superior: string | null;
    readonly response: string | null;
  };
}
