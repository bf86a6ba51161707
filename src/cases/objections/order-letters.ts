import { Injectable } from '@nestjs/common';
import { printTaskKey, Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';

/** Key of the news that an order is carried out; its printed letter is posted under the same. */
export function carriedOutKey(objectionId: string): string {
  return `order-carried-out:${objectionId}`;
}

/** SQL: the key of the news with which the requester got what the order `r` gave, by mail or in a letter. */
export const NEWS_OF_ORDER = `coalesce(r.leaves_with, 'order-carried-out:' || r.objection_id)`;

/** Key of the same news about the order of a ruling: after that the way is the court, and no term of the requester starts. */
export function rulingCarriedOutKey(stepId: string): string {
  return `${RULING}${stepId}`;
}

const RULING = 'order-carried-out:ruling:';

/** Whether a letter tells of the order of a ruling, whichever ruling goes on with it by now. */
export function isOfRuling(effectKey: string): boolean {
  return effectKey.startsWith(RULING);
}

/** Key of the news that the day of an order passed without it. */
export function lapsedKey(objectionId: string): string {
  return `order-lapsed:${objectionId}`;
}

/** Letters about an order that nobody has printed yet, and that what happened since has made untrue. */
@Injectable()
export class OrderLetters {
  constructor(private readonly tasks: Tasks) {}

  /** It was carried out in another way, or ended: neither that it is done nor that it is not is to be said on paper. */
  async drop(tx: Tx, objectionId: string): Promise<void> {
    await this.settle(tx, carriedOutKey(objectionId));
    await this.dropLapsed(tx, objectionId);
  }

  /** It is carried out: that it was not yet is no news any more. */
  async dropLapsed(tx: Tx, objectionId: string): Promise<void> {
    await this.settle(tx, lapsedKey(objectionId));
  }

  private settle(tx: Tx, effectKey: string): Promise<void> {
    return this.tasks.settle(tx, printTaskKey(effectKey), tx.actor.kind === 'staff' ? tx.actor.id : null);
  }
}
