import { owedFirst } from '../../law/state-sets.js';
import type { LocalDate } from '../../law/local-date.js';
import type { CaseRow } from './case-row.js';

/** What the office owes first of this case; null where it owes nothing. */
export function owedOf({
  status: state,
  provide_on: provideOn,
  order_due_on: orderDueOn,
}: Pick<CaseRow, 'status' | 'provide_on' | 'order_due_on'>): ReturnType<typeof owedFirst> {
  return owedFirst({ state, provideOn, orderDueOn });
}

/** T6 of what was granted; null while it waits for the payment. */
export function grantedDayOf(
  row: Pick<CaseRow, 'provide_on' | 'granted_due_on' | 'promised_due_on'>,
): LocalDate | null {
  return row.promised_due_on === null ? row.provide_on : row.granted_due_on;
}

/** Whether what was promised beside a grant is due before what was granted. */
export function isPromiseNext(
  row: Pick<CaseRow, 'provide_on' | 'granted_due_on' | 'promised_due_on'>,
): boolean {
  const { promised_due_on: day, provide_on: next, granted_due_on: granted } = row;
  return day !== null && day === next && day !== granted;
}

/**
 * `owesDelivery` of the law, of the row with this alias: what was granted and is not there, and what was not documented
 * yet and was promised. Two halves, each with an index of its own.
 */
export function owedDelivery(alias: string): string {
  return `((${alias}.closed_at IS NULL AND ${alias}.status = 'granted_open') OR ${promisedDelivery(alias)})`;
}

/** Of these the closed ones: what was not documented yet is closed as it was answered, and owed all the same. */
export function promisedDelivery(alias: string): string {
  return `(${alias}.status = 'closed_not_documented' AND ${alias}.provide_on IS NOT NULL)`;
}
