import { Injectable } from '@nestjs/common';
import { laterOf, localDayOf } from '../../law/local-date.js';
import { commissionWindowEnd } from '../../law/objection-windows.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { LetterReceipts, type ReceivedLetter } from '../requests/letter-receipts.js';
import { isDisputed } from './is-disputed.queries.js';
import { commissionRows } from './objection-clocks.js';
import { lockTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

/** Key of the mail that tells an answer; its printed letter is posted under the same. */
export function answeredKey(objectionId: string): string {
  return `objection-answered:${objectionId}`;
}

/**
 * The superior's answer went by post: T10 runs from the day on which it was received (UU 14/2008 art. 37(2)). Answered
 * Mon 2026-12-21, received Wed 2026-12-23: commission until Mon 2027-01-18 in place of Thu 2027-01-14.
 */
@Injectable()
export class AnswerReceived {
  constructor(
    receipts: LetterReceipts,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly transitions: ObjectionTransitions,
  ) {
    receipts.register('objection-answered', (tx, _row, letter) => this.received(tx, letter));
  }

  /** `letter`: the answer that was posted, and the day on which it was received. */
  async received(tx: Tx, { effectKey, receivedOn }: ReceivedLetter): Promise<void> {
    const target = await lockTarget(tx, effectKey.slice(answeredKey('').length));
    if (target === null || target.objection.status !== 'answered') return;
    if (await isDisputed(tx, target.objection.id)) return;
    const { row, objection } = target;
    if (objection.answered_at === null) return;
    // Received on the day it was sent it changes no date, but what waited for the receipt ends now.
    const on = laterOf(receivedOn, localDayOf(objection.answered_at));
    const calendar = await this.calendar.forCase(objection);
    const until = commissionWindowEnd(on, calendar, await this.rules.ofCase(objection)).date;
    if (objection.commission_until !== null && until < objection.commission_until) return;
    await this.dueRows.stopOfObjection(tx, objection.id, ['commission-window', 'commission-window-reminder']);
    const owner = { caseId: row?.id ?? null, objectionId: objection.id };
    const start = { on, dayZero: 'receipt' } as const;
    const stage = `${objection.id}/received-${receivedOn}`;
    await this.dueRows.start(tx, commissionRows(owner, stage, start, until, await tx.now(), calendar));
    await this.transitions.recordChange(
      tx,
      target,
      'commission-term-moved',
      { commission_until: until },
      { visibleTo: 'staff', facts: { receivedOn, commissionUntil: until } },
    );
  }
}
