import { Injectable } from '@nestjs/common';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import type { DisputeRow } from './dispute-row.js';

/** Papers of a dispute: records of the case it belongs to, or of none. */
@Injectable()
export class DisputeFiles {
  constructor(private readonly files: ClaimFiles) {}

  /** Keeps uploads for good. Throws 422 at `field` for one that is unknown, expired or somebody else's already. */
  async keep(tx: Tx, caseId: string | null, ids: readonly string[], field: string): Promise<void> {
    mustBeTaken(await this.files.claim(tx, caseId, ids, 'record', 'staff'), field);
  }

  /** Keeps what is handed over to the requester: files of the request, or of the objection that has none. Throws as `keep`. */
  async handOver(
    tx: Tx,
    { case_id: caseId, objection_id: objectionId }: Pick<DisputeRow, 'case_id' | 'objection_id'>,
    ids: readonly string[],
  ): Promise<void> {
    const lost =
      caseId === null
        ? await this.files.claimForObjection(tx, objectionId, ids, 'answer', 'staff')
        : await this.files.claim(tx, caseId, ids, 'answer', 'staff');
    mustBeTaken(lost, 'fileIds');
  }
}

function mustBeTaken(lost: readonly string[], field: string): void {
  if (lost.length > 0) {
    throw invalid([{ field, code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
  }
}
