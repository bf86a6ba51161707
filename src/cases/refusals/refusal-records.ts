import type { Article17Letter } from '../../law/article17.js';
import type { ProposalState } from '../../law/harm-test.js';
import type { LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';

export interface Tester {
  readonly name: string;
  readonly position: string;
  readonly unit: string;
}

/** A row of `test_sheets` (PerKI 1/2021 art. 49(2)): a record of its own, which decrees rest on. */
export interface TestSheetRow {
  readonly id: string;
  readonly number: string;
  readonly information: string;
  readonly article17: readonly Article17Letter[];
  readonly statute: string;
  readonly harm_if_opened: string;
  readonly harm_if_closed: string;
  readonly exempt_until: LocalDate | null;
  readonly testers: readonly Tester[];
  readonly tested_on: LocalDate;
  readonly place: string;
}

/** A row of `exemption_decrees` (art. 49(5)-(6)). */
export interface DecreeRow {
  readonly id: string;
  readonly number: string;
  readonly test_sheet_id: string;
  readonly agency_code: string | null;
  readonly decreed_on: LocalDate;
  readonly exempt_until: LocalDate | null;
  readonly approval_number: string | null;
  readonly approved_on: LocalDate | null;
  readonly consented_by: string;
  /** When it became open: by itself (T18), or earlier by a decision. */
  readonly opened_at: Date | null;
  /** The decree that took its place with a new term. */
  readonly replaced_by: string | null;
  /** A ruling that binds orders to give its information (UU 14/2008 art. 11(2)). */
  readonly is_ordered_open: boolean;
}

/** A row of `refusal_proposals`: what one person proposed on some items and another has consented to or returned. */
export interface ProposalRow {
  readonly id: string;
  readonly case_id: string;
  readonly round: number;
  readonly extent: 'full' | 'partial';
  readonly test_sheet_id: string;
  readonly decree_id: string | null;
  readonly reuses_decree: boolean;
  readonly item_ids: readonly string[];
  readonly explanation: string;
  readonly still_open: string | null;
  readonly letter_number: string | null;
  readonly status: ProposalState;
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly reason: string | null;
}

/** A proposal with what it rests on. */
export interface WholeProposal {
  readonly proposal: ProposalRow;
  readonly sheet: TestSheetRow;
  readonly decree: DecreeRow | null;
}

const SHEET = `id, number, information, article17, statute, harm_if_opened, harm_if_closed, exempt_until, testers,
  tested_on, place`;
const DECREE = `d.id, d.number, d.test_sheet_id, d.agency_code, d.decreed_on, d.exempt_until, d.approval_number, d.approved_on,
  d.consented_by, d.opened_at, d.replaced_by, d.id IN (SELECT decree_id FROM decrees_ordered_open) AS is_ordered_open`;
const PROPOSAL = `id, case_id, round, extent, test_sheet_id, decree_id, reuses_decree, item_ids,
  explanation, still_open, letter_number, status, proposed_by, proposed_at, decided_by, decided_at, reason`;

export async function readSheet(tx: Tx, id: string): Promise<TestSheetRow> {
  const rows = await tx.query<TestSheetRow>(`SELECT ${SHEET} FROM test_sheets WHERE id = $1`, [id]);
  if (rows[0] === undefined) throw new Error('no such test sheet');
  return rows[0];
}

/** A decree, or null. `lock` for what must not change meanwhile. */
export async function readDecree(
  tx: Tx,
  id: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<DecreeRow | null> {
  const rows = await tx.query<DecreeRow>(
    `SELECT ${DECREE} FROM exemption_decrees d WHERE d.id = $1 ${lock}`,
    [id],
  );
  return rows[0] ?? null;
}

/** The proposals of a case in this state, in their order. */
export async function proposalsOf(
  tx: Tx,
  caseId: string,
  status: ProposalRow['status'],
): Promise<readonly WholeProposal[]> {
  const rows = await tx.query<ProposalRow>(
    `SELECT ${PROPOSAL} FROM refusal_proposals WHERE case_id = $1 AND status = $2 ORDER BY round`,
    [caseId, status],
  );
  const whole: WholeProposal[] = [];
  for (const proposal of rows) {
    whole.push({
      proposal,
      sheet: await readSheet(tx, proposal.test_sheet_id),
      decree: proposal.decree_id === null ? null : await readDecree(tx, proposal.decree_id),
    });
  }
  return whole;
}

/** Decrees that a refusal may rest on today: not ended, of this agency or of the whole city. */
export async function decreesInForce(
  tx: Tx,
  agency: string | null,
  today: LocalDate,
): Promise<readonly (DecreeRow & { readonly information: string })[]> {
  return tx.query(
    `SELECT ${DECREE}, s.information
     FROM exemption_decrees d JOIN test_sheets s ON s.id = d.test_sheet_id
     WHERE d.opened_at IS NULL AND d.replaced_by IS NULL AND (d.exempt_until IS NULL OR d.exempt_until > $2)
       AND (d.agency_code IS NULL OR d.agency_code = $1) AND d.id NOT IN (SELECT decree_id FROM decrees_ordered_open)
     ORDER BY d.decreed_on DESC, d.number DESC LIMIT 100`,
    [agency, today],
  );
}

/**
 * Whether a refusal may still rest on a decree: it stands, and no ruling that binds orders to give what it keeps. While such
 * a ruling is contested in time, it may.
 */
export function isInForce(
  decree: Pick<DecreeRow, 'opened_at' | 'exempt_until' | 'replaced_by' | 'is_ordered_open'>,
  today: LocalDate,
): boolean {
  return stands(decree, today) && !decree.is_ordered_open;
}

/** Whether a decree is neither opened nor replaced nor over: on its end day the information is open (PP 61/2010 art. 11). */
export function stands(
  decree: Pick<DecreeRow, 'opened_at' | 'exempt_until' | 'replaced_by'>,
  today: LocalDate,
): boolean {
  if (decree.opened_at !== null || decree.replaced_by !== null) return false;
  return decree.exempt_until === null || today < decree.exempt_until;
}
