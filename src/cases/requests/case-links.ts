import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { keyedHash, sameSecret, sha256, Vault } from '../../platform/crypto/vault.js';
import type { LinkPath } from '../../office/notifications/mail-kind.js';

const TOKEN_BYTES = 16;

/**
 * The secret links of a case. A link's token is derived from the case and its epoch and kept only as a hash; raising
 * the epoch revokes every link that went out.
 */
@Injectable()
export class CaseLinks {
  private readonly key: Buffer;

  constructor(
    vault: Vault,
    private readonly config: Config,
  ) {
    this.key = vault.keyOf('case links');
  }

  /** Token of the status link (128 bits): opens number, dates and state, never content. */
  statusToken(caseId: string, epoch: number): string {
    return this.derive(`status|${caseId}|${String(epoch)}`);
  }

  /** What `cases.link_token_hash` holds. */
  hashOf(token: string): Buffer {
    return sha256(token);
  }

  /** Path of the status page for mails, letters and the QR sign. */
  statusPath(caseId: string, epoch: number): LinkPath {
    return `/permohonan-saya?k=${this.statusToken(caseId, epoch)}`;
  }

  /** The three links of a filing's answer. */
  ofFiling(caseId: string, epoch: number): { tracking: string; receipt: string; calendar: string } {
    const token = this.statusToken(caseId, epoch);
    const base = this.config.publicUrl;
    return {
      tracking: `${base}/permohonan-saya?k=${token}`,
      receipt: `${base}/permohonan/terkirim/tanda-bukti.pdf?p=${caseId}.${this.receiptToken(caseId)}`,
      calendar: `${base}/permohonan-saya/kalender.ics?k=${token}`,
    };
  }

  /** The secret of the receipt made at filing; it travels only in the filing's own answer. */
  receiptToken(caseId: string): string {
    return this.derive(`receipt|${caseId}`);
  }

  /** Reads `<case>.<token>` of a receipt link; null when it was not made here. */
  caseOfReceipt(value: string): string | null {
    const [caseId, token] = value.split('.');
    if (caseId === undefined || token === undefined) return null;
    return sameSecret(Buffer.from(token), Buffer.from(this.receiptToken(caseId))) ? caseId : null;
  }

  private derive(what: string): string {
    return keyedHash(this.key, what).subarray(0, TOKEN_BYTES).toString('base64url');
  }
}
