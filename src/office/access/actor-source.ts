import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/database/scope.js';
import { noteFormToken } from '../../platform/http/pending-form.js';
import type { PolicyAction } from './policy.js';

/** Who a request comes from and what its forms must carry. The staff room fills it from the session. */
export interface SignedIn {
  readonly actor: Actor;
  /** The value that each form of this session carries in `_csrf`. */
  readonly csrf: string;
  /** The account in the words of that value. */
  readonly formAccount: string;
  readonly sessionHash: Buffer;
}

/** Port: access knows no sessions; the staff room provides this. Asks nothing of the database without a cookie. */
export abstract class ActorSource {
  abstract find(request: FastifyRequest): Promise<SignedIn | null>;
}

const SIGNED_IN = Symbol('signed in');

const ASKED = Symbol('asked action');

interface Marked {
  [ASKED]?: PolicyAction;
  [SIGNED_IN]?: SignedIn | null;
}

/** @internal Keeps the found session at the request, for controllers. */
export function remember(request: FastifyRequest, signedIn: SignedIn | null): void {
  (request as Marked)[SIGNED_IN] = signedIn;
  if (signedIn !== null) noteFormToken(request, signedIn.csrf, signedIn.formAccount);
}

/** @internal Keeps the row of the policy that guards this request's route. */
export function rememberAction(request: FastifyRequest, action: PolicyAction): void {
  (request as Marked)[ASKED] = action;
}

/** The row of the policy that guards this request's route; null before the guard. */
export function askedAction(request: FastifyRequest): PolicyAction | null {
  return (request as Marked)[ASKED] ?? null;
}

/** The session of this request, or null for a visitor. */
export function signedIn(request: FastifyRequest): SignedIn | null {
  return (request as Marked)[SIGNED_IN] ?? null;
}

/** The signed-in person of a route whose policy row demands one. Throws when the guard did not run. */
export function staffActor(request: FastifyRequest): Actor {
  const found = signedIn(request);
  if (found === null) throw new Error('this route has no signed-in person');
  return found.actor;
}
