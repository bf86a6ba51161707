import { Injectable } from '@nestjs/common';
import { CITY_ZONE, type LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { CaseLetters, type NoticeKind } from '../requests/case-letters.js';
import { caseColumns, type CaseRow } from '../requests/case-row.js';
import type { ObjectionTarget } from './objection-row.js';

/** What the office has said to the requester, and what it rests on. */
export const RULING_PAPERS = [
  'refusal-notice',
  'decision-notice',
  'not-held-notice',
  'extension-notice',
  'incomplete-notice',
  'test-sheet',
  'exemption-decree',
] as const satisfies readonly NoticeKind[];

export interface RulingPaper {
  readonly id: string;
  readonly kind: (typeof RULING_PAPERS)[number];
  readonly number: string | null;
  readonly issued_on: LocalDate;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

// A request in parts is answered part by part.
const OF_THE_REQUEST = /* sql */ `
  FROM letters l JOIN cases c ON c.id = l.case_id
  WHERE (c.id = $1 OR c.parent_id = $1) AND l.kind = ANY ($2::text[])`;

/** The letters that an objection is decided on, for who decides it: the person who asked stays hidden. */
@Injectable()
export class RulingPapers {
  constructor(private readonly letters: CaseLetters) {}

  /** In the order in which they were issued; of one act the letter before what it rests on. */
  async of(tx: Tx, { row }: ObjectionTarget): Promise<readonly RulingPaper[]> {
    if (row === null) return [];
    return tx.query<RulingPaper>(
      `SELECT l.id, l.kind, l.number, (l.issued_at AT TIME ZONE '${CITY_ZONE}')::date AS issued_on
       ${OF_THE_REQUEST} ORDER BY l.issued_at, array_position($2::text[], l.kind), l.id`,
      [row.id, RULING_PAPERS],
    );
  }

  /** One of them as it was issued, but for the person. Throws 404 for any other letter. */
  async print(
    tx: Tx,
    { row }: ObjectionTarget,
    letterId: string,
  ): Promise<{ readonly name: string; readonly content: Buffer }> {
    if (row === null || !UUID.test(letterId)) throw notFound();
    const [letter] = await tx.query<{
      kind: NoticeKind;
      number: string | null;
      facts: unknown;
      frame: unknown;
      issued_at: Date;
      case_id: string;
    }>(`SELECT l.kind, l.number, l.facts, l.frame, l.issued_at, l.case_id ${OF_THE_REQUEST} AND l.id = $3`, [
      row.id,
      RULING_PAPERS,
      letterId,
    ]);
    const [of] =
      letter === undefined
        ? []
        : await tx.query<CaseRow>(`SELECT ${caseColumns('c')} FROM cases c WHERE c.id = $1`, [
            letter.case_id,
          ]);
    if (letter === undefined || of === undefined) throw notFound();
    const { kind, number, facts, frame, issued_at: issuedAt } = letter;
    const content = this.letters.previewOf({
      row: of,
      kind,
      frozen: { data: facts, number, issuedAt, frame },
    });
    return { name: `${kind}-${of.register_number}.pdf`, content };
  }
}
