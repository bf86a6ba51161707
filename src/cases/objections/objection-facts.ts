import type { DecisionKind } from '../../law/decision-kinds.js';
import { laterOf, localDayOf, type LocalDate } from '../../law/local-date.js';
import type { NoticeFacts, ObjectionFacts } from '../../law/objection-windows.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';

interface DecisionRow {
  readonly outcome: DecisionKind;
  readonly at: Date;
  readonly late: boolean;
  readonly cost: number;
  readonly provide_on: LocalDate | null;
  readonly delivered_on: LocalDate | null;
  /** The day on which a printed notice was received, once the desk has recorded it. */
  readonly posted_to: LocalDate | null;
}

const DECISIONS = /* sql */ `
  SELECT d.outcome, d.at, d.late, d.cost_copy + d.cost_delivery + d.cost_other AS cost, d.provide_on, v.delivered_on,
    p.received_on AS posted_to
  FROM decisions d LEFT JOIN deliveries v ON v.case_id = d.case_id
  LEFT JOIN postings p ON p.effect_key = 'answered:' || d.case_id
  WHERE d.case_id = $1 ORDER BY d.at`;

/** What the law asks about a case before it says which grounds are open (law.md 6.4). Two statements. */
export async function objectionFacts(tx: Tx, row: CaseRow): Promise<ObjectionFacts> {
  const decisions = await tx.query<DecisionRow>(DECISIONS, [row.id]);
  const orders = await tx.query<{ carryOutBy: LocalDate; carriedOutOn: LocalDate | null }>(
    `SELECT carry_out_by AS "carryOutBy", carried_out_on AS "carriedOutOn" FROM objection_orders WHERE case_id = $1`,
    [row.id],
  );
  return {
    state: row.status,
    replyDue: row.due_on,
    notices: [...decisions.map(noticeOf), ...(await closing(tx, row))],
    orders,
  };
}

/** T7 counts from receipt (UU 14/2008 art. 36(1)): by mail the day of sending, by post the day that was recorded. */
function noticeOf(decision: DecisionRow): NoticeFacts {
  const sentOn = localDayOf(decision.at);
  return {
    kind: decision.outcome,
    receivedOn: laterOf(sentOn, decision.posted_to ?? sentOn),
    wasLate: decision.late,
    namesCost: decision.cost > 0,
    provideOn: decision.provide_on,
    deliveredOn: decision.delivered_on,
  };
}

/**
 * A request that was never completed has no notice, but its closing bears ground e: since the last day of T3, or since the
 * letter about it was received.
 */
async function closing(tx: Tx, row: CaseRow): Promise<readonly NoticeFacts[]> {
  if (row.outcome !== 'closed_incomplete' || row.repair_due_on === null) return [];
  const [posted] = await tx.query<{ received_on: LocalDate }>(
    `SELECT received_on FROM postings WHERE case_id = $1 AND received_on > $2 AND effect_key LIKE 'closed-incomplete:%'
     ORDER BY received_on DESC LIMIT 1`,
    [row.id, row.repair_due_on],
  );
  const receivedOn = posted?.received_on ?? row.repair_due_on;
  return [
    {
      kind: 'closed_incomplete',
      receivedOn,
      dayZero: posted === undefined ? 'end-of-term' : 'receipt',
      wasLate: false,
      namesCost: false,
      provideOn: null,
      deliveredOn: null,
    },
  ];
}
