import { Injectable } from '@nestjs/common';
import { CaseLinks } from '../../cases/requests/case-links.js';
import { caseColumns, type CaseRow } from '../../cases/requests/case-row.js';
import { RegisterNumbers } from '../../office/register/register-numbers.js';
import { readTrackingCode } from '../../platform/crypto/tracking-code.js';
import { sameSecret, Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { ALL, PUBLIC } from '../../platform/database/scope.js';
import { lockedSql, TrackingAttempts, type Attempted } from './tracking-attempts.js';

type Found = CaseRow & { readonly locked: boolean };

const BY_NUMBER = {
  requests: 'c.register_number = $1',
  objections: 'c.id = (SELECT o.case_id FROM objections o WHERE o.register_number = $1)',
} as const;

const NO_CODE = Buffer.alloc(32);

/**
 * The doors to a case: number and code, number and mail, link. Wrong number, wrong code and locked are one answer with
 * the same work behind it; which of them it was is known to nobody outside.
 */
@Injectable()
export class FindCase {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly register: RegisterNumbers,
    private readonly links: CaseLinks,
    private readonly attempts: TrackingAttempts,
  ) {}

  /** By the number of a request or of its objection, and the tracking code; null for every kind of no. */
  async byCode(typedNumber: string, typedCode: string, network: string): Promise<CaseRow | null> {
    const code = readTrackingCode(typedCode.slice(0, 60)) ?? typedCode.slice(0, 60);
    const hash = this.vault.index('tracking code', code);
    const read = this.readNumber(typedNumber);
    const attempted = this.attempts.of(read.number, network);
    const found = await this.lookUp(read, attempted);
    const right = sameSecret(hash, found?.tracking_code_hash ?? NO_CODE);
    if (found !== null && right && !found.locked) return found;
    await this.database.transaction(PUBLIC, ALL, (tx) => this.attempts.fail(tx, attempted));
    return null;
  }

  /** The same for somebody who is in by the link already and types only the code. */
  async confirmsCode(row: CaseRow, typedCode: string, network: string): Promise<boolean> {
    return (await this.byCode(row.register_number, typedCode, network)) !== null;
  }

  /** The number as the objection register writes it, when a number of that register was typed. */
  objectionNumberOf(typed: string): string | null {
    const read = this.readNumber(typed);
    return read.register === 'objections' ? read.number : null;
  }

  /** By number alone: for sending the link to the requester, whoever asks for it. */
  async byNumber(typedNumber: string): Promise<CaseRow | null> {
    const read = this.readNumber(typedNumber);
    return this.lookUp(read, { keys: [], most: [] });
  }

  /** By the token of a status link; null when it is revoked or was never ours. */
  async byLink(token: string): Promise<CaseRow | null> {
    if (!/^[\w-]{22}$/u.test(token)) return null;
    const rows = await this.database.once<CaseRow>(
      PUBLIC,
      ALL,
      `SELECT ${caseColumns('c')} FROM cases c WHERE c.link_token_hash = $1`,
      [this.links.hashOf(token)],
    );
    return rows[0] ?? null;
  }

  private async lookUp(
    read: { readonly register: keyof typeof BY_NUMBER; readonly number: string },
    attempted: Attempted,
  ): Promise<Found | null> {
    const rows = await this.database.once<Found>(
      PUBLIC,
      ALL,
      `SELECT ${lockedSql('$2')} AS locked, ${caseColumns('c')} FROM cases c WHERE ${BY_NUMBER[read.register]}`,
      [read.number, attempted.keys],
    );
    return rows[0] ?? null;
  }

  private readNumber(typed: string): { register: keyof typeof BY_NUMBER; number: string } {
    // PostgreSQL takes no NUL in a text: such a number is one more that nobody has.
    const number = typed.slice(0, 60).replaceAll('\0', '');
    return this.register.read(number) ?? { register: 'requests', number };
  }
}
