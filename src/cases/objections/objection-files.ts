import { Injectable } from '@nestjs/common';
import { ClaimFiles, type ClaimPurpose } from '../../office/documents/claim-files.js';
import type { Tx } from '../../platform/database/tx.js';

/** Whose files they become. */
export interface ObjectionOwner {
  readonly row: { readonly id: string } | null;
  readonly objection: { readonly id: string };
}

/** Uploads that an objection takes: they become the request's, or the objection's own where there is none. */
@Injectable()
export class ObjectionFiles {
  constructor(private readonly files: ClaimFiles) {}

  /** Returns the ids that could not be taken: unknown, expired or taken already. */
  claim(
    tx: Tx,
    { row, objection }: ObjectionOwner,
    ids: readonly string[],
    purpose: ClaimPurpose,
    by: 'requester' | 'staff',
  ): Promise<readonly string[]> {
    return row === null
      ? this.files.claimForObjection(tx, objection.id, ids, purpose, by)
      : this.files.claim(tx, row.id, ids, purpose, by);
  }
}
