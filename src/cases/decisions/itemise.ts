import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { mustBeRearrangeable } from './may-be-rearranged.js';

/**
 * Splits the question into the items that are decided one by one (law.md 4.12). It is the office's reading of the
 * question: the requester sees nothing of it before the notice names the items. Throws 409 with the reason of
 * `decideRearranging`.
 */
@Injectable()
export class Itemise {
  constructor(private readonly transitions: CaseTransitions) {}

  /** For the page before the form; throws as `run` does. */
  async mustBePossible(tx: Tx, row: CaseRow): Promise<void> {
    await mustBeRearrangeable(tx, row);
  }

  async run(tx: Tx, row: CaseRow, texts: readonly string[]): Promise<CaseRow> {
    await this.mustBePossible(tx, row);
    await tx.execute('DELETE FROM case_items WHERE case_id = $1', [row.id]);
    await tx.query(
      `INSERT INTO case_items (id, case_id, position, text)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[])`,
      [texts.map(() => newId()), texts.map(() => row.id), texts.map((_, at) => at + 1), texts],
    );
    return this.transitions.recordChange(tx, row, 'itemised', {}, { facts: { items: texts.length } });
  }
}
