import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import type { LocalDate } from '../../law/local-date.js';
import { AT_WORK } from './at-work.js';

/** Open cases of one agency by who is named for them; nobody = null. */
export interface HolderLoad {
  readonly holder_id: string | null;
  readonly name: string | null;
  readonly open: number;
  readonly soon: number;
  readonly late: number;
}

/** How many open cases each agency has, for whoever chooses where a case goes. */
export interface AgencyLoad {
  readonly agency_code: string;
  readonly open: number;
}

const LOADS = /* sql */ `
  SELECT m.holder_id, s.name, (count(*) FILTER (WHERE m.awaits_notice))::integer AS open,
    (count(*) FILTER (WHERE m.duty_due_on BETWEEN $2 AND $3))::integer AS soon,
    (count(*) FILTER (WHERE m.duty_due_at <= $4))::integer AS late
  FROM case_measures m LEFT JOIN staff s ON s.id = m.holder_id
  WHERE m.agency_code = $1 AND ${AT_WORK} AND (m.awaits_notice OR m.duty_runs)
  GROUP BY 1, 2 ORDER BY m.holder_id IS NULL, open DESC, s.name`;

const LAST_REMINDER = /* sql */ `
  SELECT max(a.effective_at) AS at FROM case_measures m JOIN audit a ON a.case_id = m.case_id AND a.event = 'reminded'
  WHERE m.agency_code = $1 AND m.closed_at IS NULL`;

const AGENCY_LOADS = /* sql */ `
  SELECT m.agency_code, count(*)::integer AS open FROM case_measures m
  WHERE m.closed_at IS NULL AND m.awaits_notice AND m.agency_code IS NOT NULL GROUP BY 1`;

/** What the page of one agency needs beside the board. */
@Injectable()
export class AgencyQueries {
  /** Counts a person, most open cases first, nobody last. `soon` is the last day that counts as three days left. */
  async loads(tx: Tx, agency: string, today: LocalDate, soon: LocalDate): Promise<readonly HolderLoad[]> {
    return tx.query<HolderLoad>(LOADS, [agency, today, soon, await tx.now()]);
  }

  /** When somebody last reminded by hand about one of its open cases. */
  async lastReminder(tx: Tx, agency: string): Promise<Date | null> {
    return (await tx.query<{ at: Date | null }>(LAST_REMINDER, [agency]))[0]?.at ?? null;
  }

  async openByAgency(tx: Tx): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.query<AgencyLoad>(AGENCY_LOADS);
    return new Map(rows.map((row) => [row.agency_code, row.open]));
  }
}
