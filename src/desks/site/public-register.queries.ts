import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';

/** A request as the public may see it: number, body, dates, outcome. No person, no word of the question. */
export interface RegisterRow {
  readonly register_number: string;
  readonly agency_code: string | null;
  readonly received_on: string;
  readonly due_on: string | null;
  readonly status: string;
  readonly noticed_at: Date | null;
  /** The due date in force has passed without a notice. */
  readonly overdue: boolean;
}

export interface RegisterFilter {
  readonly year: number;
  readonly agency: string | null;
  readonly page: number;
}

export interface RegisterPage {
  readonly total: number;
  readonly rows: readonly RegisterRow[];
  readonly years: readonly number[];
}

export const REGISTER_ROWS = 50;

const PAGE = /* sql */ `
  SELECT register_number, agency_code, received_on, due_on, status, noticed_at,
    (noticed_at IS NULL AND due_at <= $5
      AND status IN ('received', 'processing', 'extended', 'consent_pending')) AS overdue
  FROM cases
  WHERE register_year = $1 AND parent_id IS NULL AND ($2::text IS NULL OR agency_code = $2)
  ORDER BY register_seq DESC
  LIMIT $3 OFFSET $4`;

const TOTAL = /* sql */ `
  SELECT count(*) AS total FROM cases WHERE register_year = $1 AND parent_id IS NULL AND ($2::text IS NULL OR agency_code = $2)`;

const YEARS = /* sql */ `SELECT DISTINCT year FROM register_counters WHERE register = 'requests' ORDER BY year DESC`;

const BATCH_ROWS = 5_000;

/** The register without persons, newest first. */
@Injectable()
export class PublicRegister {
  constructor(private readonly database: Database) {}

  async page(filter: RegisterFilter): Promise<RegisterPage> {
    return this.database.read(SYSTEM, ALL, async (tx) => {
      const scope = [filter.year, filter.agency] as const;
      const totals = await tx.query<{ total: string }>(TOTAL, scope);
      const offset = (filter.page - 1) * REGISTER_ROWS;
      const rows = await tx.query<RegisterRow>(PAGE, [...scope, REGISTER_ROWS, offset, await tx.now()]);
      const years = await tx.query<{ year: number }>(YEARS);
      return { total: Number(totals[0]?.total ?? 0), rows, years: years.map((row) => row.year) };
    });
  }

  /** Every row of a year in batches, each in a transaction of its own: a file of any length holds no connection. */
  async *batches(filter: Pick<RegisterFilter, 'year' | 'agency'>): AsyncGenerator<readonly RegisterRow[]> {
    for (let offset = 0; ; offset += BATCH_ROWS) {
      const rows = await this.database.read(SYSTEM, ALL, async (tx) =>
        tx.query<RegisterRow>(PAGE, [filter.year, filter.agency, BATCH_ROWS, offset, await tx.now()]),
      );
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH_ROWS) return;
    }
  }
}
