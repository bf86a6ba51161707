import { keyedHash, type Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';

const DAYS_KEPT = 60;

/**
 * What the office is still writing, of one kind: sealed and bound to what it is about, found by a keyed hash alone, and
 * gone after 60 days without a save. The step that it was written for forgets it in its own transaction.
 */
export class SealedDrafts<Draft extends object> {
  private readonly key: Buffer;

  constructor(
    private readonly vault: Vault,
    private readonly kind: 'answer' | 'refusal' | 'reply',
  ) {
    this.key = vault.keyOf(`${kind} drafts`);
  }

  /** What was saved about this subject, or null. */
  async read(tx: Tx, subjectId: string, lock: '' | 'FOR UPDATE' = ''): Promise<Draft | null> {
    const idHash = keyedHash(this.key, subjectId);
    const rows = await tx.query<{ sealed: Buffer }>(
      `SELECT sealed FROM drafts WHERE id_hash = $1 AND expires_at > clock_timestamp() ${lock}`,
      [idHash],
    );
    const sealed = rows[0]?.sealed;
    if (sealed === undefined) return null;
    return JSON.parse(this.vault.open(sealed, this.place(idHash)).toString('utf8')) as Draft;
  }

  /** Saves it in the place of what was there. */
  async write(tx: Tx, subjectId: string, draft: Draft): Promise<void> {
    const idHash = keyedHash(this.key, subjectId);
    await tx.query(
      `INSERT INTO drafts (id_hash, sealed, expires_at)
       VALUES ($1, $2, clock_timestamp() + interval '${String(DAYS_KEPT)} days')
       ON CONFLICT (id_hash) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at,
         updated_at = clock_timestamp()`,
      [idHash, this.vault.seal(JSON.stringify(draft), this.place(idHash))],
    );
  }

  async forget(tx: Tx, subjectId: string): Promise<void> {
    await tx.execute('DELETE FROM drafts WHERE id_hash = $1', [keyedHash(this.key, subjectId)]);
  }

  private place(idHash: Buffer): string {
    return `drafts|sealed|${this.kind}:${idHash.toString('hex')}`;
  }
}
