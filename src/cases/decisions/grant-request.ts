import { Injectable } from '@nestjs/common';
import { NO_CONTENTS } from '../../law/decision-contents.js';
import { localDayOf } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { noticePaper } from '../requests/notice-body.js';
import { DecideItems } from './decide-items.js';
import type { GrantBody } from './decisions.dto.js';
import { GrantContents } from './grant-contents.js';
import { GroupDesk } from './group-desk.js';

/**
 * Grants items of a request, or all of it (UU 14/2008 art. 22(7); PerKI 1/2021 art. 31(4)): form, cost, date of
 * provision, files. With delivery online, no cost and files the notice delivers in the same transaction; else T6 runs
 * until the promised day. Throws 422 for an impossible day or unknown files, 409 of the state table.
 */
@Injectable()
export class GrantRequest {
  constructor(
    private readonly decisions: DecideItems,
    private readonly contents: GrantContents,
    private readonly groups: GroupDesk,
  ) {}

  /** For the case, and for its group where the body says so. */
  run(tx: Tx, row: CaseRow, body: GrantBody): Promise<CaseRow> {
    return this.groups.each(tx, row, body, (one, own) => this.grant(tx, one, own));
  }

  /** What an order gives where no answer was sent yet: all, or the part that it names, which needs no consent. */
  asOrdered(tx: Tx, row: CaseRow, body: GrantBody, extent: 'full' | 'partial'): Promise<CaseRow> {
    return this.grant(tx, row, body, extent);
  }

  private async grant(
    tx: Tx,
    row: CaseRow,
    body: GrantBody,
    ordered: 'full' | 'partial' | null = null,
  ): Promise<CaseRow> {
    const given = await this.contents.read(tx, row, body, localDayOf(await tx.now()));
    const decided = await this.decisions.run(tx, row, {
      event: 'grant',
      outcome: ordered === 'partial' ? 'granted_partial' : 'granted_full',
      isOrdered: ordered !== null,
      itemIds: body.itemIds ?? null,
      paper: noticePaper(body),
      contents: { ...NO_CONTENTS, ...given },
    });
    return decided.row;
  }
}
