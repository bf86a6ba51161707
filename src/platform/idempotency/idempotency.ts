import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../crypto/canonical-json.js';
import { sha256, Vault } from '../crypto/vault.js';
import type { Tx } from '../database/tx.js';
import { keyMissing, keyReused } from '../http/problems.js';

/** What makes a repeat the same act: the client's key for one route and one account, and the body it came with. */
export interface RepeatKey {
  readonly route: string;
  readonly account: string;
  readonly key: string;
  readonly body: unknown;
}

interface Kept {
  readonly body_hash: Buffer;
  readonly answer_sealed: Buffer | null;
}

const KEY = /^[\x21-\x7e]{16,64}$/u;

/** Reads the header; 16 to 64 visible signs. Throws 422 `idempotency-key-missing`. */
export function readIdempotencyKey(header: unknown): string {
  if (typeof header !== 'string' || !KEY.test(header)) throw keyMissing();
  return header;
}

/**
 * Same key, same answer; same key with another body is 422. By constraint: the first transaction inserts the key, a
 * parallel repeat waits for it and then reads its answer. The answer is kept sealed for seven days, because it may
 * hold a tracking code.
 */
@Injectable()
export class Idempotency {
  constructor(private readonly vault: Vault) {}

  /** Runs `work` once for this key inside `tx`; a repeat gets the kept answer. */
  async once<Answer>(
    tx: Tx,
    repeat: RepeatKey,
    work: (keep: (caseId: string) => void) => Promise<Answer>,
  ): Promise<Answer> {
    const bodyHash = sha256(canonicalJson(repeat.body ?? null));
    const id = [repeat.route, repeat.account, repeat.key] as const;
    const mine = await tx.query(
      `INSERT INTO idempotency_keys (route, account, key, body_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [...id, bodyHash],
    );
    if (mine.length === 0) return this.kept<Answer>(tx, id, bodyHash);
    let caseId: string | null = null;
    const answer = await work((of) => {
      caseId = of;
    });
    tx.withCommit(
      `UPDATE idempotency_keys SET answer_sealed = $4, status = 200, case_id = $5 WHERE route = $1 AND account = $2 AND key = $3`,
      [...id, this.vault.seal(JSON.stringify(answer), place(id)), caseId],
    );
    return answer;
  }

  /**
   * Whether this key has done its act on one of these routes already, whatever it came with: for a repeat whose body
   * went with the act, as a draft does that is sent.
   */
  async isSpent(
    tx: Tx,
    routes: readonly string[],
    { account, key }: Pick<RepeatKey, 'account' | 'key'>,
  ): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM idempotency_keys WHERE route = ANY ($1) AND account = $2 AND key = $3 AND answer_sealed IS NOT NULL`,
      [routes, account, key],
    );
    return rows.length > 0;
  }

  /** The kept answer of a filing, for its receipt page and first receipt; null when seven days are over. */
  async answerOfCase<Answer>(tx: Tx, route: string, caseId: string): Promise<Answer | null> {
    const rows = await tx.query<Kept & { route: string; account: string; key: string }>(
      `SELECT route, account, key, body_hash, answer_sealed FROM idempotency_keys WHERE case_id = $1 AND route = $2 LIMIT 1`,
      [caseId, route],
    );
    const row = rows[0];
    if (row?.answer_sealed == null) return null;
    return this.open<Answer>(row.answer_sealed, [row.route, row.account, row.key]);
  }

  private async kept<Answer>(
    tx: Tx,
    id: readonly [string, string, string],
    bodyHash: Buffer,
  ): Promise<Answer> {
    const rows = await tx.query<Kept>(
      'SELECT body_hash, answer_sealed FROM idempotency_keys WHERE route = $1 AND account = $2 AND key = $3',
      [...id],
    );
    const row = rows[0];
    if (row?.answer_sealed == null) throw new Error('an idempotency key without an answer');
    if (!row.body_hash.equals(bodyHash)) throw keyReused();
    return this.open<Answer>(row.answer_sealed, id);
  }

  private open<Answer>(sealed: Buffer, id: readonly [string, string, string]): Answer {
    return JSON.parse(this.vault.open(sealed, place(id)).toString('utf8')) as Answer;
  }
}

function place(id: readonly [string, string, string]): string {
  return `idempotency_keys|answer_sealed|${id.join('|')}`;
}
