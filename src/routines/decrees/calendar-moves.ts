import type { LocalDate } from '../../law/local-date.js';
import type { MovedDate, MovedLimit } from '../../law/recompute.js';
import type { Tx } from '../../platform/database/tx.js';

/** A date that moved, with its case; null for an objection that stands alone, a dispute, an exemption. */
export interface KeptMove extends MovedDate {
  readonly caseId: string | null;
}

/** Keeps what a version of the calendar has moved, each date once. */
export async function keepMoves(tx: Tx, version: number, moves: readonly KeptMove[]): Promise<void> {
  const moved = moves.filter(({ from, to }) => from !== to);
  if (moved.length === 0) return;
  const rows = moved.map(({ limit, from, to, subjectId, registerNumber, caseId }) => ({
    ...{ subject_id: subjectId, clock: limit, case_id: caseId, register_number: registerNumber },
    ...{ from_on: from, to_on: to },
  }));
  await tx.query(
    `INSERT INTO calendar_moves (version, subject_id, clock, case_id, register_number, from_on, to_on, at)
     SELECT $2, m.subject_id, m.clock, m.case_id, m.register_number, m.from_on, m.to_on, $3
     FROM jsonb_to_recordset($1::jsonb) AS m(subject_id uuid, clock text, case_id uuid, register_number text,
       from_on date, to_on date)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows), version, await tx.now()],
  );
}

/** The dates that a version has moved so far. */
export async function movesOf(tx: Tx, version: number): Promise<readonly MovedDate[]> {
  const rows = await tx.query<{
    readonly register_number: string;
    readonly subject_id: string;
    readonly clock: MovedLimit;
    readonly from_on: LocalDate;
    readonly to_on: LocalDate;
  }>('SELECT register_number, subject_id, clock, from_on, to_on FROM calendar_moves WHERE version = $1', [
    version,
  ]);
  return rows.map((row) => ({
    limit: row.clock,
    from: row.from_on,
    to: row.to_on,
    subjectId: row.subject_id,
    registerNumber: row.register_number,
  }));
}
