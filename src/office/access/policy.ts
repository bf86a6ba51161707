import type { Actor, Role, Scope } from '../../platform/database/scope.js';

/** Whom a row lets in: everybody, a role anywhere in the city, or an officer of the agency that holds the case. */
export type Allowed = 'public' | 'staff' | Role;

interface PolicyRow {
  readonly who: readonly Allowed[];
  /** `case` = the row is asked again with the case in hand; foreign cases answer as if missing. */
  readonly object: 'none' | 'case';
}

const everybody = { who: ['public'], object: 'none' } as const;
const readers = ['desk', 'officer', 'supervisor', 'superior'] as const;
const onCase = (...who: Allowed[]): PolicyRow => ({ who, object: 'case' });
const onNone = (...who: Allowed[]): PolicyRow => ({ who, object: 'none' });

/**
 * The one table behind `can(actor, action, object)`. A route names its row; every representation of an object
 * (page, JSON, file, export) asks the same row. `officer` always means: of the agency that holds the case.
 */
export const POLICY = {
  'site.view': everybody,
  'request.file': everybody,
  'file.upload': everybody,
  'tracking.view': everybody,
  'tracking.act': everybody,
  'routing.suggest': everybody,
  'calendar.explain': everybody,
  'health.read': everybody,
  'mailbox.read': everybody,
  'test.hooks': everybody,
  'session.open': everybody,
  'session.close': everybody,
  'profile.view': onNone('staff'),
  'case.list': onNone(...readers),
  'queue.view': onNone('desk', 'officer'),
  'case.enter': onNone('desk'),
  'case.read': onCase(...readers),
  'case.file': onCase(...readers),
  'case.identity': onCase('desk'),
  'case.declare-complete': onCase('desk', 'officer'),
  'case.declare-incomplete': onCase('desk', 'officer'),
  'case.accept-late-repair': onCase('desk'),
  'case.complete': onCase('desk'),
  'case.assign': onCase('desk', 'supervisor'),
  'case.hand-back': onCase('officer'),
  'case.claim': onCase('officer', 'desk'),
  'case.name-holder': onCase('officer', 'desk', 'supervisor'),
  'case.verify-identity': onCase('desk'),
  'case.clear-file': onCase('desk'),
  'case.remind': onCase('desk', 'supervisor'),
  'case.split': onCase('desk'),
  'case.group': onCase('desk'),
  'case.ungroup': onCase('desk'),
  'case.request-material': onCase('officer'),
  'case.receive-material': onCase('officer', 'desk'),
  'case.extend': onCase('officer', 'desk'),
  'case.itemise': onCase('desk', 'officer'),
  'case.grant': onCase('officer', 'desk'),
  'case.answer-not-held': onCase('officer', 'desk'),
  'case.answer-not-yet-held': onCase('officer', 'desk'),
  'case.answer-not-documented': onCase('officer', 'desk'),
  'case.refuse-other': onCase('officer', 'desk'),
  'case.propose-refusal': onCase('officer', 'desk'),
  'case.consent': onCase('superior'),
  'case.return': onCase('superior'),
  'consent.list': onNone('superior'),
  'decree.list': onNone('desk'),
  'decree.read': onNone('desk', 'superior'),
  'decree.review': onNone('desk'),
  'decree.consent': onNone('superior'),
  'case.deliver': onCase('desk', 'officer'),
  'case.record-payment': onCase('desk', 'officer'),
  'case.withdraw': onCase('desk'),
  'case.object': onCase('desk'),
  'case.sign-letter': onCase('desk'),
  'case.record-posting': onCase('desk'),
  'case.record-data-request': onCase('desk'),
  'case.notify-incident': onCase('desk'),
  'case.message': onCase('desk', 'officer'),
  'case.note': onCase('desk', 'officer'),
  'task.list': onNone('desk', 'officer'),
  'task.complete': onNone('desk', 'officer'),
  'mail.bounce': onNone('desk'),
  'mail.print': onNone('desk'),
  'objection.list': onNone(...readers),
  'objection.file': everybody,
  'objection.enter': onNone('desk'),
  'objection.form': onNone('desk'),
  'objection.read': onCase(...readers),
  'objection.reply': onCase('superior'),
  'objection.delegate': onCase('superior'),
  'objection.settle': onCase('superior', 'desk'),
  'objection.withdraw': onCase('desk'),
  'objection.carry-out': onCase('officer', 'desk'),
  'objection.oversee': onNone('superior'),
  'dispute.read': onNone('desk', 'supervisor'),
  'dispute.open': onNone('desk', 'supervisor'),
  'dispute.rule': onNone('desk', 'supervisor'),
  'dispute.carry-out': onNone('desk', 'supervisor'),
  'dispute.desk': onNone('desk'),
  'dispute.oversee': onNone('supervisor'),
  'oversight.view': onNone('supervisor', 'superior'),
  'oversight.cases': onNone('supervisor', 'superior'),
  'oversight.agency': onNone('supervisor'),
  'register.view': onNone('supervisor'),
  'register.export': onNone('supervisor'),
  'register.import': onNone('supervisor'),
  'report.view': onNone('supervisor'),
  'report.edit': onNone('supervisor'),
  'admin.view': onNone('admin'),
  'calendar.propose': onNone('admin'),
  'calendar.apply': onNone('admin'),
} as const satisfies Record<string, PolicyRow>;

export type PolicyAction = keyof typeof POLICY;

/** What the policy needs to know of an object. */
export interface CaseObject {
  readonly agency: string | null;
}

export type Verdict = 'allowed' | 'not-signed-in' | 'not-your-role' | 'hidden';

/**
 * May this actor do this? `hidden` = answer exactly as if the object were missing. Without an object only the door is
 * judged: for rows on a case that is whether any of the person's roles could ever open a case.
 */
export function can(actor: Actor, action: PolicyAction, object?: CaseObject): Verdict {
  const row: PolicyRow = POLICY[action];
  if (row.who.includes('public')) return 'allowed';
  if (actor.kind !== 'staff') return 'not-signed-in';
  if (row.who.includes('staff')) return 'allowed';
  if (row.object === 'none') return hasRole(actor, row.who) ? 'allowed' : 'not-your-role';
  if (object === undefined) return hasRole(actor, readers) ? 'allowed' : 'not-your-role';
  if (!mayOpen(actor, row.who, object)) return mayOpen(actor, readers, object) ? 'not-your-role' : 'hidden';
  return 'allowed';
}

/** Whether any role of this person may ever do this, wherever the case lies. */
export function mayEver(actor: Actor, action: PolicyAction): boolean {
  return hasRole(actor, POLICY[action].who);
}

/** What this person's transactions see: the city, the own agency, or no case at all. */
export function scopeOf(actor: Actor): Scope {
  if (actor.kind === 'system') return { kind: 'all' };
  if (actor.kind === 'requester' && actor.id !== null) return { kind: 'case', caseId: actor.id };
  if (actor.kind !== 'staff') return { kind: 'none' };
  if (actor.roles.some((role) => role === 'desk' || role === 'supervisor' || role === 'superior')) {
    return { kind: 'all' };
  }
  if (actor.roles.includes('officer') && actor.agency !== null)
    return { kind: 'agency', agency: actor.agency };
  return { kind: 'none' };
}

/** Identity is the desk's alone; every other role sees the question, not the person. */
export function maySeeIdentity(actor: Actor): boolean {
  return actor.kind === 'staff' && actor.roles.includes('desk');
}

function hasRole(actor: Actor, who: readonly Allowed[]): boolean {
  return actor.roles.some((role) => who.includes(role));
}

function mayOpen(actor: Actor, who: readonly Allowed[], object: CaseObject): boolean {
  return actor.roles.some(
    (role) =>
      who.includes(role) &&
      (role !== 'officer' || (object.agency !== null && object.agency === actor.agency)),
  );
}
