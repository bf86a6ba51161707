/** One fault of one field: `code` is stable, `message` is a key of the catalogue with its values. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
  readonly message: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/**
 * A clear no. `status` and `code` are what programs rely on (`contract.md`); the sentence comes from
 * `templates/messages` under `problems.<code>` with `values`.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly values: Readonly<Record<string, string | number>> = {},
    readonly faults: readonly FieldFault[] = [],
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }
}

/** The law or the state of the case says no (409). `code` is one of `law/refusal-codes`. */
export function refused(code: string, extra: Readonly<Record<string, unknown>> = {}): Problem {
  return new Problem(409, code, {}, [], extra);
}

/** Not there, or not yours: one answer for both (404). */
export function notFound(): Problem {
  return new Problem(404, 'not-found');
}

/** What was typed needs a change (422). */
export function invalid(faults: readonly FieldFault[]): Problem {
  return new Problem(422, 'invalid-fields', { count: faults.length }, faults);
}

/** The act needs a key that makes repeats harmless (422). */
export function keyMissing(): Problem {
  return new Problem(422, 'idempotency-key-missing', {}, [
    { field: 'Idempotency-Key', code: 'missing', message: 'problems.idempotency-key-missing' },
  ]);
}

/** The same key came with another body (422). */
export function keyReused(): Problem {
  return new Problem(422, 'idempotency-key-reused');
}

/** Nobody is signed in (401). */
export function unauthenticated(): Problem {
  return new Problem(401, 'not-signed-in');
}

/** The person may see the case but this act is another role's (403). */
export function notYourRole(): Problem {
  return new Problem(403, 'not-your-role');
}

/** A form without its anti-forgery value, or from another origin (403). */
export function forged(): Problem {
  return new Problem(403, 'form-expired');
}

/** Too many attempts; `at` is the moment from which it is worth trying again (429). */
export function tooMany(retryAfterSeconds: number): Problem {
  return new Problem(429, 'too-many', {}, [], { retryAfterSeconds });
}

/** A part that the answer needs is away; nothing was done (503). */
export function unavailable(retryAfterSeconds = 5): Problem {
  return new Problem(503, 'unavailable', {}, [], { retryAfterSeconds });
}
