import { Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verify } from 'otplib';
import { Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';

const PERIOD_SECONDS = 30;
/** The step before counts too: telephones are slow, and so are people. */
const TOLERANCE = [PERIOD_SECONDS, 0] as [number, number];
const ISSUER = 'PPID Kota Ambon';

/** Codes of six digits from an authenticator (TOTP, RFC 6238). Each opens once. */
@Injectable()
export class SecondFactor {
  constructor(private readonly vault: Vault) {}

  /** A fresh secret in base32. */
  newSecret(): string {
    return generateSecret();
  }

  /** The address that authenticators read. */
  addressOf(label: string, secret: string): string {
    return generateURI({ issuer: ISSUER, label, secret });
  }

  /** The form in which the secret is stored. */
  seal(staffId: string, secret: string): Buffer {
    return this.vault.seal(secret, placeOf(staffId));
  }

  /** Whether the code fits the sealed secret now and has not been used before. */
  async accepts(tx: Tx, staffId: string, sealed: Buffer, code: string): Promise<boolean> {
    return this.acceptsPlain(tx, staffId, this.vault.open(sealed, placeOf(staffId)).toString('utf8'), code);
  }

  /** The same for a secret that is not stored yet. */
  async acceptsPlain(tx: Tx, staffId: string, secret: string, code: string): Promise<boolean> {
    const token = code.replace(/[\s\p{Cf}\p{Pd}]/gu, '');
    if (!/^\d{6}$/u.test(token)) return false;
    const clock = await tx.query<{ seconds: number }>(
      'SELECT floor(extract(epoch FROM clock_timestamp()))::float8 AS seconds',
    );
    const result = await verify({
      secret,
      token,
      period: PERIOD_SECONDS,
      epoch: clock[0]?.seconds ?? 0,
      epochTolerance: TOLERANCE,
    });
    return result.valid && (await this.useOnce(tx, staffId, token));
  }

  // A code is good for two steps at most: who has used it within five minutes does not use it again.
  private async useOnce(tx: Tx, staffId: string, token: string): Promise<boolean> {
    const key = this.vault.index('used codes', `${staffId}|${token}`);
    const used = await tx.query(
      `WITH old AS (
         DELETE FROM attempt_counters
         WHERE scope = 'used-code' AND key_hash = $1 AND window_start < clock_timestamp() - interval '5 minutes'
       )
       SELECT 1 FROM attempt_counters
       WHERE scope = 'used-code' AND key_hash = $1 AND window_start >= clock_timestamp() - interval '5 minutes'`,
      [key],
    );
    if (used.length > 0) return false;
    await tx.query(
      `INSERT INTO attempt_counters (scope, key_hash, window_start) VALUES ('used-code', $1, clock_timestamp())`,
      [key],
    );
    return true;
  }
}

const placeOf = (staffId: string): string => `staff|totp_sealed|${staffId}`;
