import { Injectable } from '@nestjs/common';
import type { Role } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';

/** A person of the office as other rooms need one: to write to, to name, to hand a case to. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly agency: string | null;
  readonly isHead: boolean;
}

/** Who works where. Closed accounts are left out of every list, not out of names. */
@Injectable()
export class StaffQueries {
  /** The officers of an agency, heads first, then by name. */
  async activeOfficersOf(tx: Tx, agency: string): Promise<readonly StaffMember[]> {
    return this.find(tx, `agency_code = $1 AND 'officer' = ANY (roles)`, agency);
  }

  /** PPID pelaksana and heads of the unit. */
  async headsOf(tx: Tx, agency: string): Promise<readonly StaffMember[]> {
    return this.find(tx, `agency_code = $1 AND 'officer' = ANY (roles) AND is_head`, agency);
  }

  /** Everybody in the city who has this role. */
  async byRole(tx: Tx, role: Role): Promise<readonly StaffMember[]> {
    return this.find(tx, `$1 = ANY (roles)`, role);
  }

  /** One active person, or null. */
  async byId(tx: Tx, id: string): Promise<StaffMember | null> {
    return (await this.find(tx, `id = $1`, id))[0] ?? null;
  }

  /** Names by id, of closed accounts too: a timeline goes on naming who acted. */
  async nameOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.query<{ id: string; name: string }>(
      'SELECT id, name FROM staff WHERE id = ANY ($1::uuid[])',
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  private async find(tx: Tx, condition: string, value: string): Promise<readonly StaffMember[]> {
    const rows = await tx.query<Row>(
      `SELECT id, name, email, roles, agency_code, is_head FROM staff
       WHERE disabled_at IS NULL AND ${condition} ORDER BY is_head DESC, name, id`,
      [value],
    );
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      roles: row.roles,
      agency: row.agency_code,
      isHead: row.is_head,
    }));
  }
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly agency_code: string | null;
  readonly is_head: boolean;
}
