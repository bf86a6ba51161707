import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseRow } from './case-row.js';

/**
 * The desk has looked into an attachment of the requester and found nobody named in it: from now on the answering
 * unit may open it. Throws 404 for a file that is no attachment of this case. Marking it twice changes nothing.
 */
@Injectable()
export class ClearFile {
  constructor(private readonly transitions: CaseTransitions) {}

  async run(tx: Tx, row: CaseRow, fileId: string): Promise<CaseRow> {
    const rows = await tx.query<{ free: boolean }>(
      `SELECT identity_free_at IS NOT NULL AS free FROM files
       WHERE id = $1 AND case_id = $2 AND purpose = 'attachment' FOR UPDATE`,
      [fileId, row.id],
    );
    const file = rows[0];
    if (file === undefined) throw notFound();
    if (file.free) return row;
    await tx.execute('UPDATE files SET identity_free_at = $2, identity_free_by = $3 WHERE id = $1', [
      fileId,
      await tx.now(),
      tx.actor.id,
    ]);
    return this.transitions.recordChange(tx, row, 'file-cleared', {}, { facts: { fileId } });
  }
}
