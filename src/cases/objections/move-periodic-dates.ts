import { Injectable } from '@nestjs/common';
import { addCalendarDays, endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import {
  clockCount,
  recompute,
  type MovedDate,
  type RecomputedDate,
  type RecomputingRules,
  type RunningClock,
} from '../../law/recompute.js';
import type { TermCount } from '../../law/term.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { movedReminders, type OpenReminder } from '../../office/deadlines/moved-reminders.js';
import { Tasks } from '../../office/tasks/tasks.js';
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

type ClockedObjection = Pick<
  ObjectionRow,
  | 'id'
  | 'register_number'
  | 'rule_set_version'
  | 'received_on'
  | 'entered_at'
  | 'answered_at'
  | 'reply_due_on'
>;

const IS_OPEN_CLOCK = `d.done_at IS NULL AND d.kind IN ('objection-reply', 'commission-window')`;

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
    private readonly tasks: Tasks,
  ) {}

  /** The dates that moved. */
  async run(
    tx: Tx,
    id: string,
    countingOf: (ruleSet: number) => PeriodicCounting,
  ): Promise<readonly MovedDate[]> {
    const target = await lockTarget(tx, id);
    if (target === null || target.row !== null) return [];
    const { objection } = target;
    const counting = countingOf(objection.rule_set_version);
    const today = localDayOf(await tx.now());
    const rows = await tx.query<OpenClock>(
      `SELECT kind, stage, due_at, facts FROM due_rows d WHERE d.objection_id = $1 AND ${IS_OPEN_CLOCK}`,
      [id],
    );
    const moved: MovedDate[] = [];
    for (const row of rows) {
      const clock = clockOf(objection, row);
      const next = recompute(clock, counting.calendar, counting.rules, today);
      if (next === null || next.from === next.to) continue;
      const count = clockCount(clock, counting.rules);
      await this.move(tx, target, row, { ...next, count }, counting);
      await this.moveReminders(tx, id, row, next.to, counting.calendar);
      moved.push(movedDate(objection, next));
    }
    return moved;
  }

  /** The dates that a calendar would move, of all such objections: for the preview of a decree. */
  async outlook(
    tx: Tx,
    countingOf: (ruleSet: number) => Pick<PeriodicCounting, 'calendar' | 'rules'>,
  ): Promise<readonly MovedDate[]> {
    const today = localDayOf(await tx.now());
    const open = await tx.query<ClockedObjection & OpenClock>(
      `SELECT o.id, o.register_number, o.rule_set_version, o.received_on, o.entered_at, o.answered_at, o.reply_due_on,
         d.kind, d.stage, d.due_at, d.facts
       FROM objections o JOIN due_rows d ON d.objection_id = o.id WHERE o.case_id IS NULL AND ${IS_OPEN_CLOCK}`,
    );
    return open.flatMap((row) => {
      const { calendar, rules } = countingOf(row.rule_set_version);
      const next = recompute(clockOf(row, row), calendar, rules, today);
      return next === null || next.from === next.to ? [] : [movedDate(row, next)];
    });
  }

  /** The reply is due earlier than the desk was told. */
  private async warnDesk(
    tx: Tx,
    { id, register_number: number }: ObjectionRow,
    { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
    version: number,
  ): Promise<void> {
    await this.tasks.create(tx, {
      onceKey: `due-date-moved:${String(version)}:${id}:T8`,
      kind: 'due-date-moved',
      ...{ caseId: null, role: 'desk', agency: null },
      facts: { clock: 'T8', from, to, objectionId: id, objection: number },
      dueOn: to,
    });
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
    if (isReply && to < from) await this.warnDesk(tx, objection, { from, to }, version);
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

function clockOf(objection: ClockedObjection, { kind, due_at: at, facts }: OpenClock): RunningClock {
  const due = addCalendarDays(localDayOf(at), -1);
  const { received_on: receivedOn, entered_at: enteredAt, answered_at: answeredAt } = objection;
  if (kind === 'objection-reply') return { limit: 'T8', due, receivedOn, enteredOn: localDayOf(enteredAt) };
  return commissionClock(due, facts, {
    replyDueOn: objection.reply_due_on,
    answeredOn: answeredAt === null ? null : localDayOf(answeredAt),
  });
}

function movedDate(
  { id, register_number: registerNumber }: ClockedObjection,
  { limit, from, to }: RecomputedDate,
): MovedDate {
  return { limit, from, to, subjectId: id, registerNumber };
}
