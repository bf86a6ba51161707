import { Injectable } from '@nestjs/common';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';

/** Papers of a dispute: records of the case it belongs to, or of none. */
@Injectable()
export class DisputeFiles {
  constructor(private readonly files: ClaimFiles) {}

  /** Keeps uploads for good. Throws 422 at `field` for one that is unknown, expired or somebody else's already. */
  async keep(tx: Tx, caseId: string | null, ids: readonly string[], field: string): Promise<void> {
    const lost = await this.files.claim(tx, caseId, ids, 'record', 'staff');
    if (lost.length > 0) {
      throw invalid([{ field, code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
    }
  }
}
