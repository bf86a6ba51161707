import { Injectable } from '@nestjs/common';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { OrderLetters } from './order-letters.js';

/** The request was withdrawn, or the order of a ruling has taken its place. */
export type OrderEnd = 'withdrawal' | 'ruling';

/** An order of the superior, or what both sides agreed on, binds nobody any more although it was not carried out. */
@Injectable()
export class EndOrder {
  constructor(
    private readonly dueRows: DueRows,
    private readonly letters: OrderLetters,
  ) {}

  /** True where one waited. Its clock stops, and a letter that would tell of it is not sent any more. */
  async run(tx: Tx, objectionId: string, by: OrderEnd): Promise<boolean> {
    const ended = await tx.execute(
      `UPDATE objection_orders SET ended_at = $2, ended_by = $3
       WHERE objection_id = $1 AND carried_out_at IS NULL AND ended_at IS NULL`,
      [objectionId, await tx.now(), by],
    );
    if (ended === 0) return false;
    await this.dueRows.stopOfObjection(tx, objectionId, ['order-execution', 'order-reminder']);
    await this.letters.drop(tx, objectionId);
    return true;
  }
}
