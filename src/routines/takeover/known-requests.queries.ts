import type { LocalDate } from '../../law/local-date.js';
import type { RequestState } from '../../law/request-states.js';
import type { Tx } from '../../platform/database/tx.js';

/** A request that an older objection names. */
export interface KnownRequest {
  readonly id: string;
  readonly number: string;
  readonly requesterId: string;
  readonly agency: string | null;
  readonly receivedOn: LocalDate;
  readonly objectionUntil: LocalDate | null;
  readonly status: RequestState;
  /** Whole rupiah that an older register asks for; null where it asks for nothing. */
  readonly cost: number | null;
  /** Every day on which an older register has information handed over. */
  readonly providedOn: readonly LocalDate[];
}

/** Requests by their register numbers; what is not in the register is left out. `lock` before anything is written. */
export async function requestsByNumber(
  tx: Tx,
  numbers: readonly string[],
  lock: '' | 'FOR UPDATE' = '',
): Promise<ReadonlyMap<string, KnownRequest>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.query<KnownRequest>(
    `SELECT id, register_number AS number, requester_id AS "requesterId", agency_code AS agency,
       received_on AS "receivedOn", objection_until AS "objectionUntil", status,
       (SELECT i.cost FROM imported_entries i WHERE i.case_id = cases.id) AS cost,
       coalesce((SELECT array_remove(i.provided_before || i.provided_on, NULL)::text[] FROM imported_entries i
         WHERE i.case_id = cases.id), '{}') AS "providedOn"
     FROM cases WHERE register_number = ANY ($1) AND parent_id IS NULL ORDER BY id ${lock}`,
    [[...new Set(numbers)]],
  );
  return new Map(rows.map((row) => [row.number, row]));
}
