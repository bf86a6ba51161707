import { OBJECTION_GROUNDS } from '../../law/objection-grounds.js';
import { OBJECTION_RESULTS } from './objection-facts.js';
import type { StandingObjection } from './register.queries.js';

/** A dispute before the information commission, as far as it has come. */
export interface DisputeFacts {
  readonly commission_number: string;
  readonly filed_on: string;
  readonly status: string;
}

/** The stages of a dispute in their order (law.md 7, rows 25-26). */
export const DISPUTE_STATUSES = ['registered', 'mediated', 'ruled', 'court', 'cassation', 'final'] as const;

export interface DisputeFigures {
  readonly received: number;
  readonly answeredInTime: number;
  readonly late: number;
  readonly results: readonly { readonly key: string; readonly count: number }[];
  readonly grounds: readonly { readonly key: string; readonly count: number }[];
  readonly filedAtCommission: number;
  readonly disputes: readonly { readonly key: string; readonly count: number }[];
}

/** Objections of the year and disputes filed in it (K21:57 letter d). */
export function disputeFigures(
  objections: readonly StandingObjection[],
  disputes: readonly DisputeFacts[],
): DisputeFigures {
  const count = (holds: (row: StandingObjection) => boolean): number => objections.filter(holds).length;
  return {
    received: objections.length,
    answeredInTime: count(({ standing }) => standing.answeredAt !== null && !standing.late),
    late: count(({ standing }) => standing.late),
    results: OBJECTION_RESULTS.map((key) => ({
      key,
      count: count(({ standing }) => standing.result === key),
    })),
    grounds: OBJECTION_GROUNDS.map(({ ground }) => ({
      key: ground,
      count: count(({ facts }) => facts.grounds.includes(ground)),
    })),
    filedAtCommission: disputes.length,
    disputes: DISPUTE_STATUSES.map((key) => ({
      key,
      count: disputes.filter(({ status }) => status === key).length,
    })),
  };
}
