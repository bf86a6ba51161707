import { can, type PolicyAction } from '../../office/access/policy.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound, notYourRole, Problem } from '../../platform/http/problems.js';
import { caseColumns, type CaseRow } from './case-row.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Refuses an address that no case can have before anything is asked of the database. Throws 404. */
export function mustBeCaseId(id: string): void {
  if (!UUID.test(id)) throw notFound();
}

/** Reads a case that this actor may see under this policy row. Throws 404 (missing or foreign) or 403. */
export async function readCase(tx: Tx, action: PolicyAction, id: string): Promise<CaseRow> {
  mustBeCaseId(id);
  return seenBy(tx, action, await select(tx, id, ''));
}

/**
 * Locks a case for a step. The transaction's scope and the policy row decide who may; `version` is what the actor's
 * page showed: another one is 409 `stale` with what changed since.
 */
export async function lockCase(tx: Tx, action: PolicyAction, id: string, version: number): Promise<CaseRow> {
  mustBeCaseId(id);
  const found = seenBy(tx, action, await lockRow(tx, id));
  if (found.version !== version) throw await stale(tx, found, version);
  return found;
}

/** Locks a case for a timer or for its requester, who hold it by other means than the policy table. */
export async function lockOwnCase(tx: Tx, id: string): Promise<CaseRow> {
  const row = await lockRow(tx, id);
  if (row === undefined) throw notFound();
  return row;
}

/**
 * The one lock order of a family: the request, then its parts in the order of their numbers. An answered part looks at
 * its request and at the other parts, and what happens to the request reaches the parts; in two orders they would wait
 * for each other. A case that is no part costs one statement, as ever.
 */
async function lockRow(tx: Tx, id: string): Promise<CaseRow | undefined> {
  const whole = await select(tx, id, 'AND c.parent_id IS NULL FOR UPDATE OF c');
  if (whole !== undefined) return whole;
  // The agency of a part does not see the request: it only waits for it.
  await tx.widened(() =>
    tx.query(
      'SELECT 1 FROM cases r WHERE r.id = (SELECT p.parent_id FROM cases p WHERE p.id = $1) FOR UPDATE OF r',
      [id],
    ),
  );
  return select(tx, id, 'FOR UPDATE OF c');
}

/** The parts of a request in the order of their numbers, locked. */
export function lockParts(tx: Tx, requestId: string): Promise<CaseRow[]> {
  return tx.query<CaseRow>(
    `SELECT ${caseColumns('c')} FROM cases c WHERE c.parent_id = $1 ORDER BY c.register_number FOR UPDATE OF c`,
    [requestId],
  );
}

async function select(tx: Tx, id: string, condition: string): Promise<CaseRow | undefined> {
  const [row] = await tx.query<CaseRow>(
    `SELECT ${caseColumns('c')} FROM cases c WHERE c.id = $1 ${condition}`,
    [id],
  );
  return row;
}

function seenBy(tx: Tx, action: PolicyAction, row: CaseRow | undefined): CaseRow {
  if (row === undefined) throw notFound();
  const verdict = can(tx.actor, action, { agency: row.agency_code });
  if (verdict === 'not-your-role') throw notYourRole();
  if (verdict !== 'allowed') throw notFound();
  return row;
}

async function stale(tx: Tx, row: CaseRow, seen: number): Promise<Problem> {
  const changes = await tx.query<{ event: string; at: Date; by: string | null }>(
    `SELECT event, effective_at AS at, actor_name AS by FROM audit
     WHERE case_id = $1 AND (facts->>'version')::integer > $2 AND visible_to <> 'system' ORDER BY seq`,
    [row.id, seen],
  );
  return new Problem(409, 'stale', {}, [], {
    version: row.version,
    changes: changes.map(({ event, at, by }) => ({ event, at: at.toISOString(), by })),
  });
}
