import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localDayOf, yearOf, type LocalDate } from '../../law/local-date.js';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import { objectionReplyDue, objectionReplyStart } from '../../law/objection-windows.js';
import { checkGrounds, openGrounds, type GroundWindow, type ObjectionFacts } from '../../law/open-grounds.js';
import { dayOfReceipt } from '../../law/term.js';
import { awaitsReply, LIVE_OBJECTION_STATES } from '../../law/state-sets.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { timeLimit } from '../../law/time-limits.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { countRuns } from '../../office/calendar/count-runs.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { RegisterNumbers } from '../../office/register/register-numbers.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { newId } from '../../platform/crypto/new-id.js';
import { sqlWords } from '../../platform/database/sql-words.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { objectionReplyCount } from '../requests/case-counts.js';
import { provisionalYear } from '../requests/case-dates.js';
import type { FiledObjection } from './file-objection.js';
import { ORDER_TOLD_ON } from './objection-facts.js';
import { ObjectionEntity } from './objection.entity.js';
import { replyClockRows } from './objection-clocks.js';
import { ObjectionLinks } from './objection-links.js';
import { ObjectionNews } from './objection-news.js';
import { ObjectionPaper } from './objection-paper.js';
import { lockObjection, type ObjectionRow } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

/** What an objection may rest on that follows one without a request: the matter itself, and its order undone or late. */
const FOLLOWING: readonly ObjectionGround[] = ['b', 'e', 'g'];

/** What the requester says anew. */
export interface Anew {
  readonly grounds: readonly ObjectionGround[];
  readonly story: string;
  readonly fileIds: readonly string[];
}

/**
 * Objects anew after an objection without a request (decision 0092): what its order or agreement promised was not done by
 * its day (ground e), or late (g), for 30 working days after that day (UU 14/2008 art. 35(1), 36(1)). It has a number of
 * its own, names the one it follows, and opens with the same code. 409 `ground-not-open` for what the facts do not bear.
 */
@Injectable()
export class FileAnew {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly register: RegisterNumbers,
    private readonly requesters: Requesters,
    private readonly outbox: Outbox,
    private readonly paper: ObjectionPaper,
    private readonly links: ObjectionLinks,
    private readonly transitions: ObjectionTransitions,
    private readonly news: ObjectionNews,
    private readonly city: City,
  ) {}

  /** The grounds that the order of this objection bears today, e and g, less those that are undecided already. */
  async open(tx: Tx, objection: ObjectionRow): Promise<readonly GroundWindow[]> {
    const { calendar, rules } = await this.countingOf(objection);
    const pending = await pendingOf(tx, objection);
    const today = localDayOf(await tx.now());
    return openGrounds(await factsOf(tx, objection, today), calendar, rules, today).filter(
      ({ ground }) => ground !== 'b' && FOLLOWING.includes(ground) && !pending.has(ground),
    );
  }

  /** Files it, with the objection that it follows locked. */
  async run(tx: Tx, followed: ObjectionRow, anew: Anew): Promise<FiledObjection> {
    const now = await tx.now();
    const { calendar, rules } = await this.countingOf(followed);
    const receivedOn = dayOfReceipt(now, calendar, rules, this.city.desk.closes);
    const late = await judge(tx, followed, anew.grounds, { calendar, rules, day: receivedOn });
    const days = { receivedOn, enteredOn: receivedOn };
    const due = objectionReplyDue(days, calendar, rules);
    const id = newId();
    const owner = { caseId: null, objectionId: id };
    await this.paper.keepFiles(tx, { row: null, objection: { id } }, anew.fileIds, null);
    await this.dueRows.start(tx, replyClockRows(owner, due.date, null, now, calendar));
    const entry = await this.register.take(tx, 'objections', yearOf(localDayOf(now)));
    await tx.manager.insert(ObjectionEntity, {
      id,
      public_body: entry.publicBody,
      register_year: entry.year,
      register_seq: entry.seq,
      register_number: entry.number,
      case_id: null,
      follows_id: followed.id,
      requester_id: followed.requester_id,
      grounds: [...anew.grounds],
      story: anew.story,
      purpose_kind: followed.purpose_kind,
      purpose_text: followed.purpose_text,
      late: late.length > 0,
      status: 'open',
      received_at: now,
      received_on: receivedOn,
      entered_at: now,
      reply_due_on: due.date,
      reply_due_at: endOfLocalDay(due.date),
      due_provisional: due.provisional,
      channel: 'web',
      tracking_code_hash: await codeOf(tx, followed.id),
      link_token_hash: this.links.hashOf(this.links.token(id)),
      rule_set_version: followed.rule_set_version,
      version: 1,
    });
    await this.tell(tx, id, {
      late,
      dueOn: due.date,
      followed,
      countedFrom: objectionReplyStart(days, rules),
    });
    return { id, number: entry.number, receivedAt: now, replyDueOn: due.date };
  }

  private async tell(
    tx: Tx,
    id: string,
    filed: {
      readonly late: readonly ObjectionGround[];
      readonly dueOn: LocalDate;
      readonly followed: ObjectionRow;
      readonly countedFrom: LocalDate;
    },
  ): Promise<void> {
    const objection = await lockObjection(tx, id);
    if (objection === null) throw new Error('the objection was just written');
    const target = { row: null, objection };
    await this.transitions.record(tx, target, 'objection-filed', {
      effectiveAt: objection.received_at,
      first: true,
      facts: {
        ...{ grounds: objection.grounds, replyDueOn: filed.dueOn },
        ...{ late: filed.late, follows: filed.followed.register_number },
      },
    });
    await this.news.tellDeciders(tx, target, 'assigned', 'filed');
    const calendar = await this.calendar.forCase(objection);
    const contact = await this.requesters.contact(tx, objection.requester_id);
    await this.outbox.enqueue(tx, {
      kind: 'objection-filed',
      effectKey: `objection-filed:${id}`,
      caseId: null,
      recipient: { kind: 'requester', ...contact },
      data: {
        number: objection.register_number,
        receivedOn: objection.received_on,
        replyDueOn: filed.dueOn,
        workingDays: timeLimit('objectionReply', objection.received_on).length,
        counting: countRuns(objectionReplyCount(filed.countedFrom, filed.dueOn, calendar), calendar),
        provisionalYear: provisionalYear(objection.due_provisional),
        link: this.links.pathOf(target),
      },
      calendar: { sequence: 1, subjectId: id },
    });
  }

  private async countingOf(
    objection: ObjectionRow,
  ): Promise<{ readonly calendar: WorkingCalendar; readonly rules: Ruleset }> {
    return {
      calendar: await this.calendar.forCase(objection),
      rules: await this.rules.ofCase(objection),
    };
  }
}

async function judge(
  tx: Tx,
  followed: ObjectionRow,
  grounds: readonly ObjectionGround[],
  {
    calendar,
    rules,
    day,
  }: { readonly calendar: WorkingCalendar; readonly rules: Ruleset; readonly day: LocalDate },
): Promise<readonly ObjectionGround[]> {
  const checked = checkGrounds(grounds, await factsOf(tx, followed, day), calendar, rules, day);
  if (!checked.ok) throw refused(checked.refusal, { notOpen: checked.notOpen });
  const pending = await pendingOf(tx, followed);
  const closed = grounds.filter((ground) => pending.has(ground) || !FOLLOWING.includes(ground));
  if (closed.length > 0) throw refused('ground-not-open', { notOpen: closed });
  return checked.late;
}

/** Nothing but its order bears a ground: no request stands behind it, and so no notice and no term. */
async function factsOf(tx: Tx, { id }: Pick<ObjectionRow, 'id'>, day: LocalDate): Promise<ObjectionFacts> {
  const orders = await tx.query<ObjectionFacts['orders'][number]>(
    `SELECT r.carry_out_by AS "carryOutBy", r.carried_out_on AS "carriedOutOn", ${ORDER_TOLD_ON} AS "toldOn"
     FROM objection_orders r JOIN objections o ON o.id = r.objection_id
       LEFT JOIN postings a ON a.effect_key = 'objection-answered:' || r.objection_id
     WHERE r.objection_id = $1 AND r.ended_at IS NULL`,
    [id, day],
  );
  return { state: 'final', replyDue: null, notices: [], orders };
}

/** Grounds that the superior has not decided yet, here or in one that follows. */
async function pendingOf(
  tx: Tx,
  { id, status, grounds }: ObjectionRow,
): Promise<ReadonlySet<ObjectionGround>> {
  const followers = await tx.query<{ grounds: ObjectionGround[] }>(
    `SELECT grounds FROM objections WHERE follows_id = $1 AND status IN (${sqlWords(LIVE_OBJECTION_STATES)})
       AND answered_at IS NULL`,
    [id],
  );
  return new Set([...(awaitsReply(status) ? grounds : []), ...followers.flatMap((one) => one.grounds)]);
}

async function codeOf(tx: Tx, id: string): Promise<Buffer> {
  const [found] = await tx.query<{ hash: Buffer }>(
    'SELECT tracking_code_hash AS hash FROM objections WHERE id = $1',
    [id],
  );
  if (found === undefined) throw new Error('an objection without a request has a code');
  return found.hash;
}
