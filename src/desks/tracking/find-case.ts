import { Injectable } from '@nestjs/common';
import { CaseLinks } from '../../cases/requests/case-links.js';
import { caseColumns, type CaseRow } from '../../cases/requests/case-row.js';
import { RegisterNumbers } from '../../office/register/register-numbers.js';
import { readTrackingCode } from '../../platform/crypto/tracking-code.js';
import { sameSecret, Vault } from '../../platform/crypto/vault.js';
import { Database, type RowsOf, type Statement } from '../../platform/database/database.js';
import { ALL, narrowTo, PUBLIC } from '../../platform/database/scope.js';
import { lockedSql, TrackingAttempts, type Attempted } from './tracking-attempts.js';

type Found = CaseRow & { readonly locked: boolean; readonly narrowed: string | null };

/** What somebody types to be let in, and from where. */
export interface TypedCode {
  readonly number: string;
  readonly code: string;
  readonly network: string;
}

/** A case, and what was asked of it. */
export interface CaseWith<Rows extends readonly unknown[]> {
  readonly row: CaseRow;
  readonly told: RowsOf<Rows>;
}

// Who has the right code, and is not locked, is let see the case by the statements behind.
const lookUp = (which: string): string => /* sql */ `
  SELECT l.locked, CASE WHEN c.tracking_code_hash = $3 AND NOT l.locked THEN ${narrowTo('c.id')} END AS narrowed, ${caseColumns('c')}
  FROM cases c CROSS JOIN (SELECT ${lockedSql('$2')} AS locked) l WHERE ${which}`;
const LOOK_UP = {
  requests: lookUp('c.register_number = $1'),
  objections: lookUp('c.id = (SELECT o.case_id FROM objections o WHERE o.register_number = $1)'),
} as const;

const NO_CODE = Buffer.alloc(32);
const NO_ATTEMPT: Attempted = { keys: [], most: [] };

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
    return (await this.byCodeWith({ number: typedNumber, code: typedCode, network }, []))?.row ?? null;
  }

  /** The same with what these statements say of the case (`CASE_IN_SIGHT`): for every kind of no they see none. */
  async byCodeWith<Rows extends readonly unknown[]>(
    { number: typedNumber, code: typedCode, network }: TypedCode,
    statements: readonly Statement[],
  ): Promise<CaseWith<Rows> | null> {
    const code = readTrackingCode(typedCode.slice(0, 60)) ?? typedCode.slice(0, 60);
    const hash = this.vault.index('tracking code', code);
    const read = this.readNumber(typedNumber);
    const attempted = this.attempts.of(read.number, network);
    const [[found], ...told] = await this.lookUp<Rows>(read, { attempted, hash }, statements);
    const right = sameSecret(hash, found?.tracking_code_hash ?? NO_CODE);
    if (found !== undefined && right && !found.locked)
      return { row: caseOf(found), told: told as RowsOf<Rows> };
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
    const [[found]] = await this.lookUp(read, { attempted: NO_ATTEMPT, hash: NO_CODE }, []);
    return found === undefined ? null : caseOf(found);
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

  private lookUp<Rows extends readonly unknown[]>(
    read: { readonly register: keyof typeof LOOK_UP; readonly number: string },
    { attempted, hash }: { readonly attempted: Attempted; readonly hash: Buffer },
    statements: readonly Statement[],
  ): Promise<RowsOf<[Found, ...Rows]>> {
    const params = [read.number, attempted.keys, hash];
    return this.database.together<[Found, ...Rows]>(PUBLIC, ALL, [
      { sql: LOOK_UP[read.register], params },
      ...statements,
    ]);
  }

  private readNumber(typed: string): { register: keyof typeof LOOK_UP; number: string } {
    // PostgreSQL takes no NUL in a text: such a number is one more that nobody has.
    const number = typed.slice(0, 60).replaceAll('\0', '');
    return this.register.read(number) ?? { register: 'requests', number };
  }
}

function caseOf({ locked: _locked, narrowed: _narrowed, ...row }: Found): CaseRow {
  return row;
}
