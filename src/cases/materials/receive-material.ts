import { Injectable } from '@nestjs/common';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { materialsOf } from './materials.queries.js';

/** What came back from the other unit. */
export interface MaterialAnswer {
  /** Null = the oldest request that waits. */
  readonly materialId: string | null;
  readonly answer: string;
  readonly fileIds: readonly string[];
}

/**
 * Records what the other unit gave. It stays in the office: what of it goes to the requester, the answer decides.
 * Throws 409 when nothing is waited for, 422 for an unknown request or file.
 */
@Injectable()
export class ReceiveMaterial {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly files: ClaimFiles,
    private readonly dueRows: DueRows,
  ) {}

  async run(tx: Tx, row: CaseRow, given: MaterialAnswer): Promise<CaseRow> {
    const asked = await materialsOf(tx, row.id);
    const waiting = asked.filter(({ receivedAt }) => receivedAt === null);
    const wanted = given.materialId === null ? waiting[0] : asked.find(({ id }) => id === given.materialId);
    if (wanted === undefined && given.materialId !== null) {
      throw invalid([{ field: 'materialId', code: 'unknown-value', message: 'materials.errors.unknown' }]);
    }
    if (wanted === undefined || wanted.receivedAt !== null) throw refused('not-in-this-state');
    const lost = await this.files.claim(tx, row.id, given.fileIds, 'material', 'staff');
    if (lost.length > 0) {
      throw invalid([{ field: 'fileIds', code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
    }
    await tx.execute(
      `UPDATE material_requests SET received_at = $2, received_by = $3, answer = $4, file_ids = $5 WHERE id = $1`,
      [wanted.id, await tx.now(), tx.actor.id, given.answer, given.fileIds],
    );
    await this.dueRows.stopOne(tx, row.id, 'material', wanted.id);
    return this.transitions.recordChange(tx, row, 'material-received', {});
  }
}
