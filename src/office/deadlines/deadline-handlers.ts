import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { deadlineKindsOf, type DeadlineKind, type HandlerRoom } from '../../law/deadline-kinds.js';
import type { Tx } from '../../platform/database/tx.js';
import type { DueRow } from './due-rows.js';

/** `taken` = it had its effect; `pointless` = its moment had passed by, nothing was to be done. */
export type DeadlineOutcome = 'taken' | 'pointless';

/** What happens when a due row's moment comes. Runs in the sweeper's transaction with the case locked; safe to repeat. */
export interface DeadlineHandler {
  take(tx: Tx, row: DueRow): Promise<DeadlineOutcome>;
}

/** Rooms that exist; the kinds of a room are demanded from the day it is built. */
export const BUILT_ROOMS: readonly HandlerRoom[] = [
  'requests',
  'routing',
  'decisions',
  'materials',
  'refusals',
  'objections',
  'disputes',
  'escalation',
  'decrees',
  'documents',
  'takeover',
];

/** Which step answers which kind of due row. Exactly one each, or the program does not start. */
@Injectable()
export class DeadlineHandlers implements OnApplicationBootstrap {
  private readonly handlers = new Map<DeadlineKind, DeadlineHandler>();

  /** Called by each step's `*.deadline.ts` when it is made. Throws on a second handler of a kind. */
  register(kind: DeadlineKind, handler: DeadlineHandler): void {
    if (this.handlers.has(kind)) throw new Error(`two handlers for the due kind ${kind}`);
    this.handlers.set(kind, handler);
  }

  /** The handler of a kind. Throws when none is registered. */
  of(kind: DeadlineKind): DeadlineHandler {
    const handler = this.handlers.get(kind);
    if (handler === undefined) throw new Error(`no handler for the due kind ${kind}`);
    return handler;
  }

  /** Throws naming the kinds that nobody answers. */
  onApplicationBootstrap(): void {
    const missing = deadlineKindsOf(BUILT_ROOMS).filter((kind) => !this.handlers.has(kind));
    if (missing.length > 0) throw new Error(`no handler for the due kinds: ${missing.join(', ')}`);
  }
}
