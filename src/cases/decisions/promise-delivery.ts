import { Injectable } from '@nestjs/common';
import { endOfLocalDay } from '../../law/local-date.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseRow } from '../requests/case-row.js';
import { RequesterNews } from '../requests/requester-news.js';

/** What is granted and not yet there: T6 runs until the day that the notice names, and the requester is told. */
@Injectable()
export class PromiseDelivery {
  constructor(
    private readonly dueRows: DueRows,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {}

  /** `total` rupiah are asked for. `row` is the case after its notice. */
  async run(tx: Tx, row: CaseRow, total: number): Promise<void> {
    if (row.provide_on === null) throw new Error('a grant names the day of its provision');
    await this.dueRows.start(tx, [
      { caseId: row.id, kind: 'delivery', stage: 'first', dueAt: endOfLocalDay(row.provide_on) },
    ]);
    // Online and free, only not ready yet: the answer has said when, there is nothing to pay or fetch.
    if (row.access === 'copy' && row.delivery === 'online' && total === 0) return;
    await this.news.tell<'copy-ready'>(tx, row, {
      kind: 'copy-ready',
      effectKey: `copy-ready:${row.id}:granted`,
      data: {
        number: row.register_number,
        step: total > 0 ? 'pay' : 'collect',
        amount: total,
        until: row.provide_on,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    });
  }
}
