import type { LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';

/** Material asked of another unit, with its answer once it came. */
export interface AskedMaterial {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  readonly dueOn: LocalDate;
  readonly at: Date;
  readonly by: string;
  readonly receivedAt: Date | null;
  readonly answer: string | null;
  readonly fileIds: readonly string[];
}

/** What a case has asked for, oldest first. Never shown to the requester. */
export async function materialsOf(tx: Tx, caseId: string): Promise<readonly AskedMaterial[]> {
  return tx.query<AskedMaterial>(
    `SELECT m.id, m.asked_of AS "from", m.text, m.due_on AS "dueOn", m.at, s.name AS by, m.received_at AS "receivedAt",
       m.answer, m.file_ids AS "fileIds"
     FROM material_requests m JOIN staff s ON s.id = m.staff_id WHERE m.case_id = $1 ORDER BY m.at, m.id`,
    [caseId],
  );
}

/** Material as the unit that is asked for it sees it. */
export interface WantedMaterial {
  readonly number: string;
  readonly agency: string | null;
  readonly from: string;
  readonly text: string;
  readonly dueOn: LocalDate;
  readonly by: string;
  readonly isGiven: boolean;
}

/** One request for material with the number of its case, or null. */
export async function wantedMaterial(tx: Tx, id: string): Promise<WantedMaterial | null> {
  const rows = await tx.query<WantedMaterial>(
    `SELECT c.register_number AS number, c.agency_code AS agency, m.asked_of AS "from", m.text, m.due_on AS "dueOn",
       s.name AS by, m.received_at IS NOT NULL OR c.noticed_at IS NOT NULL OR c.closed_at IS NOT NULL AS "isGiven"
     FROM material_requests m JOIN cases c ON c.id = m.case_id JOIN staff s ON s.id = m.staff_id WHERE m.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}
