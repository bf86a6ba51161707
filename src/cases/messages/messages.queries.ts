import type { Tx } from '../../platform/database/tx.js';

/** A message as both sides read it. */
export interface CaseMessage {
  readonly id: string;
  readonly direction: 'from-requester' | 'to-requester';
  readonly text: string;
  readonly fileIds: readonly string[];
  readonly at: Date;
}

interface Row {
  readonly id: string;
  readonly direction: CaseMessage['direction'];
  readonly text: string;
  readonly file_ids: readonly string[];
  readonly at: Date;
}

/** The messages of a case that this transaction sees, oldest first. */
export async function messagesOfCase(tx: Tx, caseId: string): Promise<readonly CaseMessage[]> {
  const rows = await tx.query<Row>(
    `SELECT m.id, m.direction, m.text, m.file_ids, m.at FROM messages m JOIN cases c ON c.id = m.case_id
     WHERE m.case_id = $1 ORDER BY m.at, m.id`,
    [caseId],
  );
  return rows.map(({ id, direction, text, file_ids, at }) => ({
    id,
    direction,
    text,
    fileIds: file_ids,
    at,
  }));
}
