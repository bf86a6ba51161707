import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { maySettle } from '../../law/objection-grounds.js';
import { faultOfDay } from '../../law/objection-reply.js';
import type { ObjectionClosed } from '../../office/notifications/kinds/objections.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { AgreeOnOrder, type PlannedOrder } from './agree-on-order.js';
import { CloseRemedies } from './close-remedies.js';
import { isDisputed } from './is-disputed.queries.js';
import { LowerCost, refundOf } from './lower-cost.js';
import { ObjectionNews } from './objection-news.js';
import type { ObjectionRow, ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';
import { withoutPromise, type Settlement } from './settlement.js';

interface Ending extends Settlement {
  readonly how: 'settled' | 'withdrawn';
  readonly fileId: string | null;
  readonly byKind: 'requester' | 'staff';
}

/**
 * The two ways in which an objection ends before it is decided (law.md row 27): by agreement of both sides with a
 * written record, never for a refusal on article 17 (UU 14/2008 art. 35(2)), or by the requester's written word. T8 and
 * T10 stop; T7 runs on, and the request is final when that has passed too. Once the Komisi Informasi has it, neither is the
 * office's any more: an agreement is made in mediation, and the requester withdraws there (UU 14/2008 art. 40-41).
 */
@Injectable()
export class CloseObjection {
  constructor(
    private readonly transitions: ObjectionTransitions,
    private readonly remedies: CloseRemedies,
    private readonly news: ObjectionNews,
    private readonly costs: LowerCost,
    private readonly agreements: AgreeOnOrder,
  ) {}

  /**
   * Settled by agreement. What was settled is over; with a day it is an order that both sides gave the office (T9), and a
   * cost that was agreed on (ground f) is owed from now on. Throws 409 `not-in-this-state` once it is disputed,
   * `ground-not-open` when ground a is among the grounds, 422 for a day that has passed or is absurdly far, and what
   * `LowerCost` throws.
   */
  async settle(tx: Tx, target: ObjectionTarget, settlement: Settlement): Promise<ObjectionRow> {
    const { row, objection } = target;
    if (await isDisputed(tx, objection.id)) throw refused('not-in-this-state');
    if (!maySettle(objection.grounds)) throw refused('ground-not-open', { notOpen: ['a'] });
    const { order, cost } = settlement;
    const fault = order === null ? null : faultOfDay(order.carryOutBy, localDayOf(await tx.now()));
    if (order !== null && fault !== null)
      throw invalid([{ field: order.field, code: 'wrong-date', message: `objections.errors.${fault}` }]);
    const about = { objectionId: objection.id, stepId: null, grounds: objection.grounds };
    const asked = cost === null ? row : await this.costs.run(tx, row, about, cost);
    const ending = { ...settlement, how: 'settled', fileId: null, byKind: 'staff' } as const;
    return this.end(tx, { row: asked, objection }, ending);
  }

  /** Withdrawn by the requester, or by the desk on the requester's written word. Throws 409 once it is disputed. */
  async withdraw(
    tx: Tx,
    target: ObjectionTarget,
    { reason, fileId, byKind }: { reason: string | null; fileId: string | null; byKind: Ending['byKind'] },
  ): Promise<ObjectionRow> {
    if (await isDisputed(tx, target.objection.id)) throw refused('not-in-this-state');
    return this.end(tx, target, { ...withoutPromise(reason), how: 'withdrawn', fileId, byKind });
  }

  private async end(tx: Tx, target: ObjectionTarget, ending: Ending): Promise<ObjectionRow> {
    const now = await tx.now();
    const { row, objection } = target;
    const planned =
      ending.order === null
        ? null
        : await this.agreements.plan(tx, target, ending.order, ending.cost !== null);
    const changed = await this.transitions.apply(tx, target, {
      event: ending.how === 'settled' ? 'settle' : 'withdraw',
      facts: {
        by: ending.byKind,
        ...dayFacts(planned),
        ...(ending.cost === null ? {} : { cost: ending.cost }),
      },
    });
    await tx.query(
      `INSERT INTO objection_closings (objection_id, how, record, file_id, by_kind, staff_id, at, carry_out_by, cost)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        objection.id,
        ending.how,
        ending.record,
        ending.fileId,
        ending.byKind,
        tx.actor.kind === 'staff' ? tx.actor.id : null,
        now,
        ending.order?.carryOutBy ?? null,
        ending.cost,
      ],
    );
    const agreed =
      planned === null ? null : await this.agreements.run(tx, { row, objection: changed }, planned);
    await this.news.tellRequester<'objection-closed'>(tx, target, {
      kind: 'objection-closed',
      effectKey: `objection-closed:${objection.id}`,
      data: {
        number: objection.register_number,
        ending: ending.how,
        endedOn: localDayOf(now),
        ...agreedNews(ending, planned, agreed),
        isUnchanged: row !== null && ending.order === null && ending.cost === null,
        refund: ending.cost === null ? null : await refundOf(tx, { objectionId: objection.id, stepId: null }),
        link: this.news.links.pathOf(target),
      },
    });
    if (row !== null) await this.remedies.finaliseIfOver(tx, row, null, now);
    return changed;
  }
}

/** Nobody is told a day that does not run yet. */
function dayFacts(order: PlannedOrder | null): Readonly<Record<string, LocalDate>> {
  if (order === null) return {};
  const { agreedDay, daysOncePaid } = order;
  return daysOncePaid === null ? { carryOutBy: agreedDay } : { agreedDay };
}

/** What the requester is told of it; the words themselves are behind the code, and on paper. */
function agreedNews(
  { how, record, order, cost }: Ending,
  planned: PlannedOrder | null,
  agreed: ObjectionClosed['agreed'],
): Omit<ObjectionClosed, 'number' | 'ending' | 'endedOn' | 'isUnchanged' | 'refund' | 'link'> {
  const waits = planned !== null && planned.daysOncePaid !== null;
  return {
    agreed,
    carryOutBy: waits ? null : (order?.carryOutBy ?? null),
    agreedDay: waits ? (order?.carryOutBy ?? null) : null,
    daysOncePaid: planned?.daysOncePaid ?? 0,
    isCostAgreed: cost !== null,
    cost,
    words: how === 'settled' ? record : null,
    taskWords: order === null || order.text === record ? null : order.text,
  };
}
