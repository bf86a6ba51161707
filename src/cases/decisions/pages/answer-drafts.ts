import { Injectable } from '@nestjs/common';
import { Vault } from '../../../platform/crypto/vault.js';
import type { Tx } from '../../../platform/database/tx.js';
import { Problem } from '../../../platform/http/problems.js';
import { SealedDrafts } from '../../requests/sealed-drafts.js';
import { emptyAnswer, type AnswerDraft } from './answer-draft.js';

/**
 * The answer that an agency prepares for a case: one draft for all its officers, sealed, with who saved it last. A
 * draft that somebody else has saved meanwhile is never overwritten: 409 `stale` with who and when.
 */
@Injectable()
export class AnswerDrafts {
  private readonly kept: SealedDrafts<Partial<AnswerDraft>>;

  constructor(vault: Vault) {
    this.kept = new SealedDrafts(vault, 'answer');
  }

  /** The draft of a case; an empty one where nothing is saved yet. */
  async read(tx: Tx, caseId: string, lock: '' | 'FOR UPDATE' = ''): Promise<AnswerDraft> {
    return { ...emptyAnswer(), ...(await this.kept.read(tx, caseId, lock)) };
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
    await this.kept.write(tx, caseId, draft);
    return draft;
  }

  /** Forgets the draft in the transaction of the answer. */
  forget(tx: Tx, caseId: string): Promise<void> {
    return this.kept.forget(tx, caseId);
  }
}
