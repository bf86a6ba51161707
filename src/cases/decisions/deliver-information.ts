import { Injectable } from '@nestjs/common';
import { localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseChange, CaseRow } from '../requests/case-row.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { RequesterNews } from '../requests/requester-news.js';

/** The information reaches the requester, or is inspected (PerKI 1/2021 art. 35; law.md row 14): T6 stops. */
@Injectable()
export class DeliverInformation {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly objectionWindow: ObjectionWindow,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {}

  /** By desk or officer. Throws 409 `payment-open` while a cost is unpaid, 422 for a day that is not yet. */
  async run(tx: Tx, row: CaseRow, channel: string, deliveredOn: string): Promise<CaseRow> {
    const today = localDayOf(await tx.now());
    const day = parseLocalDate(deliveredOn);
    if (day === null || day > today || day < row.received_on) {
      throw invalid([{ field: 'deliveredOn', code: 'wrong-date', message: 'decisions.errors.delivered-on' }]);
    }
    if (row.status === 'granted_open' && (await this.unpaid(tx, row.id)) > 0) throw refused('payment-open');
    const changed = await this.deliverNow(tx, row, channel, day);
    await this.news.tell<'copy-ready'>(tx, changed, {
      kind: 'copy-ready',
      effectKey: `copy-ready:${row.id}:delivered`,
      data: {
        number: row.register_number,
        step: 'ready',
        amount: 0,
        until: row.objection_until ?? day,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    });
    return changed;
  }

  /** In the transaction of a grant that is delivered at once. */
  async deliverNow(tx: Tx, row: CaseRow, channel: string, day: LocalDate): Promise<CaseRow> {
    const extent = row.outcome === 'granted_partial' ? 'partial' : 'full';
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'deliver',
      facts: { extent },
      change: await this.windowAfter(tx, row, day),
      auditFacts: { channel, deliveredOn: day },
    });
    await tx.query(
      `INSERT INTO deliveries (id, case_id, channel, delivered_on, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [newId(), row.id, channel, day, tx.actor.kind === 'staff' ? tx.actor.id : null, await tx.now()],
    );
    return changed;
  }

  /** A late delivery is a ground of its own (g); one after T7 is the first moment at which the copy can be judged (d). */
  private async windowAfter(tx: Tx, row: CaseRow, day: LocalDate): Promise<CaseChange> {
    const late = row.provide_on !== null && day > row.provide_on;
    const over = row.objection_until !== null && day > row.objection_until;
    if (!late && !over) return {};
    return { objection_until: await this.objectionWindow.open(tx, row, day, `delivered/${day}`) };
  }

  private async unpaid(tx: Tx, caseId: string): Promise<number> {
    const rows = await tx.query<{ open: number }>(
      `SELECT (coalesce((SELECT sum(cost_copy + cost_delivery + cost_other) FROM decisions WHERE case_id = $1), 0)
         - coalesce((SELECT sum(amount) FROM payments WHERE case_id = $1), 0))::integer AS open`,
      [caseId],
    );
    return rows[0]?.open ?? 0;
  }
}
