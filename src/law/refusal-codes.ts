/**
 * Why the law says no. Each code is stable: the API answers it with 409, the pages show its sentence from the
 * messages (contract section 3). A refusal is an ordinary value, never an exception.
 */
export const REFUSAL_CODES = [
  /** The state table has no such step from here. */
  'not-in-this-state',
  /** The one extension of UU 14/2008 art. 22(8) has been used. */
  'already-extended',
  /** The term has ended; a passed term cannot be lengthened. */
  'already-overdue',
  /** Counted from its letter (D3) an extension of today ends no later than the term it would extend. */
  'extension-adds-nothing',
  /** The notice of art. 22(7) has been sent. */
  'already-answered',
  /** Something of the request was decided or proposed: its items and parts stay as they are. */
  'already-decided',
  /** The request ended without an answer, or is beyond every remedy. */
  'already-closed',
  /** A reason that the law asks for is missing or blank. */
  'reasons-missing',
  /** The three working days of PerKI 1/2021 art. 31(2) are over: the request counts as complete from receipt. */
  'completeness-lapsed',
  /** The three working days of PerKI 1/2021 art. 33(3) are over: only the desk may accept the repair. */
  'repair-lapsed',
  /** Who proposed a refusal may not consent to it (PerKI 1/2021 art. 10(2)f). */
  'same-person',
  /** The test sheet lacks something that PerKI 1/2021 art. 49 asks for. */
  'test-sheet-incomplete',
  /** The day on which undocumented information was to be there has passed before the notice (PerKI 1/2021 annex VII B). */
  'promise-over',
  /** The copy is delivered when its cost is paid (PerKI 1/2021 art. 38). */
  'payment-open',
  /** The facts do not bear this ground of UU 14/2008 art. 35(1) today. */
  'ground-not-open',
  /** A refusal on art. 17 is not mediated (UU 14/2008 art. 40(2)). */
  'mediation-not-open',
  /** The objection is before the Information Commission already. */
  'dispute-exists',
  /** A step to the court or to cassation came after T13 or T14: what it would reopen is final (UU 14/2008 art. 47-50). */
  'filed-after-term',
  /** One part of a request has no clock, term or notice of its own: the step belongs to the whole request. */
  'whole-request-only',
  /** The request is split: its parts are answered, not the request. */
  'parts-only',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A lawful no. */
export interface Refusal<Code extends RefusalCode = RefusalCode> {
  readonly ok: false;
  readonly refusal: Code;
}

/** Makes a refusal. */
export function refusal<Code extends RefusalCode>(code: Code): Refusal<Code> {
  return { ok: false, refusal: code };
}
