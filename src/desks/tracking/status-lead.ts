import { grantedDayOf } from '../../cases/requests/owed.queries.js';
import { mayObject } from '../../law/who-may-file.js';
import { ANSWERABLE_STATES, takesRepair } from '../../law/state-sets.js';
import type { City } from '../../platform/config/city.js';
import type { MessageParams } from '../../platform/views/language.js';
import { statusTag, type StatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import { isLateOrder, isOfDispute, orderWords, type RunningOrder } from './owed-orders.js';
import { rightsWords } from './remedy-words.js';
import { agencyName, closedOn, publicStatus, type TrackedCase } from './tracked-case.js';
import { isOwed, openCost, owesPayment } from './tracking-answer.js';

/** What the page shows first: the state in a word, and whose turn it is in a sentence. */
export interface StatusLead {
  readonly tag: StatusTag;
  readonly strong: string;
  readonly text: string;
  /** Duties that go on beside what the headline says. */
  readonly also: readonly string[];
}

export interface LeadOptions {
  readonly city: City;
  /** A ground is open that no objection has been decided on. */
  readonly mayObjectAnew: boolean;
}

/**
 * The state that the requester is shown: an undecided objection or a dispute stands before the request's own state, a
 * passed due date before the work that goes on.
 */
export function shownState(tracked: TrackedCase): string {
  const { row, objection, dispute } = tracked;
  if (dispute !== null && dispute.status !== 'final') return 'dispute';
  if (objection?.status === 'open') return 'objection_open';
  if (objection?.status === 'silent') return 'objection_silent';
  if (objection?.status === 'answered') return 'objection_answered';
  return tracked.overdue ? 'overdue' : publicStatus(row);
}

/** Tag and lead of a tracked case. */
export function statusLead(
  texts: Texts,
  tracked: TrackedCase,
  { city, mayObjectAnew }: LeadOptions,
): StatusLead {
  const state = shownState(tracked);
  const key = leadKey(tracked, state);
  const order = headlineOrder(tracked);
  const params = {
    ...leadParams(texts, tracked, city),
    order: order === null ? '' : orderWords(texts, order, tracked.today),
    carryOut: order === null ? '' : texts.formats.date(order.dueOn),
    rights: rightsWords(texts, tracked, { city, mayObjectAnew, order }),
  };
  return {
    tag: statusTag(texts, state),
    strong: texts.t(`tracking.lead.${key}.strong`, params),
    text: texts.t(`tracking.lead.${key}.text`, params).trim(),
    also: [
      tracked.overdue && state !== 'overdue' ? texts.t('tracking.lead.still-overdue', params) : null,
      lateDelivery(texts, tracked),
      agreedUnpaid(texts, tracked),
      ...otherOrders(texts, tracked, order),
      lateRepair(texts, tracked),
    ].filter((line) => line !== null),
  };
}

/** The order that the headline is about: of the superior's answer, or of what commission or court have said. */
export function headlineOrder(tracked: TrackedCase): RunningOrder | null {
  const { objection, dispute, orders } = tracked;
  const state = shownState(tracked);
  const isDispute = state === 'dispute';
  if (!isDispute && state !== 'objection_answered') return null;
  const of = isDispute ? dispute?.objectionId : objection?.id;
  return orders.find((order) => order.objectionId === of && isOfDispute(order) === isDispute) ?? null;
}

function leadKey(tracked: TrackedCase, state: string): string {
  const { standing, due_on: due } = tracked.row;
  if (standing !== 'statutory' && (ANSWERABLE_STATES as readonly string[]).includes(state)) return standing;
  if (!mayObject(standing) && (state === 'closed_incomplete' || state === 'final'))
    return `${state}-without-remedy`;
  if (state === 'incomplete')
    return `incomplete${clockKey(tracked)}${tracked.row.repair_due_on === null ? '-by-post' : ''}`;
  if (state === 'processing' && due === null) return 'processing-without-clock';
  if (state === 'dispute') return disputeKey(tracked);
  if (state === 'granted_open') return grantedKey(tracked);
  if (state === 'objection_answered') return answeredObjectionKey(tracked);
  if (state === 'overdue') return isWindowOver(tracked) ? 'overdue-late' : 'overdue';
  if (state === 'closed_not_documented' && tracked.deliveredOn !== null) return 'not_documented-provided';
  if (isOnlineWithoutFile(tracked, state)) return 'granted-without-file';
  if (state.startsWith('closed_') && state !== 'closed_incomplete') return tracked.row.outcome ?? 'answered';
  return state;
}

/** How the answer's date stands to an incomplete request: suspended, running on, or there is none. */
function clockKey({ row: { standing, due_on: due } }: TrackedCase): string {
  if (standing !== 'statutory') return '-without-clock';
  return due === null ? '' : '-running';
}

/** Recorded as delivered online, and nothing is there to be opened: the page says so, and never that it is ready. */
function isOnlineWithoutFile({ deliveredOn, row, documents }: TrackedCase, state: string): boolean {
  if (state !== 'closed_granted' || deliveredOn === null || row.delivery !== 'online') return false;
  return !documents.some(({ kind }) => kind === 'answer');
}

function grantedKey(tracked: TrackedCase): string {
  if (owesPayment(tracked))
    return grantedDayOf(tracked.row) === null ? 'granted-pay-first' : 'granted-to-pay';
  if (tracked.deliveredOn !== null) return 'granted-rest';
  return tracked.row.delivery === 'pickup' || tracked.row.access === 'inspect'
    ? 'granted-to-collect'
    : 'granted_open';
}

/** What the commission or a court has said stands before where the dispute is registered. */
function disputeKey({ dispute }: TrackedCase): string {
  if (dispute === null || dispute.status === 'registered') return 'dispute';
  return `dispute-${dispute.status}`;
}

function answeredObjectionKey(tracked: TrackedCase): string {
  const { objection, today } = tracked;
  if (objection?.order != null && objection.order.carriedOutOn !== null) return 'objection-carried-out';
  const order = headlineOrder(tracked);
  if (order === null) return 'objection_answered';
  if (!isLateOrder(order, today)) return 'objection-ordered';
  return `objection-ordered-late${order.inLetter ? '-in-letter' : ''}`;
}

function isWindowOver({ row, today }: TrackedCase): boolean {
  return row.objection_until !== null && today > row.objection_until;
}

function leadParams(texts: Texts, tracked: TrackedCase, city: City): MessageParams {
  const { row, objection, dispute, missing, extension } = tracked;
  const { formats } = texts;
  const date = (day: string | null | undefined): string => (day == null ? '' : formats.date(day));
  return {
    agency: agencyName(tracked.agency, texts.language) ?? texts.t('tracking.office'),
    due: date(row.due_on),
    check: date(row.completeness_due_on),
    repair: date(row.repair_due_on),
    missing: listed(
      texts,
      (missing?.items ?? []).map((item) => texts.t(`tracking.missing.${item}`)),
    ),
    reasons: listed(
      texts,
      (extension?.reasons ?? []).map((reason) => texts.t(`tracking.reason.${reason}`)),
    ),
    until: date(row.objection_until),
    provide: date(owesPayment(tracked) ? grantedDayOf(row) : row.provide_on),
    delivered: date(tracked.deliveredOn),
    amount: formats.rupiah(openCost(tracked)),
    ended: date(closedOn(row)),
    holder: holderWords(tracked, texts),
    available: date(tracked.decisions.find(({ availableOn }) => availableOn !== null)?.availableOn),
    number: objection?.number ?? '',
    replyDue: date(objection?.replyDueOn),
    commission: city.commission.name[texts.language],
    carriedOut: date(objection?.order?.carriedOutOn),
    dispute: dispute?.number ?? '',
    decided: date(dispute?.decidedOn),
  };
}

/** Who holds what we do not; where the search found nobody, no other body is said to. */
function holderWords({ decisions }: TrackedCase, texts: Texts): string {
  const holder = decisions.find((decision) => decision.holder !== null)?.holder ?? null;
  return holder === null ? texts.t('tracking.holder-unknown') : texts.t('tracking.holder-known', { holder });
}

/** The day that the notice promised is over: the office owes the information, whoever else has something to do. */
function lateDelivery(texts: Texts, tracked: TrackedCase): string | null {
  const { row, today } = tracked;
  const isLate = isOwed(tracked) && row.provide_on !== null && row.provide_on < today;
  return isLate
    ? texts.t('tracking.lead.late-delivery', { provide: texts.formats.date(row.provide_on) })
    : null;
}

/** Orders and agreements that wait to be carried out, beside that of the headline. */
function otherOrders(
  texts: Texts,
  { orders, today }: TrackedCase,
  told: RunningOrder | null,
): readonly string[] {
  return orders.filter((order) => order !== told).map((order) => orderWords(texts, order, today));
}

/** What both sides agreed on waits for the payment of what it leaves of the cost (decision 0093). */
function agreedUnpaid(texts: Texts, { objections }: TrackedCase): string | null {
  const agreed = objections.find(({ order }) => order?.waitsForPayment === true);
  if (agreed?.order == null) return null;
  const amount = texts.formats.rupiah(agreed.settlement?.cost ?? 0);
  return texts.t('tracking.lead.agreed-unpaid', {
    amount,
    date: texts.formats.date(agreed.order.carryOutBy),
  });
}

function lateRepair(texts: Texts, { row, hasLateRepair }: TrackedCase): string | null {
  const waits = hasLateRepair && takesRepair(row.status);
  return waits ? texts.t('tracking.lead.late-repair') : null;
}

/** `a`, `a dan b`, `a, b, dan c`. */
export function listed(texts: Texts, parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return last;
  const comma = parts.length > 2 ? ',' : '';
  return `${parts.slice(0, -1).join(', ')}${comma} ${texts.t('tracking.and')} ${last}`;
}
