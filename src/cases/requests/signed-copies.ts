import { Injectable } from '@nestjs/common';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, notFound } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseRow } from './case-row.js';

/**
 * Signed copies of letters, by electronic signature or scanned. Once there is one it is the letter that the requester
 * gets; the printed one stays beside it, and a copy that is replaced stays in the files and in the trail.
 */
@Injectable()
export class SignedCopies {
  constructor(
    private readonly files: ClaimFiles,
    private readonly transitions: CaseTransitions,
  ) {}

  /** Ties an upload to the case as a signed copy. Throws 422 (`signedFileId`) when it is unknown or no PDF. */
  async claim(tx: Tx, caseId: string, fileId: string): Promise<void> {
    const [file] = await tx.query<{ type: string }>(
      `SELECT type FROM files WHERE id = $1 AND case_id IS NULL AND purpose = 'upload'`,
      [fileId],
    );
    if (file !== undefined && file.type !== 'application/pdf') {
      throw invalid([
        { field: 'signedFileId', code: 'wrong-type', message: 'requests.errors.signed-copy-type' },
      ]);
    }
    const lost = await this.files.claim(tx, caseId, [fileId], 'letter', 'staff');
    if (lost.length > 0)
      throw invalid([
        { field: 'signedFileId', code: 'unknown-file', message: 'problems.fields.unknown-file' },
      ]);
  }

  /** Lays a signed copy beside an issued letter. Throws 404 for a letter of another case, 422 for the file. */
  async add(tx: Tx, row: CaseRow, letterId: string, fileId: string): Promise<CaseRow> {
    const [letter] = await tx.query<{ kind: string; number: string | null; signed_file_id: string | null }>(
      'SELECT kind, number, signed_file_id FROM letters WHERE id = $1 AND case_id = $2 FOR UPDATE',
      [letterId, row.id],
    );
    if (letter === undefined) throw notFound();
    await this.claim(tx, row.id, fileId);
    await tx.execute('UPDATE letters SET signed_file_id = $2, signed_at = $3, signed_by = $4 WHERE id = $1', [
      letterId,
      fileId,
      await tx.now(),
      tx.actor.id,
    ]);
    const replaced = letter.signed_file_id === null ? {} : { replaced: letter.signed_file_id };
    return this.transitions.recordChange(
      tx,
      row,
      'letter-signed',
      {},
      { facts: { letterId, letter: letter.kind, number: letter.number, fileId, ...replaced } },
    );
  }
}
