import type { DecisionKind } from '../../law/decision-kinds.js';
import type { LocalDate } from '../../law/local-date.js';
import type { ObjectionColumn, RequestColumn } from '../../law/register-columns.js';
import type { RequesterKind, Standing } from '../../law/who-may-file.js';
import type { Person } from '../../office/requesters/person.js';

/** A column of either register, or ours: which agency holds it. */
export type Column = RequestColumn | ObjectionColumn | 'agency';

export type TakenStanding = Exclude<Standing, 'declined'>;

/** One entry of an older register, read and understood. */
export interface RegisterEntryRead {
  readonly line: number;
  readonly year: number;
  readonly seq: number;
  readonly writtenNumber: string;
  readonly receivedOn: LocalDate;
  readonly person: Person;
  readonly kind: RequesterKind;
  /** Official help and courtesy, by the words of the decision: no clock of the law runs for them. */
  readonly standing: TakenStanding;
  readonly question: string;
  readonly purpose: string | null;
  readonly access: 'copy' | 'inspect';
  readonly agency: string | null;
  /** Null while the entry is open. */
  readonly outcome: DecisionKind | null;
  readonly extended: boolean;
  /** The day of the extension, where the register names it. */
  readonly extendedOn: LocalDate | null;
  readonly noticedOn: LocalDate | null;
  /** The day on which the requester completed it, where the register names it: T4 runs from it. */
  readonly completedOn: LocalDate | null;
  /** The last day that the decision names for the answer: "lewat batas 18/06/2029". */
  readonly statedDue: LocalDate | null;
  /** The day on which it was withdrawn after its notice; `outcome` is then what that said. */
  readonly withdrawnOn: LocalDate | null;
  /** The day on which it was withdrawn or closed without a notice, where the register names it. */
  readonly endedOn: LocalDate | null;
  /** The letter of incompleteness whose day the register names; null unless the entry waits for what it asks. */
  readonly incompleteLetter: { readonly on: LocalDate; readonly words: string } | null;
  /** As the city wrote it. */
  readonly written: {
    readonly held: string | null;
    readonly undocumented: boolean;
    readonly softcopy: boolean;
    readonly hardcopy: boolean;
    readonly decision: string | null;
    readonly refusalReason: string | null;
    /** Every day on which information was handed over, the last one apart. */
    readonly providedBefore: readonly LocalDate[];
    readonly providedOn: LocalDate | null;
    readonly cost: number | null;
    readonly payment: string | null;
    /** Whole rupiah that were paid beyond the cost, and are to be returned. */
    readonly toReturn: number | null;
  };
}

/** Why a row is not taken over; the words are `takeover.faults.<code>`. */
export interface RowFault {
  readonly line: number;
  readonly column: Column | null;
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}
