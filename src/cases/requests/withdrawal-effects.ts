import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from './case-row.js';

/** What falls away with a request that its requester withdraws; runs in its transaction, with the request locked. */
export interface WithdrawalEffect {
  withdrawn(tx: Tx, row: CaseRow): Promise<void>;
}

/** Rooms above the requests say here what a withdrawal means to them; the withdrawal does not know them. */
@Injectable()
export class WithdrawalEffects {
  private readonly effects: WithdrawalEffect[] = [];

  register(effect: WithdrawalEffect): void {
    this.effects.push(effect);
  }

  /** Tells every room. `row` is the request as the withdrawal left it. */
  async withdrawn(tx: Tx, row: CaseRow): Promise<void> {
    for (const effect of this.effects) await effect.withdrawn(tx, row);
  }
}
