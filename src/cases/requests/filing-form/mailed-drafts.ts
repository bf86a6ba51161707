import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../../law/local-date.js';
import { AttemptLimits } from '../../../office/access/attempt-limits.js';
import { Outbox } from '../../../office/notifications/outbox.js';
import { newId } from '../../../platform/crypto/new-id.js';
import { random, randomSecret, sameSecret, sha256, Vault } from '../../../platform/crypto/vault.js';
import { Database } from '../../../platform/database/database.js';
import { NOTHING, PUBLIC } from '../../../platform/database/scope.js';
import type { Tx } from '../../../platform/database/tx.js';
import { tooMany } from '../../../platform/http/problems.js';
import { Drafts } from './drafts.js';

const CODE_MINUTES = 10;
const CODE_DIGITS = 8;
const MOST_GUESSES = 5;
const MAILS_PER_ADDRESS_PER_DAY = 6;
const MAILS_PER_NETWORK_PER_HOUR = 20;

interface KeptCode {
  readonly id: string;
  readonly code_hash: Buffer;
  readonly attempts: number;
}

/**
 * Drafts that travel by mail: a secret link finds the draft, a code sent to the same address opens it. The link works
 * once; wrong, used and expired look the same.
 */
@Injectable()
export class MailedDrafts {
  constructor(
    private readonly database: Database,
    private readonly drafts: Drafts,
    private readonly outbox: Outbox,
    private readonly vault: Vault,
    private readonly limits: AttemptLimits,
  ) {}

  /** Mails the link of a draft; earlier links end. False when the draft is gone. Throws 429. */
  async sendLink(
    secret: string,
    to: { readonly address: string; readonly language: 'id' | 'en'; readonly network: string },
  ): Promise<boolean> {
    await this.hold(to.address, to.network);
    const token = randomSecret();
    const found = await this.drafts.saveTo(secret, to.address, sha256(token));
    if (found === null) return false;
    await this.database.transaction(PUBLIC, NOTHING, (tx) =>
      this.outbox.enqueue<'draft-saved'>(tx, {
        kind: 'draft-saved',
        effectKey: `draft-saved:${newId()}`,
        caseId: null,
        recipient: { kind: 'address', address: to.address, language: to.language },
        data: { expiresOn: localDayOf(found.expiresAt), link: `/permohonan/lanjutkan?t=${token}` },
      }),
    );
    return true;
  }

  /** The address of the draft behind a link, or null. */
  async addressOf(token: string): Promise<string | null> {
    return this.database.read(PUBLIC, NOTHING, async (tx) => {
      const idHash = await this.idHashOf(tx, token);
      return idHash === null ? null : ((await this.drafts.read(tx, idHash, ''))?.draft.savedTo ?? null);
    });
  }

  /** Mails a fresh code for a link; the ones before it end. Nothing happens for a link that is not ours. Throws 429. */
  async sendCode(token: string, language: 'id' | 'en', network: string): Promise<void> {
    const address = await this.addressOf(token);
    if (address === null) return;
    await this.hold(address, network);
    const id = newId();
    const code = String(random(6).readUIntBE(0, 6) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0');
    await this.database.transaction(PUBLIC, NOTHING, async (tx) => {
      await tx.execute(`DELETE FROM mail_codes WHERE purpose = 'draft' AND subject_hash = $1`, [
        sha256(token),
      ]);
      await tx.query(
        `INSERT INTO mail_codes (id, purpose, subject_hash, code_hash, expires_at)
         VALUES ($1, 'draft', $2, $3, clock_timestamp() + make_interval(mins => $4))`,
        [id, sha256(token), this.hashOf(id, code), CODE_MINUTES],
      );
      await this.outbox.enqueue<'mail-code'>(tx, {
        kind: 'mail-code',
        effectKey: `mail-code:${id}`,
        caseId: null,
        recipient: { kind: 'address', address, language },
        data: { code, minutes: CODE_MINUTES },
      });
    });
  }

  /** Opens a draft by link and code: the new secret for this browser, or null. A sixth wrong guess spoils the code. */
  async open(token: string, typed: string): Promise<string | null> {
    const code = typed.normalize('NFKC').replace(/[\s.\p{Pd}\p{Cf}]/gu, '');
    return this.database.transaction(PUBLIC, NOTHING, async (tx) => {
      const kept = await this.lockCode(tx, token);
      if (kept === null || kept.attempts >= MOST_GUESSES) return null;
      if (!sameSecret(kept.code_hash, this.hashOf(kept.id, code))) {
        await tx.execute('UPDATE mail_codes SET attempts = attempts + 1 WHERE id = $1', [kept.id]);
        return null;
      }
      await tx.execute('UPDATE mail_codes SET used_at = clock_timestamp() WHERE id = $1', [kept.id]);
      const idHash = await this.idHashOf(tx, token);
      if (idHash === null) return null;
      await tx.execute('UPDATE drafts SET resume_token_hash = NULL WHERE id_hash = $1', [idHash]);
      return this.drafts.moveTo(tx, idHash);
    });
  }

  private async lockCode(tx: Tx, token: string): Promise<KeptCode | null> {
    const rows = await tx.query<KeptCode>(
      `SELECT id, code_hash, attempts FROM mail_codes
       WHERE purpose = 'draft' AND subject_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp()
       ORDER BY created_at DESC LIMIT 1 FOR UPDATE`,
      [sha256(token)],
    );
    return rows[0] ?? null;
  }

  private async idHashOf(tx: Tx, token: string): Promise<Buffer | null> {
    const rows = await tx.query<{ id_hash: Buffer }>(
      `SELECT id_hash FROM drafts
       WHERE resume_token_hash = $1 AND filed_case_id IS NULL AND expires_at > clock_timestamp()`,
      [sha256(token)],
    );
    return rows[0]?.id_hash ?? null;
  }

  private hashOf(id: string, code: string): Buffer {
    return this.vault.index('mail code', `${id}|${code}`);
  }

  private async hold(address: string, network: string): Promise<void> {
    const wait = await this.limits.hit([
      {
        scope: 'draft-mail',
        key: address.toLowerCase(),
        most: MAILS_PER_ADDRESS_PER_DAY,
        windowSeconds: 86_400,
      },
      { scope: 'draft-mail-network', key: network, most: MAILS_PER_NETWORK_PER_HOUR, windowSeconds: 3_600 },
    ]);
    if (wait > 0) throw tooMany(wait);
  }
}
