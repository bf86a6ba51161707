import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NOTHING, PUBLIC, type Actor, type Role } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { Audit } from '../audit/audit.js';
import { deviceOf, isNewDevice, NewDeviceNotice } from './new-device.js';
import { Passwords } from './passwords.js';
import { SecondFactor } from './second-factor.js';
import { beginSession, endSession } from './sessions.js';
import { SignInAttempts, type Attempted } from './sign-in-attempts.js';
import { SignInTicket } from './sign-in-ticket.js';

/** What was typed. `code` null = none was asked for or given. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code: string | null;
}

/** Who knocks. `oldSession` = hash of the session that the browser still carries: it ends with the new one. */
export interface Knock {
  readonly network: string;
  readonly userAgent: string;
  readonly oldSession: Buffer | null;
}

/** Somebody who has come in. */
export interface Entered {
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly agency: string | null;
  readonly mustChangePassword: boolean;
  /** For the cookie, and nowhere else. */
  readonly secret: string;
}

/**
 * `no` stands for wrong, unknown, disabled and paused alike. `code-wanted`: the password was right and a second factor
 * is set up; `ticket` proves the first half for five minutes.
 */
export type SignInAnswer =
  | { readonly kind: 'in'; readonly entered: Entered }
  | { readonly kind: 'code-wanted'; readonly ticket: string }
  | { readonly kind: 'no' };

interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly password_hash: string;
  readonly roles: readonly Role[];
  readonly agency_code: string | null;
  readonly totp_sealed: Buffer | null;
  readonly must_change_password: boolean;
  readonly disabled: boolean;
}

const NO: SignInAnswer = { kind: 'no' };

/**
 * Opens a session for a right password, and for a right code where a second factor is set up. Known or unknown,
 * paused or not, the same work is done and the same answer given; only then the counters decide. Every time here is
 * PostgreSQL's own clock.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly factor: SecondFactor,
    private readonly tickets: SignInTicket,
    private readonly audit: Audit,
    private readonly newDevice: NewDeviceNotice,
  ) {}

  /** First half, or both when `code` is given. */
  async withPassword(typed: Credentials, knock: Knock): Promise<SignInAnswer> {
    const email = typed.email.trim().toLowerCase();
    const account = await this.find('email', email);
    const fits = await this.passwords.fits(typed.password, account?.password_hash ?? null);
    const right = fits && account !== null && !account.disabled ? account : null;
    return this.decide(email, account, right, typed.code, knock);
  }

  /** Second half: the ticket of the first and the code. */
  async withCode(ticket: string, code: string, knock: Knock): Promise<SignInAnswer> {
    const staffId = await this.tickets.read(ticket);
    if (staffId === null) return NO;
    const account = await this.find('id', staffId);
    if (account === null || account.disabled) return NO;
    return this.decide(account.email, account, account, code, knock);
  }

  private async decide(
    email: string,
    known: Account | null,
    right: Account | null,
    code: string | null,
    knock: Knock,
  ): Promise<SignInAnswer> {
    const attempted = this.attempts.of(email, knock.network);
    return this.database.transaction(right === null ? PUBLIC : actorOf(right), NOTHING, async (tx) => {
      if (await this.attempts.arePaused(tx, attempted)) return NO;
      if (right === null) return this.refuse(tx, attempted, known);
      if (right.totp_sealed !== null) {
        if (code === null) return { kind: 'code-wanted', ticket: await this.tickets.issue(tx, right.id) };
        if (!(await this.factor.accepts(tx, right.id, right.totp_sealed, code))) {
          return this.refuse(tx, attempted, known);
        }
      }
      await this.attempts.forgive(tx, attempted);
      return { kind: 'in', entered: await this.enter(tx, right, knock) };
    });
  }

  private async enter(tx: Tx, account: Account, knock: Knock): Promise<Entered> {
    if (knock.oldSession !== null) await endSession(tx, knock.oldSession);
    const secret = await beginSession(tx, account.id, knock.userAgent);
    const device = deviceOf(knock.userAgent);
    if (await isNewDevice(tx, account.id, device)) await this.newDevice.tell(tx, account);
    await this.audit.record(tx, {
      stream: 'staff',
      event: 'signed-in',
      effectiveAt: await tx.now(),
      visibleTo: 'system',
      facts: { staffId: account.id, secondFactor: account.totp_sealed !== null, device },
    });
    return {
      staffId: account.id,
      name: account.name,
      roles: account.roles,
      agency: account.agency_code,
      mustChangePassword: account.must_change_password,
      secret,
    };
  }

  private async refuse(tx: Tx, attempted: Attempted, known: Account | null): Promise<SignInAnswer> {
    const begins = await this.attempts.fail(tx, attempted);
    if (begins) {
      await this.audit.record(tx, {
        stream: 'staff',
        event: 'sign-in-paused',
        effectiveAt: await tx.now(),
        visibleTo: 'system',
        facts: { staffId: known?.id ?? null },
      });
    }
    return NO;
  }

  private async find(by: 'email' | 'id', value: string): Promise<Account | null> {
    const rows = await this.database.read(PUBLIC, NOTHING, (tx) =>
      tx.query<Account>(
        `SELECT id, email, name, password_hash, roles, agency_code, totp_sealed, must_change_password,
           disabled_at IS NOT NULL AS disabled
         FROM staff WHERE ${by} = $1`,
        [value],
      ),
    );
    return rows[0] ?? null;
  }
}

function actorOf(account: Account): Actor {
  return {
    kind: 'staff',
    id: account.id,
    name: account.name,
    agency: account.agency_code,
    roles: account.roles,
  };
}
