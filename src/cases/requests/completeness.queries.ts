import type { MissingItem } from '../../law/completeness.js';
import type { LocalDate } from '../../law/local-date.js';
import type { RequesterKind } from '../../law/who-may-file.js';
import type { Tx } from '../../platform/database/tx.js';

/** What the check of completeness asks of the person's papers: kinds and whether, never who. */
export interface IdentityStanding {
  readonly kind: RequesterKind;
  readonly identity_kind: 'ktp' | 'populationLetter' | 'atDesk';
  readonly has_file: boolean;
  readonly verified: boolean;
}

/** Null where the transaction sees no person: the answering unit. */
export async function identityStanding(tx: Tx, requesterId: string): Promise<IdentityStanding | null> {
  const rows = await tx.query<IdentityStanding>(
    `SELECT kind, identity_kind, identity_file_id IS NOT NULL AS has_file, identity_verified_at IS NOT NULL AS verified
     FROM requesters WHERE id = $1`,
    [requesterId],
  );
  return rows[0] ?? null;
}

/** A repair that came after its term and waits for the desk. */
export interface LateRepair {
  readonly text: string;
  readonly received_on: LocalDate;
  readonly files: number;
}

export async function lateRepair(tx: Tx, caseId: string): Promise<LateRepair | null> {
  const rows = await tx.query<LateRepair>(
    `SELECT text, received_on, cardinality(file_ids) AS files FROM repairs
     WHERE case_id = $1 AND late AND accepted_at IS NULL ORDER BY received_at DESC LIMIT 1`,
    [caseId],
  );
  return rows[0] ?? null;
}

/** What the paper did not say when the desk entered it; nothing for whoever filed here himself. */
export async function lackingItems(tx: Tx, caseId: string): Promise<readonly MissingItem[]> {
  const rows = await tx.query<{ lacking: readonly MissingItem[] }>(
    'SELECT lacking FROM intakes WHERE case_id = $1',
    [caseId],
  );
  return rows[0]?.lacking ?? [];
}

/** What the last letter of incompleteness asked for. */
export async function askedItems(tx: Tx, caseId: string): Promise<readonly MissingItem[]> {
  const rows = await tx.query<{ missing: readonly MissingItem[] }>(
    'SELECT missing FROM incompleteness_letters WHERE case_id = $1 ORDER BY round DESC LIMIT 1',
    [caseId],
  );
  return rows[0]?.missing ?? [];
}

/** The day on which the last letter of incompleteness was received; null while that is not known. */
export async function letterReceivedOn(tx: Tx, caseId: string): Promise<LocalDate | null> {
  const rows = await tx.query<{ on: LocalDate | null }>(
    'SELECT received_on AS on FROM incompleteness_letters WHERE case_id = $1 ORDER BY round DESC LIMIT 1',
    [caseId],
  );
  return rows[0]?.on ?? null;
}
