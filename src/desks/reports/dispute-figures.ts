import { OBJECTION_GROUNDS } from '../../law/objection-grounds.js';
import { wentToCommission } from '../../office/register/written-dispute.js';
import { OBJECTION_RESULTS } from './objection-facts.js';
import type { StandingObjection } from './register.queries.js';

/** A dispute before the information commission with the steps and orders that were recorded of it. */
export interface DisputeFacts {
  readonly commission_number: string;
  readonly filed_on: string;
  readonly status: string;
  readonly suit_filed_on: string | null;
  readonly cassation_filed_on: string | null;
  readonly steps: readonly string[];
  /** Without those that a later ruling ended, confirmed or replaced: an order counts once. */
  readonly orders: number;
  readonly orders_done: number;
}

/** Decisions of a dispute in their order (law.md 7, row 26). */
export const DISPUTE_STEPS = ['mediation-agreed', 'ruling', 'court-ruling', 'cassation-ruling'] as const;

export interface DisputeFigures {
  readonly received: number;
  /** Of them, taken over from an older register. */
  readonly imported: number;
  readonly answeredInTime: number;
  readonly late: number;
  readonly results: readonly { readonly key: string; readonly count: number }[];
  readonly grounds: readonly { readonly key: string; readonly count: number }[];
  /** Orders of the superior with a day to carry them out, and those that were. */
  readonly orders: number;
  readonly ordersDone: number;
  readonly filedAtCommission: number;
  /**
   * Of them, known from an older register alone. That names no day of filing and no ruling: such a dispute counts in the
   * year of its objection and in no step, until the desk enters it as one of its own.
   */
  readonly disputesImported: number;
  /** Disputes without a decision yet, by decision, and those that are final. */
  readonly disputes: readonly { readonly key: string; readonly count: number }[];
  /** Disputes that went to a court, and on to cassation: filed, or known by the court's decision alone. */
  readonly suits: number;
  readonly cassations: number;
  readonly rulingOrders: number;
  readonly rulingOrdersDone: number;
}

/** Objections of the year and disputes filed in it (K21:57 letter d). */
export function disputeFigures(
  objections: readonly StandingObjection[],
  disputes: readonly DisputeFacts[],
): DisputeFigures {
  const imported = objections.filter(
    ({ facts, standing }) => standing.commissionNumber === null && wentToCommission(facts.imported_response),
  ).length;
  const count = (holds: (row: StandingObjection) => boolean): number => objections.filter(holds).length;
  return {
    received: objections.length,
    imported: count(({ facts }) => facts.imported),
    answeredInTime: count(({ standing }) => standing.answeredOn !== null && !standing.late),
    late: count(({ standing }) => standing.late),
    results: OBJECTION_RESULTS.map((key) => ({
      key,
      count: count(({ standing }) => standing.result === key),
    })),
    grounds: OBJECTION_GROUNDS.map(({ ground }) => ({
      key: ground,
      count: count(({ facts }) => facts.grounds.includes(ground)),
    })),
    orders: count(({ facts, standing }) => standing.answeredAt !== null && facts.carry_out_by !== null),
    ordersDone: count(({ standing }) => standing.answeredAt !== null && standing.carriedOutOn !== null),
    filedAtCommission: disputes.length + imported,
    disputesImported: imported,
    disputes: [
      { key: 'undecided', count: disputes.filter(({ steps }) => steps.length === 0).length },
      ...DISPUTE_STEPS.map((key) => ({
        key,
        count: disputes.filter(({ steps }) => steps.includes(key)).length,
      })),
      { key: 'final', count: disputes.filter(({ status }) => status === 'final').length },
    ],
    suits: disputes.filter(isSued).length,
    cassations: disputes.filter(isInCassation).length,
    rulingOrders: disputes.reduce((sum, { orders }) => sum + orders, 0),
    rulingOrdersDone: disputes.reduce((sum, { orders_done: done }) => sum + done, 0),
  };
}

function isSued(dispute: DisputeFacts): boolean {
  return dispute.suit_filed_on !== null || dispute.steps.includes('court-ruling') || isInCassation(dispute);
}

function isInCassation({ cassation_filed_on: filedOn, steps }: DisputeFacts): boolean {
  return filedOn !== null || steps.includes('cassation-ruling');
}
