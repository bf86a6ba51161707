import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from './case-row.js';

/**
 * Steps of a request that rooms above follow: its requester withdrew it, a notice was written, the cost
 * that held it back was paid, what it gives handed over, or put in the letter with which it leaves; somebody else holds it
 * now, an agency, the desk or its parts.
 */
export type FollowedStep = 'withdrawn' | 'noticed' | 'paid' | 'delivered' | 'put-in-letter' | 'assigned';

/** What a step brings about beside its own clocks; `row` is the request as the step left it. */
export type StepEffect = (tx: Tx, row: CaseRow) => Promise<void>;

/**
 * Rooms above the requests say here what a step means to them; the step does not know them. It all runs in the
 * transaction of the step, with the request locked.
 */
@Injectable()
export class StepEffects {
  private readonly effects: { readonly step: FollowedStep; readonly effect: StepEffect }[] = [];

  register(step: FollowedStep, effect: StepEffect): void {
    this.effects.push({ step, effect });
  }

  /** Tells every room that follows this step. */
  async follow(step: FollowedStep, tx: Tx, row: CaseRow): Promise<void> {
    for (const { step: followed, effect } of this.effects) if (followed === step) await effect(tx, row);
  }
}
