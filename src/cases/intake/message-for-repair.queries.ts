import type { Tx } from '../../platform/database/tx.js';

/** A message of the requester as it may be taken for a repair. */
export interface RequesterMessageRow {
  readonly id: string;
  readonly text: string;
  readonly fileIds: readonly string[];
  readonly at: Date;
}

const SELECT = `SELECT m.id, m.text, m.file_ids AS "fileIds", m.at FROM messages m
  WHERE m.case_id = $1 AND m.direction = 'from-requester'
    AND m.at >= (SELECT max(l.sent_at) FROM incompleteness_letters l WHERE l.case_id = $1)`;

/** Messages of the requester since the letter of incompleteness, newest first. */
export async function messagesSinceLetter(tx: Tx, caseId: string): Promise<readonly RequesterMessageRow[]> {
  return tx.query<RequesterMessageRow>(`${SELECT} ORDER BY m.at DESC LIMIT 10`, [caseId]);
}

/** One of them, or null. */
export async function messageForRepair(
  tx: Tx,
  caseId: string,
  messageId: string,
): Promise<RequesterMessageRow | null> {
  const rows = await tx.query<RequesterMessageRow>(`${SELECT} AND m.id = $2`, [caseId, messageId]);
  return rows[0] ?? null;
}
