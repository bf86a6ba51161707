import { replyTermOf } from '../../cases/requests/case-counts.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { owedOf } from '../../cases/requests/owed.queries.js';
import { familyRefusal } from '../../cases/requests/family.js';
import { maySend } from '../../cases/requests/who-sends.js';
import { mayBeDeclaredIncomplete } from '../../law/completeness.js';
import { owesDelivery } from '../../law/delivery.js';
import { possibleExtension } from '../../law/extension.js';
import { mayDecideProposal } from '../../law/harm-test.js';
import { localDayOf } from '../../law/local-date.js';
import { mayAskForMaterial } from '../../law/material.js';
import { eventsFrom, type RequestEvent } from '../../law/next-state.js';
import { isEnded, isOpenRequest, type RequestState } from '../../law/request-states.js';
import type { Ruleset } from '../../law/ruleset.js';
import { mayBeAnswered, mayVerifyIdentity, takesRepair } from '../../law/state-sets.js';
import { mayObject } from '../../law/who-may-file.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { can, type PolicyAction } from '../../office/access/policy.js';
import type { Actor } from '../../platform/database/scope.js';

/** Acts on a case as the API names them (`POST /api/v1/cases/{id}/{action}`), in the order of their usual turn. */
export const CASE_ACTIONS = [
  'declare-complete',
  'declare-incomplete',
  'accept-late-repair',
  'complete',
  'verify-identity',
  'assign',
  'hand-back',
  'split',
  'group',
  'claim',
  'name-holder',
  'itemise',
  'request-material',
  'receive-material',
  'extend',
  'grant',
  'answer-not-held',
  'answer-not-yet-held',
  'answer-not-documented',
  'refuse-other',
  'propose-refusal',
  'consent',
  'return',
  'record-payment',
  'deliver',
  'withdraw',
  'object',
  'sign-letter',
  'record-posting',
  'remind',
  'message',
  'note',
  'record-data-request',
  'notify-incident',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** What the acts ask beside the row. */
export interface ActionFacts {
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  readonly rules: Ruleset;
  /** `desk`: the agency prepares, the desk sends (`answeredBy` in the city's settings). */
  readonly answeredBy: 'agency' | 'desk';
  readonly hasLateRepair: boolean;
  /** Rupiah still to be paid before the copy may be handed over. */
  readonly unpaid: number;
  readonly identityVerified: boolean;
  readonly hasLetters: boolean;
  /** Whether a printed letter waits to be posted, or to be known as received. */
  readonly hasWaitingLetter: boolean;
  /** Whether a decision on an item was ever made, told or not. */
  readonly hasDecision: boolean;
  readonly awaitsMaterial: boolean;
  /** Who proposed the refusals that wait for consent. */
  readonly proposedBy: readonly string[];
  /** How the parts of a split request stand. */
  readonly parts: readonly RequestState[];
}

/** Acts of the state table whose name there is the same. */
const EVENTS: Partial<Record<CaseAction, RequestEvent>> = {
  'declare-complete': 'declare-complete',
  'declare-incomplete': 'declare-incomplete',
  'accept-late-repair': 'accept-late-repair',
  assign: 'assign',
  'hand-back': 'hand-back',
  extend: 'extend',
  grant: 'grant',
  'answer-not-held': 'answer-not-held',
  'answer-not-yet-held': 'answer-not-yet-held',
  'answer-not-documented': 'answer-not-documented',
  'refuse-other': 'refuse-other',
  'propose-refusal': 'propose-refusal',
  consent: 'consent',
  return: 'return',
  'record-payment': 'record-payment',
  deliver: 'deliver',
  withdraw: 'withdraw',
};

/** What this person may do with this case right now: state table, policy and the law's own guards, in that order. */
export function lawfulActions(actor: Actor, row: CaseRow, facts: ActionFacts): readonly CaseAction[] {
  const events = eventsFrom(row.status);
  return CASE_ACTIONS.filter((action) => {
    const event = EVENTS[action];
    if (event !== undefined && !events.includes(event)) return false;
    if (can(actor, `case.${action}` satisfies PolicyAction, { agency: row.agency_code }) !== 'allowed')
      return false;
    if (familyRefusal(row, `case.${action}`) !== null) return false;
    return holds(action, actor, row, facts);
  });
}

function holds(action: CaseAction, actor: Actor, row: CaseRow, facts: ActionFacts): boolean {
  if (!maySend(actor, `case.${action}`, facts)) return false;
  const today = localDayOf(facts.now);
  const open = isOpenRequest(row.status);
  switch (action) {
    case 'declare-incomplete':
      return (
        mayBeDeclaredIncomplete({ state: row.status, parts: facts.parts }) &&
        (row.completeness_due_on === null || today <= row.completeness_due_on)
      );
    case 'complete':
      return takesRepair(row.status);
    case 'accept-late-repair':
      return facts.hasLateRepair;
    case 'verify-identity':
      return mayVerifyIdentity(row.status) && !facts.identityVerified;
    case 'claim':
    case 'name-holder':
      return open;
    case 'request-material':
      return mayAskForMaterial(row.status);
    case 'receive-material':
      return facts.awaitsMaterial;
    case 'itemise':
      return !facts.hasDecision && mayBeAnswered(row.status);
    case 'group':
      return row.noticed_at === null && mayBeAnswered(row.status);
    case 'split':
      return !facts.hasDecision && mayBeAnswered(row.status);
    case 'extend':
      return mayExtend(row, facts);
    case 'consent':
    case 'return':
      return facts.proposedBy.every((proposer) => mayDecideProposal(proposer, actor.id ?? '').ok);
    case 'record-payment':
      return facts.unpaid > 0;
    case 'deliver':
      return (
        owesDelivery({ state: row.status, provideOn: row.provide_on }) &&
        (facts.unpaid <= 0 || row.promised_due_on !== null)
      );
    case 'object':
      return mayEnterObjection(row);
    case 'sign-letter':
      return facts.hasLetters;
    case 'record-posting':
      return facts.hasWaitingLetter;
    case 'remind':
      return owedOf(row) !== null;
    case 'message':
      return !isEnded(row.status);
    default:
      return true;
  }
}

// A paper that came in time is entered also when the request has become final since.
function mayEnterObjection({ status, standing, objection_until: until }: CaseRow): boolean {
  if (!mayObject(standing)) return false;
  return eventsFrom(status).includes('object') || (status === 'final' && until !== null);
}

function mayExtend(row: CaseRow, { calendar, rules, now }: ActionFacts): boolean {
  return possibleExtension(replyTermOf(row), calendar, rules, localDayOf(now)).ok;
}
