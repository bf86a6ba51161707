import { Injectable } from '@nestjs/common';
import { extentAfterOrder } from '../../law/carrying-out.js';
import type { LocalDate } from '../../law/local-date.js';
import type { AgreedGift } from '../../law/objection-reply.js';
import { City } from '../../platform/config/city.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { mustMaySend } from '../requests/who-sends.js';
import { AnswerByHandover } from './answer-by-handover.js';
import type { Execution } from './execution.js';
import { readTarget, type ObjectionRow } from './objection-row.js';

/**
 * Carries out an order of the superior while the request itself has no answer yet (ground c, or g of a silence): what
 * is handed over is the answer, and carries the order out; on paper when it leaves, with the file that is kept here.
 * Throws what `AnswerByHandover` throws, and 403 where the desk sends (D19).
 */
@Injectable()
export class CarryOutByAnswer {
  constructor(
    private readonly answers: AnswerByHandover,
    private readonly city: City,
  ) {}

  async run(
    tx: Tx,
    row: CaseRow,
    objection: ObjectionRow,
    execution: Execution,
    { gives, carry_out_by: carryOutBy }: { readonly gives: AgreedGift; readonly carry_out_by: LocalDate },
  ): Promise<ObjectionRow> {
    mustMaySend(tx.actor, 'case.grant', this.city);
    const { leavesWith } = await this.answers.run(tx, row, execution, {
      extent: extentAfterOrder(gives, false),
      carryOutBy,
    });
    await tx.execute(
      `UPDATE objection_orders SET explanation = $2, file_ids = $3::uuid[],
         leaves_with = CASE WHEN carried_out_at IS NULL THEN $4 END WHERE objection_id = $1`,
      [objection.id, execution.explanation, execution.fileIds, leavesWith],
    );
    return (await readTarget(tx, objection.id))?.objection ?? objection;
  }
}
