/** A person's role in the office; `contract.md` names them. */
export type Role = 'desk' | 'officer' | 'supervisor' | 'superior' | 'admin';

/** Who acts. Written into the audit row and into the session settings of the transaction. */
export interface Actor {
  readonly kind: 'system' | 'public' | 'requester' | 'staff';
  readonly id: string | null;
  readonly name: string | null;
  readonly agency: string | null;
  readonly roles: readonly Role[];
}

/** What a transaction may see; row-level security holds it whatever the statement forgets. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'agency'; readonly agency: string }
  | { readonly kind: 'case'; readonly caseId: string }
  | { readonly kind: 'none' };

/** The program itself: timers, sender, routing. */
export const SYSTEM: Actor = { kind: 'system', id: null, name: null, agency: null, roles: [] };

/** Somebody at the public door whom nothing identifies yet. */
export const PUBLIC: Actor = { kind: 'public', id: null, name: null, agency: null, roles: [] };

/** The requester of one case, known by number and code. */
export function requesterOf(caseId: string): Actor {
  return { kind: 'requester', id: caseId, name: null, agency: null, roles: [] };
}

export const ALL: Scope = { kind: 'all' };
export const NOTHING: Scope = { kind: 'none' };

/** The `SET LOCAL` statements that open a transaction of this actor in this scope. */
export function scopeStatements(actor: Actor, scope: Scope): string {
  const value = scope.kind === 'agency' ? scope.agency : scope.kind === 'case' ? scope.caseId : '';
  const who = actor.id === null ? actor.kind : `${actor.kind}:${actor.id}`;
  return (
    `SET LOCAL tenggat.scope = ${quoted(scope.kind)}; SET LOCAL tenggat.scope_value = ${quoted(value)}; ` +
    `SET LOCAL tenggat.actor = ${quoted(who)}`
  );
}

/** SQL: narrows the transaction to the case that its statement finds; those behind it in the packet see no other. */
export function narrowTo(caseId: string): string {
  return `set_config('tenggat.scope', 'case', true) || set_config('tenggat.scope_value', ${caseId}::text, true)`;
}

/** SQL: the case that the transaction was narrowed to, or null. */
export const CASE_IN_SIGHT = `(SELECT CASE WHEN current_setting('tenggat.scope', true) = 'case'
  THEN current_setting('tenggat.scope_value', true)::uuid END)`;

function quoted(value: string): string {
  if (!/^[\w:.@-]*$/u.test(value)) throw new Error('a scope value holds signs that no code or id has');
  return `'${value}'`;
}
