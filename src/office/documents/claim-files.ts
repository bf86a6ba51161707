import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';

/** What an unfiled upload becomes when a case takes it. */
export type ClaimPurpose =
  'attachment' | 'identity' | 'authority' | 'answer' | 'material' | 'record' | 'letter';

/**
 * Ties uploads to a case. Only files that nobody has taken can be tied, so that an id guessed or used twice gives
 * nothing; untaken uploads go after 24 hours.
 */
@Injectable()
export class ClaimFiles {
  /**
   * `caseId` null for a record of something that has no case. Returns the ids that could not be tied: unknown, expired
   * or already of a case.
   */
  async claim(
    tx: Tx,
    caseId: string | null,
    ids: readonly string[],
    purpose: ClaimPurpose,
    uploadedBy: 'requester' | 'staff',
  ): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const taken = await tx.query<{ id: string }>(
      `UPDATE files SET case_id = $1, purpose = $3, expires_at = NULL, uploaded_by = $4
       WHERE id = ANY ($2::uuid[]) AND case_id IS NULL AND purpose = 'upload' RETURNING id`,
      [caseId, ids, purpose, uploadedBy],
    );
    const known = new Set(taken.map((row) => row.id));
    return ids.filter((id) => !known.has(id));
  }

  /** The same for an objection that no request stands behind. */
  async claimForObjection(
    tx: Tx,
    objectionId: string,
    ids: readonly string[],
    purpose: ClaimPurpose,
    uploadedBy: 'requester' | 'staff',
  ): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const taken = await tx.query<{ id: string }>(
      `UPDATE files SET objection_id = $1, purpose = $3, expires_at = NULL, uploaded_by = $4
       WHERE id = ANY ($2::uuid[]) AND case_id IS NULL AND objection_id IS NULL AND purpose = 'upload' RETURNING id`,
      [objectionId, ids, purpose, uploadedBy],
    );
    const known = new Set(taken.map((row) => row.id));
    return ids.filter((id) => !known.has(id));
  }

  /** Keeps an upload of staff as a paper of the office itself, for instance a decree. False when it is not there. */
  async claimForOffice(tx: Tx, id: string): Promise<boolean> {
    const taken = await tx.query(
      `UPDATE files SET purpose = 'record', expires_at = NULL, uploaded_by = 'staff'
       WHERE id = $1 AND case_id IS NULL AND purpose = 'upload' RETURNING id`,
      [id],
    );
    return taken.length === 1;
  }
}
