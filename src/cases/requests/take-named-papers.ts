import { Injectable } from '@nestjs/common';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Tx } from '../../platform/database/tx.js';
import type { FieldFault } from '../../platform/http/problems.js';
import type { CaseRow } from './case-row.js';
import type { NamedPaper } from './named-papers.js';

/** Ties papers to the request by what they are: what proves who asks, or for whom, is no attachment for an agency. */
@Injectable()
export class TakeNamedPapers {
  constructor(
    private readonly files: ClaimFiles,
    private readonly requesters: Requesters,
  ) {}

  /** Returns a fault at `papers.<item>` for each that is unknown, expired or taken already. */
  async run(
    tx: Tx,
    row: CaseRow,
    papers: readonly NamedPaper[],
    by: 'requester' | 'staff',
  ): Promise<readonly FieldFault[]> {
    const faults: FieldFault[] = [];
    for (const { item, fileId } of papers) {
      const purpose = item === 'identity' ? 'identity' : 'authority';
      const lost = await this.files.claim(tx, row.id, [fileId], purpose, by);
      const message = 'problems.fields.unknown-file';
      if (lost.length > 0) faults.push({ field: `papers.${item}`, code: 'unknown-file', message });
      else if (item === 'identity') await this.requesters.recordIdentityPaper(tx, row.requester_id, fileId);
    }
    return faults;
  }
}
