import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { maySettle } from '../../law/objection-grounds.js';
import { bearsObjection } from '../../law/request-states.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { CloseRemedies } from './close-remedies.js';
import { isDisputed } from './is-disputed.queries.js';
import { ObjectionNews } from './objection-news.js';
import type { ObjectionRow, ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

/** What both sides agreed on. */
export interface Settlement {
  readonly record: string;
  /** The day by which the office does it; null where the record ends the matter. */
  readonly carryOutBy: LocalDate | null;
}

interface Ending {
  readonly how: 'settled' | 'withdrawn';
  readonly record: string | null;
  readonly carryOutBy: LocalDate | null;
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
    private readonly window: ObjectionWindow,
    private readonly cases: CaseTransitions,
  ) {}

  /**
   * Settled by agreement. Throws 409 `not-in-this-state` once it is disputed, `ground-not-open` when ground a is
   * among the grounds, 422 for an agreed day that has passed. What was settled is over; where the agreed day passes,
   * the requester may object anew (T7 from that day).
   */
  async settle(tx: Tx, target: ObjectionTarget, { record, carryOutBy }: Settlement): Promise<ObjectionRow> {
    const { row, objection } = target;
    if (await isDisputed(tx, objection.id)) throw refused('not-in-this-state');
    if (!maySettle(objection.grounds)) throw refused('ground-not-open', { notOpen: ['a'] });
    if (carryOutBy !== null && carryOutBy < localDayOf(await tx.now()))
      throw invalid([
        { field: 'carryOutBy', code: 'wrong-date', message: 'objections.errors.carry-out-in-the-past' },
      ]);
    const opened =
      row === null || carryOutBy === null ? row : await this.opened(tx, row, objection.id, carryOutBy);
    const ending = { how: 'settled', record, carryOutBy, fileId: null, byKind: 'staff' } as const;
    return this.end(tx, { row: opened, objection }, ending);
  }

  /** Withdrawn by the requester, or by the desk on the requester's written word. Throws 409 once it is disputed. */
  async withdraw(
    tx: Tx,
    target: ObjectionTarget,
    { reason, fileId, byKind }: { reason: string | null; fileId: string | null; byKind: Ending['byKind'] },
  ): Promise<ObjectionRow> {
    if (await isDisputed(tx, target.objection.id)) throw refused('not-in-this-state');
    return this.end(tx, target, { how: 'withdrawn', record: reason, carryOutBy: null, fileId, byKind });
  }

  // Until the agreed day, and thirty working days after it, the request does not become final.
  private async opened(tx: Tx, row: CaseRow, objectionId: string, carryOutBy: LocalDate): Promise<CaseRow> {
    if (!bearsObjection(row.status)) return row;
    const until = await this.window.open(tx, row, carryOutBy, `settled/${objectionId}`, 'end-of-term');
    if (until === null || until === row.objection_until) return row;
    const change = { objection_until: until };
    const facts = { objectionId, carryOutBy, objectionUntil: until };
    return this.cases.recordChange(tx, row, 'objection-term-moved', change, { facts });
  }

  private async end(tx: Tx, target: ObjectionTarget, ending: Ending): Promise<ObjectionRow> {
    const now = await tx.now();
    const { row, objection } = target;
    const changed = await this.transitions.apply(tx, target, {
      event: ending.how === 'settled' ? 'settle' : 'withdraw',
      facts: { by: ending.byKind },
    });
    await tx.query(
      `INSERT INTO objection_closings (objection_id, how, record, file_id, by_kind, staff_id, at, carry_out_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        objection.id,
        ending.how,
        ending.record,
        ending.fileId,
        ending.byKind,
        tx.actor.kind === 'staff' ? tx.actor.id : null,
        now,
        ending.carryOutBy,
      ],
    );
    await this.news.tellRequester<'objection-closed'>(tx, target, {
      kind: 'objection-closed',
      effectKey: `objection-closed:${objection.id}`,
      data: {
        number: objection.register_number,
        ending: ending.how,
        endedOn: localDayOf(now),
        link: this.news.links.pathOf(target),
      },
    });
    if (row !== null) await this.remedies.finaliseIfOver(tx, row, null, now);
    return changed;
  }
}
