import { Injectable } from '@nestjs/common';
import { repairDue } from '../../law/completeness.js';
import { localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseRow } from './case-row.js';
import { repairRows } from './clock-rows.js';
import { ObjectionWindow } from './objection-window.js';

/** A printed letter that left the office. */
export interface Posting {
  /** Effect key of the mail, or of the letter: each leaves once. */
  readonly effectKey: string;
  /** Kind of the mail that it stands for. */
  readonly mail: string;
  /** The round of a letter of incompleteness. */
  readonly round: number | null;
  readonly issuedOn: LocalDate;
  readonly way: 'post' | 'counter';
  readonly sentOn: string;
  /** The day on which the requester got it, once it is known. */
  readonly receivedOn: string | null;
}

/** News whose receipt starts a term of the requester: its day is asked for, the posting alone ends nothing. */
const STARTS_A_TERM: readonly string[] = ['needs-completing', 'answered'];

/**
 * Records that a printed letter was posted or handed over, and when it was received. T3 starts on the day the letter
 * of incompleteness is received (PerKI 1/2021 art. 33(3)); a notice that came later than it was sent gives T7 to the
 * later day (law.md 4.12). Letter of Mon 2026-11-30 received Wed 2026-12-02: repair until Mon 2026-12-07.
 */
@Injectable()
export class RecordPosting {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly objectionWindow: ObjectionWindow,
  ) {}

  /** Returns whether nothing more is to be recorded of this letter. Throws 422 for an impossible day. */
  async run(tx: Tx, row: CaseRow, posting: Posting): Promise<boolean> {
    const days = daysOf(posting, localDayOf(await tx.now()));
    await tx.query(
      `INSERT INTO postings (effect_key, case_id, way, sent_on, received_on, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (effect_key) DO UPDATE SET way = $3, sent_on = $4, received_on = $5, staff_id = $6, at = $7`,
      [
        posting.effectKey,
        row.id,
        posting.way,
        days.sentOn,
        days.receivedOn,
        tx.actor.id ?? '',
        await tx.now(),
      ],
    );
    const changed = await this.transitions.recordChange(
      tx,
      row,
      days.receivedOn === null ? 'letter-posted' : 'letter-received',
      {},
      { facts: { mail: posting.mail, way: posting.way, sentOn: days.sentOn, receivedOn: days.receivedOn } },
    );
    if (days.receivedOn === null) return !STARTS_A_TERM.includes(posting.mail);
    if (posting.mail === 'needs-completing')
      await this.startRepair(tx, changed, posting.round ?? 1, days.receivedOn);
    if (posting.mail === 'answered') await this.laterObjection(tx, changed, days.receivedOn);
    return true;
  }

  private async startRepair(tx: Tx, row: CaseRow, round: number, receivedOn: LocalDate): Promise<void> {
    if (row.status !== 'incomplete' || row.repair_due_on !== null) return;
    const calendar = await this.calendar.forCase(row);
    const due = repairDue(receivedOn, calendar, await this.rules.ofCase(row)).date;
    await tx.execute(
      'UPDATE incompleteness_letters SET received_on = $3, repair_due_on = $4 WHERE case_id = $1 AND round = $2',
      [row.id, round, receivedOn, due],
    );
    await this.transitions.recordChange(
      tx,
      row,
      'repair-term-started',
      { repair_due_on: due },
      { facts: { receivedOn, repairDueOn: due } },
    );
    await this.dueRows.start(tx, repairRows(row.id, round, due, await tx.now(), calendar));
  }

  private async laterObjection(tx: Tx, row: CaseRow, receivedOn: LocalDate): Promise<void> {
    if (row.noticed_at === null || row.objection_until === null) return;
    if (receivedOn <= localDayOf(row.noticed_at)) return;
    const until = await this.objectionWindow.open(tx, row, receivedOn, `notice-received/${receivedOn}`);
    if (until <= row.objection_until) return;
    await this.transitions.recordChange(
      tx,
      row,
      'objection-term-moved',
      { objection_until: until },
      { facts: { receivedOn, objectionUntil: until } },
    );
  }
}

function daysOf(
  { way, sentOn, receivedOn, issuedOn }: Posting,
  today: LocalDate,
): { readonly sentOn: LocalDate; readonly receivedOn: LocalDate | null } {
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
