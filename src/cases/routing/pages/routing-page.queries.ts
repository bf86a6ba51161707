import type { Tx } from '../../../platform/database/tx.js';

/** What the routing of a case knows so far. */
export interface RoutingStanding {
  readonly decision: 'suggest' | 'triage';
  readonly suggestions: readonly {
    readonly agency: string;
    readonly score: number;
    readonly because: readonly string[];
    readonly reasonText?: string;
  }[];
  readonly outside_city: { readonly word: string; readonly body: string } | null;
}

export async function routingStanding(tx: Tx, caseId: string): Promise<RoutingStanding | null> {
  const rows = await tx.query<RoutingStanding>(
    'SELECT decision, suggestions, outside_city FROM routing_suggestions WHERE case_id = $1',
    [caseId],
  );
  return rows[0] ?? null;
}

/** The last time an agency handed the case back, and what it advised. */
export interface HandedBack {
  readonly from_agency: string | null;
  readonly reason: string;
  readonly suggested_agency: string | null;
  readonly at: Date;
}

export async function handedBack(tx: Tx, caseId: string): Promise<HandedBack | null> {
  const rows = await tx.query<HandedBack>(
    `SELECT from_agency, reason, suggested_agency, at FROM assignments
     WHERE case_id = $1 AND act = 'handed-back' ORDER BY at DESC LIMIT 1`,
    [caseId],
  );
  return rows[0] ?? null;
}

/** Open and late cases of some agencies. */
export interface AgencyLoad {
  readonly agency_code: string;
  readonly open: number;
  readonly late: number;
}

export async function agencyLoads(
  tx: Tx,
  codes: readonly string[],
  now: Date,
): Promise<readonly AgencyLoad[]> {
  if (codes.length === 0) return [];
  return tx.query<AgencyLoad>(
    `SELECT agency_code, count(*)::integer AS open,
       (count(*) FILTER (WHERE noticed_at IS NULL AND status <> 'incomplete' AND due_at <= $2))::integer AS late
     FROM cases WHERE agency_code = ANY ($1) AND closed_at IS NULL GROUP BY agency_code`,
    [codes, now],
  );
}
