import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import {
  exemptionEffect,
  faultsOfReply,
  isGivenInFull,
  orderedTask,
  type ReplyFault,
} from '../../law/objection-reply.js';
import { commissionWindowEnd } from '../../law/objection-windows.js';
import { timeLimit } from '../../law/time-limits.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import { answeredKey } from './answer-received.js';
import { hasConsented } from './consented-before.js';
import { lateLetterRow } from '../requests/letter-days.js';
import { postingReminderRow } from '../requests/posting-reminder.js';
import { LiftExemptions } from '../refusals/lift-exemptions.js';
import { isDisputed } from './is-disputed.queries.js';
import { withDecree } from './decree-of-case.js';
import { commissionRows, orderRows, type CommissionStart } from './objection-clocks.js';
import { ObjectionLetters } from './objection-letters.js';
import { ObjectionNews } from './objection-news.js';
import type { ObjectionRow, ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';
import { repliedRequest } from './replied-request.js';
import type { IssuedReply, Reply } from './reply.js';

const FIELDS: Readonly<Record<ReplyFault, string>> = {
  'outcome-not-possible': 'outcome',
  'reasons-missing': 'reasons',
  'order-missing': 'order.text',
  'order-not-possible': 'order.text',
  'order-kind-not-possible': 'order.kind',
  'carry-out-in-the-past': 'order.carryOutBy',
  'carry-out-too-far': 'order.carryOutBy',
};

/**
 * The superior or the delegate answers an objection (UU 14/2008 art. 36(2)-(3); PerKI 1/2021 art. 44; law.md row 21),
 * after silence too: T8 stops, T10 starts on the day of the letter, an order starts T9. On paper both go by the day on
 * which the letter leaves (`AnswerReceived`). The request keeps its state.
 * Answered Mon 2026-12-21: commission until Thu 2027-01-14. Throws 422 for what the law misses in it, 409 once answered.
 */
@Injectable()
export class ReplyToObjection {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly transitions: ObjectionTransitions,
    private readonly letters: ObjectionLetters,
    private readonly news: ObjectionNews,
    private readonly exemptions: LiftExemptions,
  ) {}

  async run(tx: Tx, target: ObjectionTarget, given: Reply): Promise<ObjectionRow> {
    const reply = await withDecree(tx, target, given);
    const now = await tx.now();
    const today = localDayOf(now);
    const { row, objection } = target;
    const faults = this.faults(target, reply, today);
    if (faults.length > 0) throw invalid(faults);
    const calendar = await this.calendar.forCase(objection);
    const rules = await this.rules.ofCase(objection);
    const owner = { caseId: row?.id ?? null, objectionId: objection.id };
    const onPaper = !(await this.news.reaches(tx, target));
    const start = commissionStart(today, onPaper, objection.reply_due_on);
    // Once the requester has gone to the commission the answer opens no way there.
    const disputed = await isDisputed(tx, objection.id);
    const until = disputed ? null : commissionWindowEnd(start.on, calendar, rules, start.dayZero).date;
    const changed = await this.transitions.apply(tx, target, {
      event: 'reply',
      change: {
        ...{ answered_at: now, reply_on_paper: onPaper },
        ...(until === null ? {} : { commission_until: until }),
      },
      facts: {
        outcome: reply.outcome,
        commissionUntil: until,
        carryOutBy: reply.order?.carryOutBy ?? null,
        asDelegate: objection.delegate_id !== null && objection.delegate_id === tx.actor.id,
      },
    });
    const after = { row, objection: changed };
    // After silence T10 runs already; the answer starts it anew, unless the requester has gone there meanwhile.
    await this.dueRows.stopOfObjection(tx, objection.id, ['commission-window', 'commission-window-reminder']);
    const stage = `${objection.id}/answered`;
    if (until !== null)
      await this.dueRows.start(tx, commissionRows(owner, stage, start, until, now, calendar));
    await this.keep(tx, after, reply, now);
    if (reply.order !== null)
      await this.dueRows.start(tx, orderRows(owner, reply.order.carryOutBy, now, calendar));
    if (row !== null && exemptionEffect(objection.grounds, reply.outcome, reply.order?.gives) === 'lifted')
      await this.exemptions.run(tx, row.id, { objectionId: objection.id, reason: reply.reasons });
    // On paper it tells the day as counted from now, and that the receipt counts where that is later (law.md 4.12).
    const told = disputed ? null : commissionWindowEnd(today, calendar, rules).date;
    await this.tell(tx, after, reply, today, told);
    if (onPaper) await this.remind(tx, after, today, calendar);
    return changed;
  }

  /** What is wrong with a reply, in the words of its fields. */
  private faults(target: ObjectionTarget, reply: Reply, today: LocalDate): readonly FieldFault[] {
    const { grounds } = target.objection;
    const found = faultsOfReply({ ...reply, grounds, ...repliedRequest(target.row, today) }, today);
    return found.map((code) => ({
      field: code === 'order-missing' && reply.order === null ? 'order' : FIELDS[code],
      code,
      message: `objections.errors.${code}`,
    }));
  }

  private async keep(tx: Tx, target: ObjectionTarget, reply: IssuedReply, at: Date): Promise<void> {
    const { row, objection } = target;
    const letterId = await this.letters.issueReply(tx, target, reply);
    await tx.query(
      `INSERT INTO objection_replies (objection_id, outcome, reasons, decree_number, letter_id, staff_id, as_delegate,
         consented_before, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        objection.id,
        reply.outcome,
        reply.reasons,
        reply.decreeNumber,
        letterId,
        tx.actor.id,
        objection.delegate_id !== null && objection.delegate_id === tx.actor.id,
        await hasConsented(tx, row, tx.actor.id),
        at,
      ],
    );
    if (reply.order === null) return;
    const { kind, gives } = orderedTask(reply.order, {
      ...{ outcome: reply.outcome, grounds: objection.grounds, isGivenInFull: isGivenInFull(row) },
    });
    await tx.query(
      `INSERT INTO objection_orders (objection_id, case_id, text, carry_out_by, kind, gives)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [objection.id, row?.id ?? null, reply.order.text, reply.order.carryOutBy, kind, gives],
    );
  }

  /** On paper the answer is sent when it leaves: the desk is asked for it, and told once T8 has passed. */
  private async remind(
    tx: Tx,
    { row, objection }: ObjectionTarget,
    issuedOn: LocalDate,
    calendar: WorkingCalendar,
  ): Promise<void> {
    const caseId = row?.id ?? null;
    const letter = { effectKey: answeredKey(objection.id), mail: 'objection-answered' };
    await this.dueRows.start(tx, [
      postingReminderRow(caseId, { ...letter, issuedOn }, calendar),
      lateLetterRow(caseId, { ...letter, lastDay: objection.reply_due_on }, calendar),
    ]);
  }

  private async tell(
    tx: Tx,
    target: ObjectionTarget,
    { order }: Reply,
    answeredOn: LocalDate,
    until: LocalDate | null,
  ): Promise<void> {
    const { objection } = target;
    await this.news.tellRequester<'objection-answered'>(tx, target, {
      kind: 'objection-answered',
      effectKey: answeredKey(objection.id),
      postBy: objection.reply_due_on,
      data: {
        number: objection.register_number,
        answeredOn,
        carryOutBy: order?.carryOutBy ?? null,
        commissionUntil: until,
        isDisputed: until === null,
        commissionDays: timeLimit('disputeFiling', answeredOn).length,
        link: this.news.links.pathOf(target),
      },
      calendar: {
        sequence: objection.version,
        subjectId: objection.id,
        cancels: [{ kind: 'objection-reply-due', on: objection.reply_due_on }],
      },
    });
    if (order !== null)
      await this.news.tellOrder(tx, target, 'order-to-carry-out', order.carryOutBy, 'first');
  }
}

/** On paper T10 begins when the answer leaves, with the end of T8 at the latest: nothing ends before. */
function commissionStart(today: LocalDate, onPaper: boolean, replyDueOn: LocalDate): CommissionStart {
  return onPaper && today <= replyDueOn
    ? { on: replyDueOn, dayZero: 'end-of-term' }
    : { on: today, dayZero: 'receipt' };
}
