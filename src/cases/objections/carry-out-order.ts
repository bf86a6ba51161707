import { Injectable } from '@nestjs/common';
import { extentGiven, opensTheRest, reportGives, type AnsweredItems } from '../../law/carrying-out.js';
import { goesOnline } from '../../law/handover.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import {
  lacksFile,
  orderGrants,
  refusalOfWords,
  type AgreedGift,
  type OrderReport,
  type OrderedRequest,
  type OrderKind,
} from '../../law/objection-reply.js';
import { standingCommissionDay } from '../../law/objection-windows.js';
import { awaitsNotice } from '../../law/request-states.js';
import { timeLimit } from '../../law/time-limits.js';
import { orderNames } from '../../office/notifications/kinds/objections.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { moneyOf } from '../decisions/money.queries.js';
import type { CaseRow } from '../requests/case-row.js';
import type { HandoverWay } from './handover-by-order.js';
import { LetterReceipts, type LetterThatLeft } from '../requests/letter-receipts.js';
import { fileMissing, isHeldBack } from './answer-by-handover.js';
import { CarryOutByAnswer } from './carry-out-by-answer.js';
import { CloseRemedies } from './close-remedies.js';
import type { Execution } from './execution.js';
import { isDisputed } from './is-disputed.queries.js';
import { GivenInFull } from './given-in-full.js';
import { LowerCost, refundOf } from './lower-cost.js';
import { ObjectionFiles } from './objection-files.js';
import { ObjectionNews } from './objection-news.js';
import {
  lockTarget,
  awaitsLeaving,
  remedyOpened,
  type ObjectionRow,
  type ObjectionTarget,
  ORDER_DAY,
} from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';
import { COST_AGREED, decidedItems } from './order-done.js';
import { carriedOutKey, OrderLetters } from './order-letters.js';
import { RequestAfterOrder, type OrderedDeed } from './request-after-order.js';

interface OpenOrder {
  readonly agreed: boolean;
  readonly cost_agreed: boolean;
  readonly carry_out_by: LocalDate;
  readonly kind: OrderKind;
  readonly gives: AgreedGift;
  /** What was reported, where it leaves with a letter. */
  readonly leaves_with: string | null;
  readonly explanation: string | null;
  readonly file_ids: readonly string[];
}

/** An order on an objection that is reported as done, with the request as the report left it. */
interface Reported {
  readonly target: ObjectionTarget;
  readonly order: OpenOrder;
  readonly execution: Execution;
  /** The day on which it is in the requester's hands. */
  readonly on: LocalDate;
  readonly way: HandoverWay;
}

/**
 * The agency carries out what the superior ordered, or what both sides agreed on (UU 14/2008 art. 35(2), 36; law.md row
 * 23): T9 stops, the requester is
 * told, and a request that is answered or granted becomes granted, as far as it was ordered, unless the order was about
 * cost or time alone, about the words of a grant that is still open, or about what is promised and not there
 * (`orderGrants`). Done after its day it opens ground g. Where the request still awaits its notice, what is handed over
 * is that notice. A file for somebody without mail leaves with the letter that tells of it, and it is carried out on that
 * day. Throws 409 without an order, where it waits for its letter, and `payment-open` where words are to carry out what
 * both sides agreed to give for a cost that is unpaid; 422 where what goes online is reported as given without a file, and
 * what `LowerCost` throws.
 */
@Injectable()
export class CarryOutOrder {
  constructor(
    private readonly transitions: ObjectionTransitions,
    private readonly request: RequestAfterOrder,
    private readonly files: ObjectionFiles,
    private readonly remedies: CloseRemedies,
    private readonly full: GivenInFull,
    private readonly letters: OrderLetters,
    private readonly news: ObjectionNews,
    private readonly byAnswer: CarryOutByAnswer,
    private readonly costs: LowerCost,
    receipts: LetterReceipts,
  ) {
    receipts.registerLeaving('order-carried-out', (tx, _row, letter) => this.left(tx, letter));
  }

  async run(tx: Tx, target: ObjectionTarget, execution: Execution): Promise<ObjectionRow> {
    const { objection } = target;
    const order = await openOrder(tx, objection.id);
    if (order === null || order.leaves_with !== null) throw refused('not-in-this-state');
    const cost = { objectionId: objection.id, stepId: null, grounds: objection.grounds };
    const asked = await this.costs.run(tx, target.row, cost, execution.cost);
    if (target.row !== null && awaitsNotice(target.row.status) && order.kind !== 'deed')
      return this.byAnswer.run(tx, target.row, objection, execution, order);
    if (asked !== null) await mustHandOver(tx, asked, reportOf(target, order, execution), execution.cost);
    const lost = await this.files.claim(tx, target, execution.fileIds, 'answer', 'staff');
    if (lost.length > 0)
      throw invalid([{ field: 'fileIds', code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
    const done = {
      target: { row: asked, objection },
      order,
      execution,
      ...{ on: localDayOf(await tx.now()), way: 'as-asked' as const },
    };
    const isInLetter =
      asked !== null && execution.fileIds.length > 0 && !(await this.news.reaches(tx, target));
    if (isInLetter) return this.putInLetter(tx, done);
    const gives =
      asked !== null && reportGives(reportOf(target, order, execution), await orderedRequest(tx, asked));
    const { row, objection: changed } = await this.complete(tx, done);
    const until = row !== null && row.objection_until !== asked?.objection_until ? row.objection_until : null;
    await this.tell(tx, done, gives ? { objectionUntil: until } : { lateUntil: until });
    return changed;
  }

  // Nothing is given before the letter leaves: T9 runs on.
  private async putInLetter(tx: Tx, done: Reported): Promise<ObjectionRow> {
    const { target, execution } = done;
    const { id } = target.objection;
    await tx.execute(
      `UPDATE objection_orders SET explanation = $2, file_ids = $3::uuid[], leaves_with = $4 WHERE objection_id = $1`,
      [id, execution.explanation, execution.fileIds, carriedOutKey(id)],
    );
    await this.tell(tx, done, { postBy: done.order.carry_out_by });
    const facts = { carryOutBy: done.order.carry_out_by };
    return this.transitions.recordChange(tx, target, 'order-in-letter', {}, { visibleTo: 'staff', facts });
  }

  private async left(tx: Tx, { effectKey, leftOn, way }: LetterThatLeft): Promise<void> {
    const [found] = await tx.query<{ id: string }>(
      'SELECT objection_id AS id FROM objection_orders WHERE leaves_with = $1 AND carried_out_at IS NULL',
      [effectKey],
    );
    const target = found === undefined ? null : await lockTarget(tx, found.id);
    const order = target === null ? null : await openOrder(tx, target.objection.id);
    if (target === null || order === null) return;
    const execution = { explanation: order.explanation ?? '', fileIds: order.file_ids, cost: null };
    await this.complete(tx, { target, order, execution, on: leftOn, way });
  }

  private async complete(tx: Tx, { target, order, execution, on, way }: Reported): Promise<ObjectionTarget> {
    const now = await tx.now();
    const { row: asked, objection } = target;
    const report = reportOf(target, order, execution);
    const ordered = asked === null ? null : await orderedRequest(tx, asked);
    const givenOn = ordered !== null && reportGives(report, ordered) ? on : null;
    await tx.execute(
      `UPDATE objection_orders SET carried_out_at = $2, carried_out_on = $3, explanation = $4, file_ids = $5::uuid[],
         staff_id = $6, carry_out_by = coalesce(carry_out_by, $7), given_on = $8 WHERE objection_id = $1`,
      [
        ...[objection.id, now, on, execution.explanation, execution.fileIds, tx.actor.id],
        ...[order.carry_out_by, givenOn],
      ],
    );
    const row =
      asked === null || ordered === null
        ? null
        : await this.request.run(
            tx,
            asked,
            deedOf(order, { report, ordered, asked, items: await decidedItems(tx, asked.id), on, way }),
          );
    const after = { row, objection };
    const changed = await this.transitions.apply(tx, after, {
      event: 'carry-out',
      facts: {
        carryOutBy: order.carry_out_by,
        late: on > order.carry_out_by,
        ...(execution.cost === null ? {} : { cost: execution.cost }),
        ...(order.agreed ? { agreed: true } : {}),
      },
    });
    await this.letters.dropLapsed(tx, objection.id);
    const given = { by: 'order', on, objectionId: objection.id, reason: execution.explanation } as const;
    const left = asked === null || row === null ? null : await this.full.run(tx, asked, row, given);
    await this.remedies.afterOrder(tx, { row: left, objection: changed }, now);
    return { row: left, objection: changed };
  }

  /**
   * The last day to object: to what was given (`objectionUntil`), or to the delay alone; what is given leaves with this letter
   * where `postBy` is there.
   */
  private async tell(
    tx: Tx,
    { target, order, execution, on }: Reported,
    {
      objectionUntil = null,
      lateUntil = null,
      postBy = null,
    }: Partial<Readonly<Record<'objectionUntil' | 'lateUntil' | 'postBy', LocalDate | null>>>,
  ): Promise<void> {
    const { objection, row } = target;
    const facts = {
      status: objection.status,
      until: objection.commission_until,
      isDisputed: await isDisputed(tx, objection.id),
    };
    const until = standingCommissionDay(facts, row?.status ?? null);
    await this.news.tellRequester<'order-carried-out'>(tx, target, {
      kind: 'order-carried-out',
      effectKey: carriedOutKey(objection.id),
      postBy,
      data: {
        number: objection.register_number,
        // It is given on the day on which the letter leaves, and the letter does not know that day.
        carriedOutOn: postBy === null ? on : null,
        ...orderNames(order.agreed ? 'settlement' : 'superior'),
        ...remedyOpened(objection),
        // Of an answer that lies at the desk the day is not known yet: its own letter tells it.
        commissionUntil: until !== null && until >= on && !awaitsLeaving(objection) ? until : null,
        objectionUntil,
        lateUntil,
        objectionDays: postBy === null ? null : timeLimit('objectionWindow', on).length,
        refund:
          execution.cost === null ? null : await refundOf(tx, { objectionId: objection.id, stepId: null }),
        link: this.news.links.pathOf(target),
      },
    });
  }
}

async function openOrder(tx: Tx, objectionId: string): Promise<OpenOrder | null> {
  const rows = await tx.query<OpenOrder>(
    `SELECT r.agreed_at IS NOT NULL AS agreed, ${COST_AGREED} AS cost_agreed, ${ORDER_DAY} AS carry_out_by, r.kind, r.gives,
       r.leaves_with, r.explanation, r.file_ids
     FROM objection_orders r
     WHERE r.objection_id = $1 AND r.carried_out_at IS NULL AND r.ended_at IS NULL FOR UPDATE OF r`,
    [objectionId],
  );
  return rows[0] ?? null;
}

function reportOf({ objection }: ObjectionTarget, order: OpenOrder, { fileIds }: Execution): OrderReport {
  const { kind, agreed, cost_agreed: costAgreed } = order;
  return { kind, grounds: objection.grounds, agreed, costAgreed, withFiles: fileIds.length > 0 };
}

/** Throws 409 and 422 where what is to be handed over was reported in words alone; a cost that is named now is a deed, too. */
async function mustHandOver(
  tx: Tx,
  row: CaseRow,
  report: OrderReport,
  namedCost: number | null,
): Promise<void> {
  const ordered = await orderedRequest(tx, row);
  const { cost, paid } = await moneyOf(tx, row.id);
  const way = { isUnpaid: cost > paid, goesOnline: goesOnline(row) };
  const refusal = namedCost === null ? refusalOfWords(report, ordered, way) : null;
  if (refusal === 'file-missing' || lacksFile(report, ordered, way.goesOnline)) throw fileMissing();
  if (refusal !== null) throw refused(refusal);
}

interface DoneOrder {
  readonly report: OrderReport;
  readonly ordered: OrderedRequest;
  readonly asked: CaseRow;
  readonly items: AnsweredItems;
  readonly on: LocalDate;
  readonly way: HandoverWay;
}

function deedOf(order: OpenOrder, { report, ordered, asked, items, on, way }: DoneOrder): OrderedDeed {
  const answer = { ...ordered, outcome: asked.outcome, items };
  const grants = orderGrants(report, ordered);
  const extent = grants ? extentGiven({ gives: order.gives, grounds: report.grounds }, answer) : null;
  return {
    on,
    extent,
    opensRest: grants && extent === null && opensTheRest(order, answer),
    handsOver: report.withFiles || asked.status === 'granted_open' ? way : null,
    bearsObjection: reportGives(report, ordered) || on > order.carry_out_by,
  };
}

async function orderedRequest(tx: Tx, row: CaseRow): Promise<OrderedRequest> {
  return { state: row.status, provideOn: row.provide_on, isHeldBack: await isHeldBack(tx, row.id) };
}
