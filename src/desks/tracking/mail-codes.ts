import { Injectable } from '@nestjs/common';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { CaseLinks } from '../../cases/requests/case-links.js';
import { RequesterNews } from '../../cases/requests/requester-news.js';
import { AttemptLimits } from '../../office/access/attempt-limits.js';
import { networkOf } from '../../office/staff/network.js';
import { newId } from '../../platform/crypto/new-id.js';
import { random, sameSecret, Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { ALL, requesterOf } from '../../platform/database/scope.js';

export const CODE_MINUTES = 10;
const DIGITS = 8;
const MOST_GUESSES = 5;
const MAILS_PER_HOUR = 5;
const NETWORK_MAILS_PER_HOUR = 30;
const HOUR = 3600;

interface KeptCode {
  readonly id: string;
  readonly code_hash: Buffer;
  readonly attempts: number;
}

/**
 * Mails that let the requester in: the link to the status, and a code of 8 digits, good for 10 minutes and once, that
 * opens the content. Both go only to the address of the case, a few an hour; a sixth wrong guess spoils a code.
 */
@Injectable()
export class MailCodes {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
    private readonly limits: AttemptLimits,
  ) {}

  /** Sends the status link. Over the cap nothing is sent, and nobody is told. */
  async sendLink(row: CaseRow, address: string): Promise<void> {
    if (!(await this.maySend('link', row, address))) return;
    await this.database.transaction(requesterOf(row.id), ALL, (tx) =>
      this.news.tell<'link-requested'>(tx, row, {
        kind: 'link-requested',
        effectKey: `link-requested:${row.id}:${newId()}`,
        data: { number: row.register_number, link: this.links.statusPath(row.id, row.link_epoch) },
      }),
    );
  }

  /** Sends a fresh code; the ones before it stop working. */
  async sendCode(row: CaseRow, address: string): Promise<void> {
    if (!(await this.maySend('code', row, address))) return;
    const id = newId();
    const code = newCode();
    await this.database.transaction(requesterOf(row.id), ALL, async (tx) => {
      await tx.execute(
        `DELETE FROM mail_codes WHERE purpose = 'track' AND (subject_hash = $1 OR expires_at < clock_timestamp())`,
        [this.subject(row)],
      );
      await tx.query(
        `INSERT INTO mail_codes (id, purpose, subject_hash, code_hash, expires_at)
         VALUES ($1, 'track', $2, $3, clock_timestamp() + interval '${String(CODE_MINUTES)} minutes')`,
        [id, this.subject(row), this.vault.index('mail code', `${id}|${code}`)],
      );
      await this.news.tell<'mail-code'>(tx, row, {
        kind: 'mail-code',
        effectKey: `mail-code:${id}`,
        data: { code, minutes: CODE_MINUTES },
      });
    });
  }

  /** Uses a code up. False for a wrong, old, used or spoiled one. */
  async use(row: CaseRow, typed: string): Promise<boolean> {
    const code = typed.normalize('NFKC').replace(/[\s.\p{Pd}\p{Cf}]/gu, '');
    return this.database.transaction(requesterOf(row.id), ALL, async (tx) => {
      const rows = await tx.query<KeptCode>(
        `SELECT id, code_hash, attempts FROM mail_codes
         WHERE purpose = 'track' AND subject_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp()
         ORDER BY created_at DESC LIMIT 1 FOR UPDATE`,
        [this.subject(row)],
      );
      const kept = rows[0];
      if (kept === undefined || kept.attempts >= MOST_GUESSES) return false;
      const right = sameSecret(kept.code_hash, this.vault.index('mail code', `${kept.id}|${code}`));
      await tx.execute(
        right
          ? 'UPDATE mail_codes SET used_at = clock_timestamp() WHERE id = $1'
          : 'UPDATE mail_codes SET attempts = attempts + 1 WHERE id = $1',
        [kept.id],
      );
      return right;
    });
  }

  private subject(row: CaseRow): Buffer {
    return this.vault.index('mail code subject', row.id);
  }

  private async maySend(what: 'link' | 'code', row: CaseRow, address: string): Promise<boolean> {
    const wait = await this.limits.hit([
      { scope: `track-${what}`, key: row.id, most: MAILS_PER_HOUR, windowSeconds: HOUR },
      {
        scope: `track-${what}-network`,
        key: networkOf(address),
        most: NETWORK_MAILS_PER_HOUR,
        windowSeconds: HOUR,
      },
    ]);
    return wait === 0;
  }
}

function newCode(): string {
  // 48 random bits modulo 10^8: the bias is below one in three million.
  return String(random(6).readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0');
}
