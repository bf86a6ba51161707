import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localDayOf, type LocalDate, laterOf } from '../../law/local-date.js';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import { objectionReplyDue, objectionReplyStart } from '../../law/objection-windows.js';
import { checkGrounds, isRaisedAlready, type ObjectionFacts } from '../../law/open-grounds.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { RequestState } from '../../law/request-states.js';
import { dayOfReceipt } from '../../law/term.js';
import { mayObject } from '../../law/who-may-file.js';
import { awaitsReply } from '../../law/state-sets.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { RegisterEntry } from '../../office/register/register-numbers.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { City } from '../../platform/config/city.js';
import type { PaperReceipt } from '../intake/paper-receipt.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DatedObjection, NewObjection, SaidObjection } from './new-objection.js';
import { ObjectionEntity } from './objection.entity.js';
import { objectionFacts, objectionFactsOn } from './objection-facts.js';
import { ObjectionPaper } from './objection-paper.js';
import { ObjectionNews } from './objection-news.js';
import { lockObjection, objectionsOf, type ObjectionRow } from './objection-row.js';

/** An objection that is in the register. */
export interface FiledObjection {
  readonly id: string;
  readonly number: string;
  readonly receivedAt: Date;
  readonly replyDueOn: LocalDate;
}

/**
 * Files an objection to the superior officer (UU 14/2008 art. 35-36; PerKI 1/2021 art. 39-43; law.md row 19): a number
 * of its own register, T8 with its reminders, the mail and the trail, in the caller's transaction with the case locked.
 * The request keeps its state. A ground that the facts do not bear today is 409 `ground-not-open`, and so is one that
 * an undecided objection rests on already, and every ground of official help and courtesy; a late one is accepted with
 * a flag (D7). What the desk enters from a paper counts, and is judged, as of the day on which it reached the office.
 * Filed Tue 2026-11-24: answer of the superior by Mon 2027-01-11.
 */
@Injectable()
export class FileObjection {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly paper: ObjectionPaper,
    private readonly news: ObjectionNews,
    private readonly city: City,
  ) {}

  async run(
    tx: Tx,
    row: CaseRow,
    objection: NewObjection,
    receipt: PaperReceipt | null = null,
  ): Promise<FiledObjection> {
    if (!mayObject(row.standing)) throw refused('ground-not-open', { notOpen: lettersOf(objection) });
    const said = objection.prepared ? await preparedOf(tx, row) : objection;
    const dated = await this.judged(tx, row, said, receipt);
    const mail = await this.paper.beforeNumber(tx, row, dated, said.fileIds);
    const entry = await this.paper.takeNumber(tx, dated.today, row);
    await insertObjection(tx, row, dated, entry);
    await this.paper.keepReceipt(tx, dated.id, receipt);
    await this.paper.afterNumber(tx, row, dated, entry, mail);
    const filed = await lockObjection(tx, dated.id);
    if (filed !== null) await this.news.tellDeciders(tx, { row, objection: filed }, 'assigned', 'filed');
    return {
      id: dated.id,
      number: entry.number,
      receivedAt: dated.receivedAt,
      replyDueOn: dated.replyDue.date,
    };
  }

  /** The objection with its day of receipt, its clock and what is late in it. Throws 409 for a ground that is not open. */
  private async judged(
    tx: Tx,
    row: CaseRow,
    said: SaidObjection,
    receipt: PaperReceipt | null,
  ): Promise<DatedObjection> {
    const now = await tx.now();
    const today = localDayOf(now);
    const calendar = await this.calendar.forCase(row);
    const rules = await this.rules.ofCase(row);
    const receivedOn = receipt?.on ?? dayOfReceipt(now, calendar, rules, this.city.desk.closes);
    const days = { receivedOn, enteredOn: laterOf(today, receivedOn) };
    const isEarlier = receivedOn < today;
    const facts = isEarlier ? await objectionFactsOn(tx, row, receivedOn) : await objectionFacts(tx, row);
    const judging = { calendar, rules, facts, day: isEarlier ? receivedOn : today };
    const late = await this.lateGrounds(tx, row, said.grounds, judging);
    return {
      id: newId(),
      requesterId: await this.paper.personOf(tx, row, said.proxy, now),
      grounds: said.grounds,
      story: said.story,
      late,
      now,
      today,
      receivedOn,
      receivedAt: receipt?.at ?? now,
      countedFrom: objectionReplyStart(days, rules),
      replyDue: objectionReplyDue(days, calendar, rules),
      calendar,
      receipt,
    };
  }

  private async lateGrounds(
    tx: Tx,
    row: CaseRow,
    grounds: readonly ObjectionGround[],
    { calendar, rules, facts, day }: Judging,
  ): Promise<readonly ObjectionGround[]> {
    const checked = checkGrounds(grounds, facts, calendar, rules, day);
    if (!checked.ok) throw refused(checked.refusal, { notOpen: checked.notOpen });
    const judged = { state: row.status, objections: await objectionsOf(tx, row.id), facts, day };
    const twice = grounds.filter((ground) => isBarred(ground, judged));
    if (twice.length > 0) throw refused('ground-not-open', { notOpen: twice });
    return checked.late;
  }
}

async function insertObjection(
  tx: Tx,
  row: CaseRow,
  dated: DatedObjection,
  entry: RegisterEntry,
): Promise<void> {
  await tx.manager.insert(ObjectionEntity, {
    id: dated.id,
    public_body: entry.publicBody,
    register_year: entry.year,
    register_seq: entry.seq,
    register_number: entry.number,
    case_id: row.id,
    requester_id: dated.requesterId,
    grounds: [...dated.grounds],
    story: dated.story,
    late: dated.late.length > 0,
    status: 'open',
    received_at: dated.receivedAt,
    received_on: dated.receivedOn,
    entered_at: dated.now,
    reply_due_on: dated.replyDue.date,
    reply_due_at: endOfLocalDay(dated.replyDue.date),
    due_provisional: dated.replyDue.provisional,
    rule_set_version: row.rule_set_version,
    channel: dated.receipt?.channel ?? 'web',
    version: 1,
  });
}

/** What the grounds are judged by: the facts of the day on which the objection reached the office. */
interface Judging {
  readonly calendar: WorkingCalendar;
  readonly rules: Ruleset;
  readonly facts: ObjectionFacts;
  readonly day: LocalDate;
}

/** What one ground of a request is judged by beside the windows of the law. */
export interface JudgedGrounds {
  readonly state: RequestState;
  readonly objections: readonly ObjectionRow[];
  readonly facts: ObjectionFacts;
  readonly day: LocalDate;
}

/**
 * Whether a ground may not be raised: the superior has not decided on it yet (it would only start the same clock twice), or
 * the request is final and nothing has borne it since it was decided or settled.
 */
export function isBarred(ground: ObjectionGround, judged: JudgedGrounds): boolean {
  const isPending = judged.objections.some(
    ({ status, grounds }) => awaitsReply(status) && grounds.includes(ground),
  );
  return isPending || (judged.state === 'final' && isDecided(ground, judged));
}

/** Whether the superior has decided on what bears the ground, or both sides settled it. */
export function isDecided(ground: ObjectionGround, { objections, facts, day }: JudgedGrounds): boolean {
  const raised = objections
    .filter(({ status }) => status !== 'withdrawn')
    .map(({ id, grounds, received_on: receivedOn }) => ({ id, grounds, receivedOn }));
  return isRaisedAlready(ground, facts, raised, day);
}

/** What is asked for; silence prepares ground c. */
function lettersOf(objection: NewObjection): readonly ObjectionGround[] {
  return objection.prepared ? ['c'] : objection.grounds;
}

interface Prepared {
  readonly grounds: readonly ObjectionGround[];
  readonly story: string;
}

async function preparedOf(tx: Tx, row: CaseRow): Promise<SaidObjection> {
  const rows = await tx.query<Prepared>(
    'SELECT grounds, story FROM prepared_objections WHERE case_id = $1 AND objection_id IS NULL FOR UPDATE',
    [row.id],
  );
  const prepared = rows[0];
  if (prepared === undefined) throw refused('ground-not-open', { notOpen: ['c'] });
  return { ...prepared, proxy: null, fileIds: [] };
}
