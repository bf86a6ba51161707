import { Injectable } from '@nestjs/common';
import { keyedHash, Vault } from '../../../platform/crypto/vault.js';
import type { Tx } from '../../../platform/database/tx.js';
import { Problem } from '../../../platform/http/problems.js';
import type { DraftFile } from '../../decisions/pages/answer-draft.js';
import type { ActForm } from '../../requests/pages/act-form.js';

const DAYS_KEPT = 60;

/** A proposal as it is being written: the fields as they were typed, and the files of the part that is given. */
export interface RefusalDraft {
  readonly form: ActForm;
  readonly files: readonly DraftFile[];
  /** Counts the saves: a form made from an older one is stale. */
  readonly revision: number;
  readonly savedBy: string;
  readonly savedAt: string;
}

const EMPTY: RefusalDraft = { form: {}, files: [], revision: 0, savedBy: '', savedAt: '' };

/** The proposal that an agency prepares for a case: one draft for all its officers, sealed. */
@Injectable()
export class RefusalDrafts {
  private readonly key: Buffer;

  constructor(private readonly vault: Vault) {
    this.key = vault.keyOf('refusal drafts');
  }

  /** The draft of a case; an empty one where nothing is saved yet. */
  async read(tx: Tx, caseId: string, lock: '' | 'FOR UPDATE' = ''): Promise<RefusalDraft> {
    const idHash = keyedHash(this.key, caseId);
    const rows = await tx.query<{ sealed: Buffer }>(
      `SELECT sealed FROM drafts WHERE id_hash = $1 AND expires_at > clock_timestamp() ${lock}`,
      [idHash],
    );
    const sealed = rows[0]?.sealed;
    if (sealed === undefined) return EMPTY;
    return JSON.parse(this.vault.open(sealed, place(idHash)).toString('utf8')) as RefusalDraft;
  }

  /** Saves what was typed; `seen` is the revision that the form was made from. Throws 409 `stale`. */
  async save(
    tx: Tx,
    caseId: string,
    seen: number,
    typed: Pick<RefusalDraft, 'form' | 'files'>,
  ): Promise<RefusalDraft> {
    const found = await this.read(tx, caseId, 'FOR UPDATE');
    if (found.revision !== seen) {
      const changes = [{ event: 'draft-saved', at: found.savedAt, by: found.savedBy }];
      throw new Problem(409, 'stale', {}, [], { changes });
    }
    const savedAt = (await tx.now()).toISOString();
    const draft = { ...typed, revision: found.revision + 1, savedBy: tx.actor.name ?? '', savedAt };
    const idHash = keyedHash(this.key, caseId);
    await tx.query(
      `INSERT INTO drafts (id_hash, sealed, expires_at)
       VALUES ($1, $2, clock_timestamp() + interval '${String(DAYS_KEPT)} days')
       ON CONFLICT (id_hash) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at,
         updated_at = clock_timestamp()`,
      [idHash, this.vault.seal(JSON.stringify(draft), place(idHash))],
    );
    return draft;
  }

  /** Forgets the draft in the transaction of the proposal. */
  async forget(tx: Tx, caseId: string): Promise<void> {
    await tx.execute('DELETE FROM drafts WHERE id_hash = $1', [keyedHash(this.key, caseId)]);
  }
}

function place(idHash: Buffer): string {
  return `drafts|sealed|refusal:${idHash.toString('hex')}`;
}
