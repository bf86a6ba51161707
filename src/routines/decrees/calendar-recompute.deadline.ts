import { Injectable } from '@nestjs/common';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import { DueRows, type DueRow, type NewDueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CalendarRun } from './calendar-run.js';

/** A stretch of work between two looks of the sweeper at what else is due. */
const STRETCH_MILLISECONDS = 1_500;
/** Before the next try when every case left is held by somebody. */
const PAUSE_MILLISECONDS = 3_000;
/** The second look comes when no process can know the former calendar any more. */
const CHECK_MILLISECONDS = 61_000;

/** The due row that starts the recomputing of a version; there is one a version, whoever asks for it. */
export function recomputeRow(version: number, dueAt: Date): NewDueRow {
  return rowOf(version, 'count', 1, dueAt);
}

/** Counts the open cases anew, a stretch at a time, until none is left; then looks a second time, in stretches too. */
@Injectable()
export class CalendarRecomputeDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly dueRows: DueRows,
    private readonly run: CalendarRun,
  ) {
    handlers.register('calendar-recompute', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const version = Number(due.facts['version']);
    const next = Number(due.facts['stretch']) + 1;
    const now = await tx.now();
    if (due.facts['step'] === 'check') {
      const seen = typeof due.facts['seen'] === 'string' ? due.facts['seen'] : null;
      const upTo = await this.run.check(version, seen, STRETCH_MILLISECONDS);
      if (upTo !== null) await this.dueRows.start(tx, [rowOf(version, 'check', next, now, upTo)]);
      return 'taken';
    }
    const { finished, done } = await this.run.work(STRETCH_MILLISECONDS);
    const after = (milliseconds: number): Date => new Date(now.getTime() + milliseconds);
    await this.dueRows.start(tx, [
      finished
        ? rowOf(version, 'check', 1, after(CHECK_MILLISECONDS))
        : rowOf(version, 'count', next, after(done === 0 ? PAUSE_MILLISECONDS : 0)),
    ]);
    return 'taken';
  }
}

/** `seen` is the last case that the stretches of a check before this one have looked at. */
function rowOf(
  version: number,
  step: 'count' | 'check',
  stretch: number,
  dueAt: Date,
  seen: string | null = null,
): NewDueRow {
  return {
    caseId: null,
    kind: 'calendar-recompute',
    stage: `version-${String(version)}/${step}/${String(stretch)}`,
    dueAt,
    facts: { version, step, stretch, ...(seen === null ? {} : { seen }) },
  };
}
