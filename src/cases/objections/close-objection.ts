import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { maySettle } from '../../law/objection-grounds.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { CloseRemedies } from './close-remedies.js';
import { ObjectionNews } from './objection-news.js';
import type { ObjectionRow, ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

interface Ending {
  readonly how: 'settled' | 'withdrawn';
  readonly record: string | null;
  readonly fileId: string | null;
  readonly byKind: 'requester' | 'staff';
}

/**
 * The two ways in which an objection ends before it is decided (law.md row 27): by agreement of both sides with a
 * written record, never for a refusal on article 17 (UU 14/2008 art. 35(2)), or by the requester's written word. T8 and
 * T10 stop; T7 runs on, and the request is final when that has passed too.
 */
@Injectable()
export class CloseObjection {
  constructor(
    private readonly transitions: ObjectionTransitions,
    private readonly remedies: CloseRemedies,
    private readonly news: ObjectionNews,
  ) {}

  /** Settled by agreement. Throws 409 `ground-not-open` when ground a is among the grounds. */
  settle(tx: Tx, target: ObjectionTarget, record: string): Promise<ObjectionRow> {
    const { grounds } = target.objection;
    if (!maySettle(grounds)) throw refused('ground-not-open', { notOpen: ['a'] });
    return this.end(tx, target, { how: 'settled', record, fileId: null, byKind: 'staff' });
  }

  /** Withdrawn by the requester, or by the desk on the requester's written word. */
  withdraw(
    tx: Tx,
    target: ObjectionTarget,
    { reason, fileId, byKind }: { reason: string | null; fileId: string | null; byKind: Ending['byKind'] },
  ): Promise<ObjectionRow> {
    return this.end(tx, target, { how: 'withdrawn', record: reason, fileId, byKind });
  }

  private async end(tx: Tx, target: ObjectionTarget, ending: Ending): Promise<ObjectionRow> {
    const now = await tx.now();
    const { row, objection } = target;
    const changed = await this.transitions.apply(tx, target, {
      event: ending.how === 'settled' ? 'settle' : 'withdraw',
      facts: { by: ending.byKind },
    });
    await tx.query(
      `INSERT INTO objection_closings (objection_id, how, record, file_id, by_kind, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        objection.id,
        ending.how,
        ending.record,
        ending.fileId,
        ending.byKind,
        tx.actor.kind === 'staff' ? tx.actor.id : null,
        now,
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
