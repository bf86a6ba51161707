import type { DisputeState, ObjectionState, RequestState } from './request-states.js';
import type { TimeLimitId } from './time-limits.js';

/**
 * Who may bring a step about. `officer` is any active officer of the agency that holds the case, `superior` the
 * Atasan PPID or the delegate; finer rules (which agency, which delegate) are the policy's, not the law's.
 */
export type LawActor = 'citizen' | 'desk' | 'officer' | 'supervisor' | 'superior' | 'timer' | 'admin';

/** What must hold beside the state. The step's use case asks the law function of the same room. */
export type Guard =
  | 'identity-contact-details-present'
  | 'no-check-made'
  | 'inside-completeness-term'
  | 'missing-list-not-empty'
  | 'letter-not-sent'
  | 'letter-not-received'
  | 'inside-repair-term'
  | 'all-missing-items-given'
  | 'late-repair-reason'
  | 'repair-term-passed'
  | 'agency-active'
  | 'not-extended-before'
  | 'lawful-extension-reason'
  | 'inside-reply-term'
  | 'test-sheet-complete'
  | 'another-person'
  | 'notice-contents-complete'
  | 'reason-given'
  | 'payment-amount'
  | 'released-and-paid'
  | 'promised-and-owed'
  | 'delivery-day-passed'
  | 'reply-term-passed'
  | 'no-notice-sent'
  | 'written-and-confirmed'
  | 'ground-open'
  | 'ground-b-only'
  | 'reply-contents-complete'
  | 'objection-reply-term-passed'
  | 'order-open'
  | 'windows-passed'
  | 'no-remedy-open'
  | 'orders-carried-out'
  | 'commission-number-and-day'
  | 'document-uploaded'
  | 'no-further-step'
  | 'further-step-not-yet-filed'
  | 'filed-within-term'
  | 'reason-and-document'
  | 'settlement-record'
  | 'grounds-b-to-g-only';

/** Papers that a step issues (law.md section 4). */
export type LetterName =
  | 'receipt'
  | 'incompleteness-letter'
  | 'extension-notice'
  | 'written-notice'
  | 'refusal-with-decree'
  | 'payment-receipt'
  | 'objection-receipt'
  | 'objection-reply';

/** Who is told what. The templates belong to the rooms; these are the law's names for the occasions. */
export type NoticeName =
  | 'registered'
  | 'completeness-lapsed-to-desk'
  | 'needs-completing'
  | 'complete'
  | 'closed-incomplete'
  | 'case-assigned'
  | 'extended'
  | 'consent-wanted'
  | 'proposal-returned'
  | 'answered'
  | 'how-to-receive'
  | 'delivered'
  | 'delivery-late-to-office'
  | 'reply-overdue'
  | 'withdrawn'
  | 'objection-registered'
  | 'objection-answered'
  | 'objection-silent'
  | 'carried-out'
  | 'dispute-opened-to-office'
  | 'order-to-carry-out'
  | 'objection-closed'
  | 'date-moved';

/** Events of the case's timeline, as the tracking answer names them (contract section 3). */
export type TimelineEvent =
  | 'filed'
  | 'assigned'
  | 'handed-on'
  | 'handed-back'
  | 'declared-complete'
  | 'completeness-lapsed'
  | 'declared-incomplete'
  | 'repaired'
  | 'late-repair-accepted'
  | 'closed-incomplete'
  | 'closing-taken-back'
  | 'extended'
  | 'proposed'
  | 'consented'
  | 'returned'
  | 'granted'
  | 'granted-partly'
  | 'refused'
  | 'answered-not-held'
  | 'answered-not-yet-held'
  | 'answered-not-documented'
  | 'refused-other'
  | 'payment-recorded'
  | 'delivered'
  | 'delivery-lapsed'
  | 'reply-lapsed'
  | 'withdrawn'
  | 'objection-filed'
  | 'objection-answered'
  | 'objection-lapsed'
  | 'objection-settled'
  | 'objection-withdrawn'
  | 'carried-out'
  | 'dispute-opened'
  | 'dispute-ruled'
  | 'dispute-reopened'
  | 'suit-filed'
  | 'cassation-filed'
  | 'due-date-moved'
  | 'finalised';

/** What a step does to the clocks T1-T20. `restart` counts anew from the day of the step, `resume` from its old one. */
export interface ClockEffects {
  readonly start?: readonly TimeLimitId[];
  readonly stop?: readonly TimeLimitId[] | 'all';
  readonly suspend?: readonly TimeLimitId[];
  readonly restart?: readonly TimeLimitId[];
  readonly resume?: readonly TimeLimitId[];
  readonly recompute?: 'all';
}

/** Facts on which the outcome of one event depends. */
export type Condition = 'refused-in-full' | 'refused-in-part' | 'granted-in-full' | 'granted-in-part';

interface TransitionOf<RecordName extends string, State extends string> {
  readonly record: RecordName;
  /** Number of the row in law.md section 7. */
  readonly row: number;
  readonly from: readonly (State | 'none')[];
  readonly event: string;
  readonly actors: readonly LawActor[];
  readonly guards: readonly Guard[];
  /** `same` stays; `before-consent` goes back to the state from which the refusal was proposed. */
  readonly to: State | 'same' | 'before-consent';
  readonly when?: Condition;
  readonly clocks: ClockEffects;
  readonly letter: LetterName | null;
  readonly notices: readonly NoticeName[];
  /** Timeline events that the step may leave; with several, the facts decide which. */
  readonly timeline: readonly TimelineEvent[];
  readonly article: string;
  /** From `received` the step first does row 2 in the same transaction. */
  readonly completesIntake?: true;
  /** Done after its term has passed, the step counts as this row too: it is flagged late and opens ground g. */
  readonly lateRow?: 17;
  /** Cannot be undone: to be held back while the database clock is in doubt (the guard itself is not built yet). */
  readonly heldByClockGuard?: true;
}

export type RequestTransition = TransitionOf<'request', RequestState>;
export type ObjectionTransition = TransitionOf<'objection', ObjectionState>;
export type DisputeTransition = TransitionOf<'dispute', DisputeState>;
export type Transition = RequestTransition | ObjectionTransition | DisputeTransition;
