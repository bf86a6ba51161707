import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';

/** What a written notice brings about beside its own clocks; runs in its transaction, with the request locked. */
export interface NoticeEffect {
  noticed(tx: Tx, row: CaseRow): Promise<void>;
}

/** Rooms above the decisions say here what a notice means to them; the notice does not know them. */
@Injectable()
export class NoticeEffects {
  private readonly effects: NoticeEffect[] = [];

  register(effect: NoticeEffect): void {
    this.effects.push(effect);
  }

  /** Tells every room of a notice that went out. `row` is the request as the notice left it. */
  async noticed(tx: Tx, row: CaseRow): Promise<void> {
    for (const effect of this.effects) await effect.noticed(tx, row);
  }
}
