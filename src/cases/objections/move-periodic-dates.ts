import { Injectable } from '@nestjs/common';
import { addCalendarDays, endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import {
  clockCount,
  recompute,
  type RecomputedDate,
  type RecomputingRules,
  type RunningClock,
} from '../../law/recompute.js';
import type { TermCount } from '../../law/term.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { movedReminders, type OpenReminder } from '../../office/deadlines/moved-reminders.js';
import type { Tx } from '../../platform/database/tx.js';
import { commissionClock } from './objection-clocks.js';
import { MoveObjectionDates } from './move-objection-dates.js';
import { ObjectionNews } from './objection-news.js';
import { lockTarget, type ObjectionRow, type ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

/** What an objection without a request is counted with, and what its reader is told of it. */
export interface PeriodicCounting {
  readonly calendar: WorkingCalendar;
  readonly rules: RecomputingRules;
  readonly version: number;
  readonly decree: string;
}

interface OpenClock {
  readonly kind: 'objection-reply' | 'commission-window';
  readonly stage: string;
  readonly due_at: Date;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Gives an objection that no request stands behind (ground b) the dates of a new calendar: T8 or T10, its due row with
 * the reminders, the trail and the mail. Safe to repeat: a right date stays.
 */
@Injectable()
export class MovePeriodicDates {
  constructor(
    private readonly dates: MoveObjectionDates,
    private readonly transitions: ObjectionTransitions,
    private readonly dueRows: DueRows,
    private readonly news: ObjectionNews,
  ) {}

  /** True when a date moved. */
  async run(tx: Tx, id: string, countingOf: (ruleSet: number) => PeriodicCounting): Promise<boolean> {
    const target = await lockTarget(tx, id);
    if (target === null || target.row !== null) return false;
    const counting = countingOf(target.objection.rule_set_version);
    const today = localDayOf(await tx.now());
    const rows = await tx.query<OpenClock>(
      `SELECT kind, stage, due_at, facts FROM due_rows WHERE objection_id = $1 AND done_at IS NULL
         AND kind IN ('objection-reply', 'commission-window')`,
      [id],
    );
    let moved = false;
    for (const row of rows) {
      const clock = clockOf(target.objection, row);
      const next = recompute(clock, counting.calendar, counting.rules, today);
      if (next === null || next.from === next.to) continue;
      const count = clockCount(clock, counting.rules);
      await this.move(tx, target, row, { ...next, count }, counting);
      await this.moveReminders(tx, id, row, next.to, counting.calendar);
      moved = true;
    }
    return moved;
  }

  private async moveReminders(
    tx: Tx,
    id: string,
    { kind, stage }: OpenClock,
    to: LocalDate,
    calendar: WorkingCalendar,
  ): Promise<void> {
    const open = await tx.query<OpenReminder>(
      `SELECT case_id AS "caseId", kind, stage, (facts->>'daysBefore')::integer AS "daysBefore" FROM due_rows
       WHERE objection_id = $1 AND done_at IS NULL AND kind LIKE '%-reminder'`,
      [id],
    );
    for (const reminder of movedReminders({ kind, caseId: null, stage }, to, open, calendar))
      await this.dueRows.moveOne(tx, reminder);
  }

  private async move(
    tx: Tx,
    target: ObjectionTarget,
    { kind, stage }: OpenClock,
    { limit, from, to, provisional, count }: RecomputedDate & { readonly count: TermCount | null },
    { version, decree }: PeriodicCounting,
  ): Promise<void> {
    const { objection } = target;
    const isReply = limit === 'T8';
    const sequence = await this.dates.run(
      tx,
      objection,
      isReply ? { replyDue: { date: to, provisional } } : { commissionUntil: to },
    );
    const facts = { dueOn: to, until: to };
    await this.dueRows.moveOne(tx, { caseId: null, kind, stage, dueAt: endOfLocalDay(to), facts });
    const at = await tx.now();
    await this.transitions.record(tx, target, 'due-date-moved', {
      effectiveAt: at,
      facts: {
        ...{ decree, calendar: version, previousDueOn: from, dueOn: to },
        clocks: [{ clock: limit, from, to }],
      },
    });
    await this.news.tellRequester<'date-moved'>(tx, target, {
      kind: 'date-moved',
      effectKey: `date-moved:${String(version)}:${objection.id}:${limit}`,
      count,
      data: {
        number: objection.register_number,
        term: isReply ? 'objectionReply' : 'commission',
        decree,
        previousDueOn: from,
        dueOn: to,
        countedDays: [],
        isYours: !isReply,
        link: this.news.links.pathOf(target),
      },
      calendar: {
        sequence,
        entry: isReply ? 'objection-reply-due' : 'commission-window',
        subjectId: objection.id,
      },
    });
  }
}

function clockOf(objection: ObjectionRow, { kind, due_at: at, facts }: OpenClock): RunningClock {
  const due = addCalendarDays(localDayOf(at), -1);
  const { received_on: receivedOn, entered_at: enteredAt, answered_at: answeredAt } = objection;
  if (kind === 'objection-reply') return { limit: 'T8', due, receivedOn, enteredOn: localDayOf(enteredAt) };
  return commissionClock(due, facts, {
    replyDueOn: objection.reply_due_on,
    answeredOn: answeredAt === null ? null : localDayOf(answeredAt),
  });
}
