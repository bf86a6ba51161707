import type { Tx } from '../../platform/database/tx.js';

/** An issued letter as staff list it; no word of whom it goes to. */
export interface IssuedLetter {
  readonly id: string;
  readonly kind: string;
  readonly number: string | null;
  readonly issuedAt: Date;
  /** The printed copy; null for the moment until the worker has printed it. */
  readonly fileId: string | null;
  readonly signedFileId: string | null;
  readonly signedAt: Date | null;
}

const LETTERS = `SELECT id, kind, number, issued_at AS "issuedAt", file_id AS "fileId", signed_file_id AS "signedFileId",
  signed_at AS "signedAt" FROM letters`;

/** Letters of a case, oldest first. */
export async function lettersOf(tx: Tx, caseId: string): Promise<readonly IssuedLetter[]> {
  return tx.query<IssuedLetter>(`${LETTERS} WHERE case_id = $1 ORDER BY issued_at, id`, [caseId]);
}

/** Letters of an objection, oldest first. */
export async function lettersOfObjection(tx: Tx, objectionId: string): Promise<readonly IssuedLetter[]> {
  return tx.query<IssuedLetter>(`${LETTERS} WHERE objection_id = $1 ORDER BY issued_at, id`, [objectionId]);
}
