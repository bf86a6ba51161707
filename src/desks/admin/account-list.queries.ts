import { Injectable } from '@nestjs/common';
import type { Role } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';

/** An account as the admin sees it, closed ones too. */
export interface AccountRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly agency: string | null;
  readonly is_head: boolean;
  readonly has_factor: boolean;
  readonly must_change: boolean;
  readonly disabled_at: Date | null;
  readonly created_at: Date;
  readonly last_seen_at: Date | null;
  readonly open_sessions: number;
}

/** How many accounts there are, for the overview. */
export interface AccountCounts {
  readonly active: number;
  readonly closed: number;
  /** Accounts whose one-time password has not been changed yet. */
  readonly waiting: number;
}

const SELECT = /* sql */ `
  SELECT p.id, p.email, p.name, p.roles, a.name_short AS agency, p.is_head, p.totp_sealed IS NOT NULL AS has_factor,
    p.must_change_password AS must_change, p.disabled_at, p.created_at, s.last_seen_at, coalesce(s.open, 0) AS open_sessions
  FROM staff p
  LEFT JOIN agencies a ON a.code = p.agency_code
  LEFT JOIN LATERAL (
    SELECT max(last_seen_at) AS last_seen_at, (count(*) FILTER (WHERE expires_at > clock_timestamp()))::int AS open
    FROM staff_sessions WHERE staff_id = p.id) s ON true`;

/** Everybody who has or had an account. */
@Injectable()
export class AccountList {
  /** Open accounts first, then by name. */
  all(tx: Tx): Promise<readonly AccountRow[]> {
    return tx.query<AccountRow>(`${SELECT} ORDER BY p.disabled_at IS NOT NULL, p.name, p.id`);
  }

  async byId(tx: Tx, id: string): Promise<AccountRow | null> {
    if (!/^[0-9a-f-]{36}$/u.test(id)) return null;
    return (await tx.query<AccountRow>(`${SELECT} WHERE p.id = $1`, [id]))[0] ?? null;
  }

  async counts(tx: Tx): Promise<AccountCounts> {
    const rows = await tx.query<AccountCounts>(
      `SELECT (count(*) FILTER (WHERE disabled_at IS NULL))::int AS active,
         (count(*) FILTER (WHERE disabled_at IS NOT NULL))::int AS closed,
         (count(*) FILTER (WHERE disabled_at IS NULL AND must_change_password))::int AS waiting
       FROM staff`,
    );
    return rows[0] ?? { active: 0, closed: 0, waiting: 0 };
  }
}
