import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';
import type { ActForm } from '../requests/pages/act-form.js';
import { SealedDrafts } from '../requests/sealed-drafts.js';

/** A reply as one person is writing it: the fields as they were typed. */
export interface ReplyDraft {
  readonly form: ActForm;
  /** Counts the saves: a form made from an older one is stale. 0 where nothing is saved. */
  readonly revision: number;
  readonly savedAt: string | null;
}

/** By the person who writes. */
type Drafts = Readonly<Record<string, ReplyDraft>>;

const NONE: ReplyDraft = { form: {}, revision: 0, savedAt: null };

/**
 * The replies that superior and delegate are writing to one objection, sealed. Each sees the own one alone: who was named
 * in the superior's stead (D10) is not to be led by what the superior had begun. They go together, with the objection's
 * answer or its other end, and after 60 days without a save.
 */
@Injectable()
export class ReplyDrafts {
  private readonly kept: SealedDrafts<Drafts>;

  constructor(vault: Vault) {
    this.kept = new SealedDrafts(vault, 'reply');
  }

  /** The draft of the person of this transaction; an empty one where nothing is saved. */
  async read(tx: Tx, objectionId: string): Promise<ReplyDraft> {
    return (await this.kept.read(tx, objectionId))?.[tx.actor.id ?? ''] ?? NONE;
  }

  /** Saves what was typed; null where it was saved meanwhile from another page than `seen`. */
  async save(tx: Tx, objectionId: string, seen: number, form: ActForm): Promise<ReplyDraft | null> {
    const all = (await this.kept.read(tx, objectionId, 'FOR UPDATE')) ?? {};
    const me = tx.actor.id ?? '';
    const found = all[me] ?? NONE;
    if (found.revision !== seen) return null;
    const draft = { form, revision: found.revision + 1, savedAt: (await tx.now()).toISOString() };
    await this.kept.write(tx, objectionId, { ...all, [me]: draft });
    return draft;
  }

  /** Forgets the drafts of all in the transaction that ends the objection's wait. */
  forget(tx: Tx, objectionId: string): Promise<void> {
    return this.kept.forget(tx, objectionId);
  }
}
