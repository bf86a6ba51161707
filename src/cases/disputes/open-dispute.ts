import { Injectable } from '@nestjs/common';
import {
  commissionTerms,
  isLateDispute,
  isPrematureDispute,
  mayDispute,
  type CommissionTerms,
} from '../../law/dispute-rules.js';
import { earlierOf, localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { nextDisputeState } from '../../law/next-state.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Tasks } from '../../office/tasks/tasks.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { NAMED_DISPUTE } from '../objections/is-disputed.queries.js';
import {
  lockObjection,
  OBJECTION_COLUMNS,
  type ObjectionRow,
  type ObjectionTarget,
} from '../objections/objection-row.js';
import { lockOwnCase } from '../requests/open-case.js';
import { DisputeFiles } from './dispute-files.js';
import { DisputeNews } from './dispute-news.js';
import { readDispute, type DisputeRow } from './dispute-row.js';
import { DisputeTrail } from './dispute-trail.js';

/** What the commission's notice says. */
export interface NewDispute {
  readonly objectionNumber: string;
  readonly commissionNumber: string;
  readonly filedOn: string;
  readonly fileId: string | null;
}

/** A dispute as it is written down. */
export interface DisputeFacts {
  readonly commissionNumber: string;
  readonly filedOn: LocalDate;
  readonly fileId: string | null;
}

/**
 * Registers that an objection went to the Information Commission (law.md row 25; UU 14/2008 art. 37-38): T10 stops, T11
 * and T12 are written down for the office to know. A filing after T10, or before the answer or the end of T8, is flagged,
 * never blocked: only the commission may call it late or premature. Filed Mon 2027-01-25: the commission starts by 2027-02-15.
 */
@Injectable()
export class OpenDispute {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly files: DisputeFiles,
    private readonly trail: DisputeTrail,
    private readonly news: DisputeNews,
    private readonly tasks: Tasks,
  ) {}

  /** Throws 422 for an unknown objection or day, 409 where the objection bears none or has one already. */
  async run(tx: Tx, input: NewDispute): Promise<DisputeRow> {
    const objection = await findObjection(tx, input.objectionNumber);
    const row = objection.case_id === null ? null : await lockOwnCase(tx, objection.case_id);
    const locked = (await lockObjection(tx, objection.id)) ?? objection;
    const filedOn = readFilingDay(input.filedOn, locked, localDayOf(await tx.now()));
    const lawful = mayDispute(locked.status);
    if (!lawful.ok) throw refused(lawful.refusal);
    if ((await tx.query('SELECT 1 FROM disputes WHERE objection_id = $1', [locked.id])).length > 0)
      throw refused('dispute-exists');
    await this.files.keep(tx, objection.case_id, input.fileId === null ? [] : [input.fileId], 'fileId');
    const facts = { commissionNumber: input.commissionNumber, filedOn, fileId: input.fileId };
    const { dispute, terms } = await this.enter(tx, { row, objection: locked }, facts);
    await this.news.opened(tx, { dispute, row }, terms.startDue.date, terms.endDue.date);
    return dispute;
  }

  /** Writes a dispute that is known to be lawful, stops T10 and tells the trail; the caller holds the locks. */
  async enter(
    tx: Tx,
    { row, objection }: ObjectionTarget,
    { commissionNumber, filedOn, fileId }: DisputeFacts,
  ): Promise<{ readonly dispute: DisputeRow; readonly terms: CommissionTerms }> {
    const next = nextDisputeState('none', 'open');
    if (!next.ok) throw refused(next.refusal);
    const calendar = await this.calendar.forCase(objection);
    const terms = commissionTerms(filedOn, calendar, await this.rules.ofCase(objection));
    const late = isLateDispute(filedOn, objection.commission_until);
    const premature = isPrematureDispute(filedOn, {
      status: objection.status,
      answeredOn: objection.answered_at === null ? null : localDayOf(objection.answered_at),
      replyDueOn: objection.reply_due_on,
    });
    const id = newId();
    await tx.query(
      `INSERT INTO disputes (id, objection_id, commission_number, filed_on, status, late, start_due_on, end_due_on,
         registered_at, registered_by, file_id, premature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[
          id,
          objection.id,
          commissionNumber,
          filedOn,
          next.to,
          late,
          terms.startDue.date,
          terms.endDue.date,
        ],
        ...[await tx.now(), tx.actor.id, fileId, premature],
      ],
    );
    await this.dueRows.stopOfObjection(tx, objection.id, ['commission-window', 'commission-window-reminder']);
    await this.tasks.settle(tx, `${NAMED_DISPUTE}${objection.id}`, tx.actor.id);
    const dispute = await readDispute(tx, id);
    const event = next.transition.timeline[0] ?? 'dispute-opened';
    await this.trail.tell(tx, { dispute, row }, event, await tx.now(), {
      filedOn,
      late: dispute.late,
      ...(premature ? { premature } : {}),
      startDueOn: terms.startDue.date,
      endDueOn: terms.endDue.date,
    });
    return { dispute, terms };
  }
}

async function findObjection(tx: Tx, number: string): Promise<ObjectionRow> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM objections WHERE register_number = $1', [
    number,
  ]);
  const found = rows[0] === undefined ? null : await readObjection(tx, rows[0].id);
  if (found === null) {
    throw invalid([
      { field: 'objectionNumber', code: 'unknown-value', message: 'disputes.errors.objection-unknown' },
    ]);
  }
  return found;
}

// The case is locked before the objection, as everywhere; so the first look takes no lock.
async function readObjection(tx: Tx, id: string): Promise<ObjectionRow | null> {
  const rows = await tx.query<ObjectionRow>(`SELECT ${OBJECTION_COLUMNS} FROM objections WHERE id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

function readFilingDay(typed: string, objection: ObjectionRow, today: LocalDate): LocalDate {
  const day = parseLocalDate(typed);
  if (day === null || day > today || day < broughtOn(objection)) {
    throw invalid([{ field: 'filedOn', code: 'wrong-date', message: 'disputes.errors.filed-on' }]);
  }
  return day;
}

// After hours the day that counts as its receipt may be still to come (D5); a paper was there before its entry.
function broughtOn({ received_on: receivedOn, entered_at: enteredAt }: ObjectionRow): LocalDate {
  return earlierOf(receivedOn, localDayOf(enteredAt));
}
