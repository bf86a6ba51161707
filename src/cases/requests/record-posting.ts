import { Injectable } from '@nestjs/common';
import { repairDue } from '../../law/completeness.js';
import { laterOf, localDayOf, localInstant, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { answerLeftOn, leftAfter } from '../../law/paper-letter.js';
import { isEnded } from '../../law/request-states.js';
import { RECEIPT_REMINDER_DAYS, REMINDER_TIME } from '../../law/service-rules.js';
import type { DayZero } from '../../law/term.js';
import { mayObject } from '../../law/who-may-file.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseChange, CaseRow } from './case-row.js';
import { repairRows, repairStage } from './clock-rows.js';
import { handoverOf } from './handover.queries.js';
import { answeredKey, letterLateKey } from './letter-days.js';
import { LetterTerm, receiptMissingKey } from './letter-term.js';
import { LetterReceipts, type LetterWay, type ReceivedLetter } from './letter-receipts.js';
import { ObjectionWindow } from './objection-window.js';
import { lockOwnCase } from './open-case.js';

/** A printed letter that left the office. */
export interface Posting {
  /** Effect key of the mail, or of the letter: each leaves once. */
  readonly effectKey: string;
  /** Kind of the mail that it stands for. */
  readonly mail: string;
  /** The round of a letter of incompleteness. */
  readonly round: number | null;
  readonly issuedOn: LocalDate;
  readonly way: LetterWay;
  readonly sentOn: string;
  /** The day on which the requester got it, once it is known. */
  readonly receivedOn: string | null;
}

/** When the desk is asked for a receipt that is still missing: so many working days after the posting. */
export function receiptReminderRow(
  caseId: string,
  posting: { readonly effectKey: string; readonly mail: string; readonly sentOn: LocalDate },
  calendar: WorkingCalendar,
): NewDueRow {
  const day = calendar.dueDate(posting.sentOn, RECEIPT_REMINDER_DAYS).date;
  return {
    caseId,
    kind: 'receipt-reminder',
    stage: `${posting.effectKey}/${posting.sentOn}`,
    dueAt: localInstant(day, REMINDER_TIME),
    facts: { effectKey: posting.effectKey, mail: posting.mail, sentOn: posting.sentOn },
  };
}

/**
 * Records that a printed letter was posted or handed over, and when it was received. T3 starts on the day the letter
 * of incompleteness is received (PerKI 1/2021 art. 33(3)); a notice that came later than it was sent gives T7 to the
 * later day (law.md 4.12). Letter of Mon 2026-11-30 received Wed 2026-12-02: repair until Mon 2026-12-07. While the
 * receipt is unknown the desk is reminded of it. A notice is sent, and an extension lengthens, on the day of the
 * posting. A letter of incompleteness whose posting is recorded after its term starts nothing.
 */
@Injectable()
export class RecordPosting {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly objectionWindow: ObjectionWindow,
    private readonly tasks: Tasks,
    private readonly receipts: LetterReceipts,
    private readonly letterTerm: LetterTerm,
  ) {
    receipts.register('needs-completing', (tx, row, letter) => this.startRepair(tx, row, letter));
    receipts.register('answered', (tx, row, letter) => this.noticeReceived(tx, row, letter));
    receipts.register('closed-incomplete', (tx, row, letter) => this.closingReceived(tx, row, letter));
    receipts.registerLate('answered', (tx, effectKey) => this.noticeUnsent(tx, effectKey));
  }

  /** Returns whether nothing more is to be recorded of this letter. Throws 422 for an impossible day. */
  async run(tx: Tx, row: CaseRow, posting: Posting): Promise<boolean> {
    const { effectKey, mail, way } = posting;
    const days = postedDays(posting, localDayOf(await tx.now()));
    await this.keep(tx, { caseId: row.id, objectionId: null }, posting, days);
    const left = await noticeLeft(tx, row, effectKey, days.sentOn);
    const changed = await this.transitions.recordChange(
      tx,
      row,
      days.receivedOn === null ? 'letter-posted' : 'letter-received',
      left?.change ?? {},
      { facts: { mail, way, sentOn: days.sentOn, receivedOn: days.receivedOn, ...left?.facts } },
    );
    const isReceived = days.receivedOn !== null;
    await this.receipts.left(tx, changed, mail, { effectKey, leftOn: days.sentOn, way, isReceived });
    // What left may have given what was ordered.
    const after = await lockOwnCase(tx, row.id);
    await this.tasks.settle(tx, letterLateKey(effectKey), tx.actor.id);
    if (left !== null && days.receivedOn === null) await this.noticeSent(tx, after, days.sentOn);
    if (mail === 'needs-completing' && row.status === 'incomplete' && !(await this.letterTerm.left(tx, row)))
      return true;
    if (days.receivedOn === null) {
      if (!(await this.receipts.startsTerm(tx, mail, effectKey))) {
        await this.tasks.settle(tx, receiptMissingKey(effectKey), tx.actor.id);
        return true;
      }
      const calendar = await this.calendar.forCase(row);
      const reminder = receiptReminderRow(row.id, { effectKey, mail, sentOn: days.sentOn }, calendar);
      await this.dueRows.start(tx, [reminder]);
      return false;
    }
    const { receivedOn } = days;
    await this.receipts.received(tx, after, mail, { effectKey, round: posting.round, receivedOn });
    await this.tasks.settle(tx, receiptMissingKey(effectKey), tx.actor.id);
    return true;
  }

  /** Keeps that a letter left the office, and when it was received. */
  async keep(
    tx: Tx,
    about: { readonly caseId: string | null; readonly objectionId: string | null },
    { effectKey, way }: Posting,
    { sentOn, receivedOn }: PostedDays,
  ): Promise<void> {
    const { caseId, objectionId } = about;
    await tx.query(
      `INSERT INTO postings (effect_key, case_id, objection_id, way, sent_on, received_on, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (effect_key) DO UPDATE SET way = $4, sent_on = $5, received_on = $6, staff_id = $7, at = $8`,
      [effectKey, caseId, objectionId, way, sentOn, receivedOn, tx.actor.id ?? '', await tx.now()],
    );
  }

  private async startRepair(tx: Tx, row: CaseRow, { round, receivedOn }: ReceivedLetter): Promise<void> {
    if (row.status !== 'incomplete' || row.repair_due_on !== null) return;
    const calendar = await this.calendar.forCase(row);
    const due = repairDue(receivedOn, calendar, await this.rules.ofCase(row)).date;
    await tx.execute(
      'UPDATE incompleteness_letters SET received_on = $3, repair_due_on = $4 WHERE case_id = $1 AND round = $2',
      [row.id, round ?? 1, receivedOn, due],
    );
    const changed = await this.transitions.recordChange(
      tx,
      row,
      'repair-term-started',
      { repair_due_on: due },
      { facts: { receivedOn, repairDueOn: due } },
    );
    const stage = repairStage(round ?? 1, `received-${String(changed.version)}`);
    await this.dueRows.start(tx, repairRows(row.id, stage, due, await tx.now(), calendar));
  }

  private async noticeReceived(tx: Tx, row: CaseRow, { receivedOn }: ReceivedLetter): Promise<void> {
    if (row.noticed_at === null) return;
    const found = laterOf(receivedOn, localDayOf(row.noticed_at));
    await this.laterObjection(
      tx,
      row,
      { stage: `notice-received/${receivedOn}`, receivedOn },
      found,
      'receipt',
    );
  }

  // Nobody received a letter before it left: T7 ends no earlier than counted from then (law.md 4.12).
  private async noticeSent(tx: Tx, row: CaseRow, leftOn: LocalDate): Promise<void> {
    if (row.noticed_at === null || leftOn <= localDayOf(row.noticed_at)) return;
    await this.laterObjection(tx, row, { stage: `notice-posted/${leftOn}`, leftOn }, leftOn, 'receipt');
  }

  // The term has passed and the letter lies at the desk: T7 counts from its end, as after silence.
  private async noticeUnsent(tx: Tx, effectKey: string): Promise<void> {
    const row = await lockOwnCase(tx, effectKey.slice(answeredKey('').length));
    const { letter_due_on: lastDay } = row;
    if (lastDay === null || lastDay >= localDayOf(await tx.now())) return;
    await this.laterObjection(
      tx,
      row,
      { stage: `notice-unsent/${lastDay}`, lastDay },
      lastDay,
      'end-of-term',
    );
  }

  // The closing opens ground e as a notice does: whoever learns of it by post has 30 working days from then.
  private async closingReceived(tx: Tx, row: CaseRow, letter: ReceivedLetter): Promise<void> {
    if (row.status !== 'closed_incomplete' || row.repair_due_on === null) return;
    const { receivedOn } = letter;
    const news = { stage: `notice-received/${receivedOn}`, receivedOn };
    if (receivedOn > row.repair_due_on) await this.laterObjection(tx, row, news, receivedOn, 'receipt');
    else await this.laterObjection(tx, row, news, row.repair_due_on, 'end-of-term');
  }

  private async laterObjection(
    tx: Tx,
    row: CaseRow,
    {
      stage,
      ...days
    }: {
      readonly stage: string;
      readonly receivedOn?: LocalDate;
      readonly leftOn?: LocalDate;
      readonly lastDay?: LocalDate;
    },
    foundOn: LocalDate,
    dayZero: DayZero,
  ): Promise<void> {
    if (isEnded(row.status)) return;
    if (row.objection_until === null && mayObject(row.standing)) return;
    // Received on the day it was sent it changes no date, but what waited for the receipt ends now.
    const until = await this.objectionWindow.open(
      tx,
      row,
      foundOn,
      `${stage}-${String(row.version)}`,
      dayZero,
    );
    if (until === null || (row.objection_until !== null && until <= row.objection_until)) return;
    await this.transitions.recordChange(
      tx,
      row,
      'objection-term-moved',
      { objection_until: until },
      { facts: { ...days, objectionUntil: until } },
    );
  }
}

/**
 * The written notice is sent on the day on which its letter leaves (law.md row 10), or what it gave is handed over: late
 * when that is after its term.
 */
async function noticeLeft(
  tx: Tx,
  row: CaseRow,
  effectKey: string,
  postedOn: LocalDate,
): Promise<{ readonly change: CaseChange; readonly facts: { readonly late?: true } } | null> {
  if (!row.notice_on_paper || effectKey !== answeredKey(row.id)) return null;
  const leftOn = answerLeftOn(postedOn, await handoverOf(tx, row.id));
  const lastDay = row.letter_due_on ?? row.due_on;
  const isLate = lastDay !== null && leftAfter({ onPaper: true, leftOn }, lastDay);
  return {
    change: { notice_left_on: leftOn, notice_left_at: row.notice_left_at ?? (await tx.now()) },
    facts: isLate ? { late: true } : {},
  };
}

/** The days of a posting, once they are days. */
export interface PostedDays {
  readonly sentOn: LocalDate;
  readonly receivedOn: LocalDate | null;
}

/** Reads the days of a posting. Throws 422 for an impossible one. */
export function postedDays({ way, sentOn, receivedOn, issuedOn }: Posting, today: LocalDate): PostedDays {
  const sent = parseLocalDate(sentOn);
  const received = way === 'counter' ? sent : receivedOn === null ? null : parseLocalDate(receivedOn);
  const faults: FieldFault[] = [];
  if (sent === null || sent > today || sent < issuedOn) faults.push(fault('sentOn', 'sent-on'));
  const isOpen = receivedOn === null && way === 'post';
  if (!isOpen && (received === null || received > today || (sent !== null && received < sent)))
    if (way === 'post') faults.push(fault('receivedOn', 'received-on'));
  if (sent === null || faults.length > 0) throw invalid(faults);
  return { sentOn: sent, receivedOn: received };
}

function fault(field: string, key: string): FieldFault {
  return { field, code: 'wrong-date', message: `requests.errors.${key}` };
}
