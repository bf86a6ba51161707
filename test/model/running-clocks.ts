import type { LocalDate } from '../../src/law/local-date.js';
import { replyTermRuns } from '../../src/law/request-states.js';
import { awaitsPosting, isOrderOpen, partsOwed, type ModelCase, type ModelObjection } from './model-case.js';

/** The clocks of the law that run now, as `kind last-day`, in order: what the due rows of the case must be. */
export function runningClocks(model: ModelCase): readonly string[] {
  const clocks: string[] = [];
  const add = (kind: string, day: LocalDate | null, runs: boolean): void => {
    if (runs) clocks.push(`${kind} ${day ?? 'never'}`);
  };
  add('completeness-check', model.completenessDue, model.state === 'received' || awaitsPosting(model));
  add('repair', model.repairDue, model.state === 'incomplete' && model.repairDue !== null);
  add('reply', model.replyDue, replyTermRuns(model) && !model.silent);
  for (const { by, lapsed } of partsOwed(model)) add('delivery', by, by !== null && !lapsed);
  add('objection-window', model.objectionUntil, model.windowOpen);
  for (const { reviewOn, told } of model.decrees) add('exemption-review', reviewOn, !told);
  for (const { dueOn, runs } of model.materials) add('material', dueOn, runs);
  for (const objection of model.objections) {
    addClocks(objection, add);
    const { dispute } = objection;
    if (dispute === null) continue;
    const kind = dispute.status === 'ruled' ? 'court-window' : 'cassation-window';
    add(kind, dispute.furtherUntil, dispute.furtherRuns);
    const { orderDue, orderLapsed, orderWaits } = dispute;
    add('dispute-order', orderDue, orderDue !== null && !orderLapsed && !orderWaits);
  }
  for (const objection of model.alone) addClocks(objection, add);
  return clocks.sort();
}

function addClocks(
  objection: ModelObjection,
  add: (kind: string, day: LocalDate | null, runs: boolean) => void,
): void {
  add('objection-reply', objection.replyDue, objection.status === 'open');
  add('order-execution', objection.orderDue, isOrderOpen(objection) && !objection.orderLapsed);
  add('commission-window', objection.commissionUntil, objection.commissionRuns);
}
