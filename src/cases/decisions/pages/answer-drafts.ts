import { Injectable } from '@nestjs/common';
import { keyedHash, Vault } from '../../../platform/crypto/vault.js';
import type { Tx } from '../../../platform/database/tx.js';
import { Problem } from '../../../platform/http/problems.js';
import { emptyAnswer, type AnswerDraft } from './answer-draft.js';

const DAYS_KEPT = 60;

/**
 * The answer that an agency prepares for a case: one draft for all its officers, sealed, with who saved it last. A
 * draft that somebody else has saved meanwhile is never overwritten: 409 `stale` with who and when.
 */
@Injectable()
export class AnswerDrafts {
  private readonly key: Buffer;

  constructor(private readonly vault: Vault) {
    this.key = vault.keyOf('answer drafts');
  }

  /** The draft of a case; an empty one where nothing is saved yet. */
  async read(tx: Tx, caseId: string, lock: '' | 'FOR UPDATE' = ''): Promise<AnswerDraft> {
    const idHash = this.idOf(caseId);
    const rows = await tx.query<{ sealed: Buffer }>(
      `SELECT sealed FROM drafts WHERE id_hash = $1 AND expires_at > clock_timestamp() ${lock}`,
      [idHash],
    );
    const sealed = rows[0]?.sealed;
    if (sealed === undefined) return emptyAnswer();
    const saved = JSON.parse(this.vault.open(sealed, place(idHash)).toString('utf8')) as Partial<AnswerDraft>;
    return { ...emptyAnswer(), ...saved };
  }

  /** Saves a change; `seen` is the revision that the form was made from. Throws 409 `stale`. */
  async save(
    tx: Tx,
    caseId: string,
    seen: number,
    change: (draft: AnswerDraft) => Partial<AnswerDraft>,
  ): Promise<AnswerDraft> {
    const found = await this.read(tx, caseId, 'FOR UPDATE');
    if (found.revision !== seen) {
      const changes = [{ event: 'draft-saved', at: found.savedAt, by: found.savedBy }];
      throw new Problem(409, 'stale', {}, [], { changes });
    }
    const draft = {
      ...found,
      ...change(found),
      revision: found.revision + 1,
      savedBy: tx.actor.name ?? '',
      savedAt: (await tx.now()).toISOString(),
    };
    const idHash = this.idOf(caseId);
    await tx.query(
      `INSERT INTO drafts (id_hash, sealed, expires_at)
       VALUES ($1, $2, clock_timestamp() + interval '${String(DAYS_KEPT)} days')
       ON CONFLICT (id_hash) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at,
         updated_at = clock_timestamp()`,
      [idHash, this.vault.seal(JSON.stringify(draft), place(idHash))],
    );
    return draft;
  }

  /** Forgets the draft in the transaction of the answer. */
  async forget(tx: Tx, caseId: string): Promise<void> {
    await tx.execute('DELETE FROM drafts WHERE id_hash = $1', [this.idOf(caseId)]);
  }

  private idOf(caseId: string): Buffer {
    return keyedHash(this.key, caseId);
  }
}

function place(idHash: Buffer): string {
  return `drafts|sealed|answer:${idHash.toString('hex')}`;
}
