import type { PolicyAction } from '../../office/access/policy.js';
import type { City } from '../../platform/config/city.js';
import type { Actor } from '../../platform/database/scope.js';
import { Problem } from '../../platform/http/problems.js';

/** Acts that send the requester a notice of the law, or propose one (PerKI 1/2021 art. 10; D19). */
const SENDING_ACTS: ReadonlySet<string> = new Set([
  'case.extend',
  'case.grant',
  'case.propose-refusal',
  'case.answer-not-held',
  'case.answer-not-yet-held',
  'case.answer-not-documented',
  'case.refuse-other',
]);

/**
 * Whether this person sends it himself. PerKI 1/2021 gives the notice to the PPID and the preparing to its units; with
 * `answeredBy: agency` the officer in charge sends, with `desk` he prepares and the desk sends (D19).
 */
export function maySend(actor: Actor, action: PolicyAction, city: Pick<City, 'answeredBy'>): boolean {
  return city.answeredBy === 'agency' || !SENDING_ACTS.has(action) || actor.roles.includes('desk');
}

/** Refuses an act that the desk sends in this city. Throws 403 `not-your-role`, with the reason for the page. */
export function mustMaySend(actor: Actor, action: PolicyAction, city: Pick<City, 'answeredBy'>): void {
  if (!maySend(actor, action, city))
    throw new Problem(403, 'not-your-role', {}, [], { reason: 'desk-sends' });
}

/** Whether a refusal is this one. */
export function isDeskSends(error: unknown): boolean {
  return error instanceof Problem && error.extra['reason'] === 'desk-sends';
}
