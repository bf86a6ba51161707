import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { CloseObjection } from './close-objection.js';
import { ObjectionFiles } from './objection-files.js';
import type { ObjectionRow, ObjectionTarget } from './objection-row.js';

/**
 * The desk withdraws an objection on the requester's written word: the paper, kept as a record, or where it lies.
 * Without either it throws 422, for nothing would show that the requester wanted it.
 */
@Injectable()
export class WithdrawByDesk {
  constructor(
    private readonly files: ObjectionFiles,
    private readonly close: CloseObjection,
  ) {}

  async run(
    tx: Tx,
    target: ObjectionTarget,
    { reason, fileId }: { readonly reason: string | null; readonly fileId: string | null },
  ): Promise<ObjectionRow> {
    if (fileId === null && (reason ?? '').trim() === '')
      throw invalid([{ field: 'reason', code: 'missing', message: 'objections.errors.written-word' }]);
    const ids = fileId === null ? [] : [fileId];
    const lost = await this.files.claim(tx, target, ids, 'record', 'staff');
    if (lost.length > 0)
      throw invalid([{ field: 'fileId', code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
    return this.close.withdraw(tx, target, { reason, fileId, byKind: 'staff' });
  }
}
