import { Injectable } from '@nestjs/common';
import { Vault } from '../../../platform/crypto/vault.js';
import type { Tx } from '../../../platform/database/tx.js';
import { Problem } from '../../../platform/http/problems.js';
import type { DraftFile } from '../../decisions/pages/answer-draft.js';
import type { ActForm } from '../../requests/pages/act-form.js';
import { SealedDrafts } from '../../requests/sealed-drafts.js';

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
  private readonly kept: SealedDrafts<RefusalDraft>;

  constructor(vault: Vault) {
    this.kept = new SealedDrafts(vault, 'refusal');
  }

  /** The draft of a case; an empty one where nothing is saved yet. */
  async read(tx: Tx, caseId: string, lock: '' | 'FOR UPDATE' = ''): Promise<RefusalDraft> {
    return (await this.kept.read(tx, caseId, lock)) ?? EMPTY;
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
    await this.kept.write(tx, caseId, draft);
    return draft;
  }

  /** Forgets the draft in the transaction of the proposal. */
  forget(tx: Tx, caseId: string): Promise<void> {
    return this.kept.forget(tx, caseId);
  }
}
