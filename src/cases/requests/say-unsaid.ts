import { Injectable } from '@nestjs/common';
import { SHORTEST_QUESTION } from '../../law/paper-intake.js';
import { fillIn, saysWay, type StatementFault } from '../../law/unsaid.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseChange, CaseRow } from './case-row.js';
import { lockParts } from './open-case.js';
import { PrintReceipt } from './print-receipt.js';
import { saysAnything, type SaidLater } from './statement-fields.js';

/** A request with what was said of it, and which items of the letter that gives. */
export interface Said {
  readonly row: CaseRow;
  readonly gives: { readonly purpose: boolean; readonly way: boolean };
}

/**
 * A repair says what the paper left unsaid: purpose and way of access (PerKI 1/2021 art. 33(3), decision 0041). From then
 * on answer, hand-over and register have it; the receipt stays as it was printed. The trail says what was said, never
 * what for.
 */
@Injectable()
export class SayUnsaid {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly receipts: PrintReceipt,
  ) {}

  /** Throws 422 for what was said before, and for a copy without its way or its form. */
  async run(tx: Tx, row: CaseRow, said: SaidLater): Promise<Said> {
    if (!saysAnything(said)) return { row, gives: { purpose: false, way: false } };
    const { purpose, ...spoken } = said;
    const before = { ...row, purposeKind: row.purpose_kind };
    const { faults, way } = fillIn(before, { ...spoken, purposeKind: purpose?.kind ?? null });
    if (faults.length > 0) throw invalid(faults.map(told));
    await this.receipts.freeze(tx, row);
    const change = {
      ...(purpose === null ? {} : { purpose_kind: purpose.kind, purpose_text: purpose.text }),
      ...way,
    };
    const fields = Object.entries(said).flatMap(([field, value]) => (value === null ? [] : [field]));
    const changed = await this.transitions.recordChange(tx, row, 'unsaid-given', change, {
      facts: { fields },
    });
    await this.sayOfParts(tx, changed, change, fields);
    const isWayNew = !saysWay(row) && saysWay(changed);
    return {
      row: changed,
      gives: {
        purpose: purpose !== null,
        way: isWayNew && [...row.question].length >= SHORTEST_QUESTION,
      },
    };
  }

  // A part has everything of its request but who answers and what is asked.
  private async sayOfParts(
    tx: Tx,
    row: CaseRow,
    change: CaseChange,
    fields: readonly string[],
  ): Promise<void> {
    if (row.part_count === 0) return;
    for (const part of await lockParts(tx, row.id))
      await this.transitions.recordChange(tx, part, 'unsaid-given', change, {
        facts: { fields, request: row.register_number },
      });
  }
}

function told({ field, code }: StatementFault): FieldFault {
  const message = code === 'missing' ? `filing.errors.${field}` : 'requests.errors.already-said';
  return { field, code, message };
}
