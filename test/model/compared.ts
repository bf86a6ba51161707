import { orderDueOf, type ModelCase } from './model-case.js';
import { letterDueOf } from './model-facts.js';
import { runningClocks } from './running-clocks.js';
import type { Truth } from './truth.js';

type Compared = Readonly<Record<string, unknown>>;

/** What the program says, as far as the model has its own opinion. */
export function seenOf(truth: Truth): Compared {
  return {
    request: truth.request,
    parts: truth.parts.map(({ status }) => status),
    objections: truth.objections.map(({ id: _, version: __, dispute, ...rest }) => ({
      ...rest,
      dispute: dispute === null ? null : { ...dispute, id: '', version: 0 },
    })),
    alone: truth.alone.map(({ id: _, version: __, ...rest }) => rest),
    clocks: truth.clocks,
    broken: truth.broken,
  };
}

/** The same by the rulebook: no invariant is ever broken. */
export function lawOf(model: ModelCase): Compared {
  return {
    request: {
      status: model.state,
      due: model.replyDue,
      repairDue: model.repairDue,
      extended: model.extendedOn !== null,
      objectionUntil: model.objectionUntil,
      provideOn: model.provideOn,
      promisedBy: model.promisedBy,
      outcome: model.outcome,
      agency: model.agency,
      orderDue: orderDueOf(model),
      letterDue: letterDueOf(model),
      firstTerm: model.dueBefore,
    },
    parts: model.parts.map(({ state }) => state),
    objections: model.objections.map(({ number, status, replyDue, commissionUntil, dispute }) => ({
      number,
      status,
      replyDue,
      commissionUntil,
      dispute:
        dispute === null
          ? null
          : {
              id: '',
              version: 0,
              status: dispute.status,
              furtherUntil: dispute.furtherUntil,
              startDue: dispute.startDue,
              endDue: dispute.endDue,
            },
    })),
    alone: model.alone.map(({ number, status, replyDue, commissionUntil }) => ({
      number,
      status,
      replyDue,
      commissionUntil,
    })),
    clocks: runningClocks(model),
    broken: [],
  };
}
