import { Injectable } from '@nestjs/common';
import { laterOf, localDayOf } from '../../law/local-date.js';
import { commissionWindowEnd } from '../../law/objection-windows.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { LetterReceipts, type LetterThatLeft, type ReceivedLetter } from '../requests/letter-receipts.js';
import { BrokenOrder } from './broken-order.js';
import { isDisputed } from './is-disputed.queries.js';
import { commissionRows, type CommissionStart } from './objection-clocks.js';
import { lockTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

/** Key of the mail that tells an answer; its printed letter is posted under the same. */
export function answeredKey(objectionId: string): string {
  return `objection-answered:${objectionId}`;
}

/** What T10 is counted from, and what the trail says of it. */
interface NewStart extends CommissionStart {
  readonly stage: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * The superior's answer went by post: T10 runs from the day on which it was received (UU 14/2008 art. 37(2)). Answered
 * Mon 2026-12-21, received Wed 2026-12-23: commission until Mon 2027-01-18 in place of Thu 2027-01-14. Nobody received it
 * before it left; while it lies at the desk after T8, the way to the commission is open as after silence.
 */
@Injectable()
export class AnswerReceived {
  constructor(
    receipts: LetterReceipts,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly transitions: ObjectionTransitions,
    private readonly broken: BrokenOrder,
  ) {
    receipts.register('objection-answered', (tx, _row, letter) => this.received(tx, letter));
    receipts.registerLeaving('objection-answered', (tx, _row, letter) => this.left(tx, letter));
    receipts.registerLate('objection-answered', (tx, effectKey) => this.unsent(tx, effectKey));
  }

  /** `letter`: the answer that was posted, and the day on which it was received. */
  async received(tx: Tx, { effectKey, receivedOn }: ReceivedLetter): Promise<void> {
    await this.startAgain(tx, effectKey, {
      ...{ on: receivedOn, dayZero: 'receipt', stage: `received-${receivedOn}` },
      facts: { receivedOn },
    });
    await this.broken.toldByLetter(tx, objectionOf(effectKey), receivedOn);
  }

  /** `letter`: the answer that was posted or handed over. */
  async left(tx: Tx, { effectKey, leftOn, isReceived }: LetterThatLeft): Promise<void> {
    await tx.execute(
      `UPDATE objections SET reply_left_on = $2, reply_left_at = coalesce(reply_left_at, $3)
       WHERE id = $1 AND reply_on_paper`,
      [objectionOf(effectKey), leftOn, await tx.now()],
    );
    if (isReceived) return;
    await this.startAgain(tx, effectKey, {
      ...{ on: leftOn, dayZero: 'receipt', stage: `posted-${leftOn}` },
      facts: { leftOn },
    });
    await this.broken.toldByLetter(tx, objectionOf(effectKey), leftOn);
  }

  private async unsent(tx: Tx, effectKey: string): Promise<void> {
    const target = await lockTarget(tx, objectionOf(effectKey));
    if (target === null) return;
    const { reply_due_on: replyDueOn } = target.objection;
    await this.startAgain(tx, effectKey, {
      ...{ on: replyDueOn, dayZero: 'end-of-term', stage: 'unsent' },
      facts: { replyDueOn },
    });
  }

  private async startAgain(tx: Tx, effectKey: string, { stage, facts, ...given }: NewStart): Promise<void> {
    const target = await lockTarget(tx, objectionOf(effectKey));
    if (target === null || target.objection.status !== 'answered') return;
    if (await isDisputed(tx, target.objection.id)) return;
    const { row, objection } = target;
    if (objection.answered_at === null) return;
    // Received on the day it was sent it changes no date, but what waited for the receipt ends now.
    const start =
      given.dayZero === 'receipt'
        ? { ...given, on: laterOf(given.on, localDayOf(objection.answered_at)) }
        : given;
    const calendar = await this.calendar.forCase(objection);
    const rules = await this.rules.ofCase(objection);
    const counted = commissionWindowEnd(start.on, calendar, rules, start.dayZero).date;
    const today = localDayOf(await tx.now());
    const named = today > objection.reply_due_on ? objection.commission_until : null;
    const isLater = named !== null && counted < named;
    if (isLater && named >= today) return;
    // A later one that has passed while the letter was waited for ends the objection once this is known.
    const until = isLater ? named : counted;
    await this.dueRows.stopOfObjection(tx, objection.id, ['commission-window', 'commission-window-reminder']);
    const owner = { caseId: row?.id ?? null, objectionId: objection.id };
    const rows = commissionRows(
      owner,
      `${objection.id}/${stage}-${String(objection.version)}`,
      start,
      until,
      await tx.now(),
      calendar,
    );
    await this.dueRows.start(tx, rows);
    await this.transitions.recordChange(
      tx,
      target,
      'commission-term-moved',
      { commission_until: until },
      { visibleTo: 'staff', facts: { ...facts, commissionUntil: until } },
    );
  }
}

function objectionOf(effectKey: string): string {
  return effectKey.slice(answeredKey('').length);
}
