import { Injectable } from '@nestjs/common';
import { localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { endOfLocalDay } from '../../law/local-date.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { CaseLetters } from '../requests/case-letters.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseRow } from '../requests/case-row.js';
import { noticePaper } from '../requests/notice-body.js';
import { RequesterNews } from '../requests/requester-news.js';
import { grantNotice } from './decision-notice.letter.js';
import type { GrantBody } from './decisions.dto.js';
import { DeliverInformation } from './deliver-information.js';
import { RecordNotice } from './record-notice.js';

/**
 * Grants the whole request (UU 14/2008 art. 22(7); PerKI 1/2021 art. 31(4)): form, cost, date of provision, files.
 * With delivery online, no cost and files the same transaction delivers; else T6 runs until the promised day.
 * Throws 422 for an impossible day or unknown files, 409 of the state table.
 */
@Injectable()
export class GrantRequest {
  constructor(
    private readonly notice: RecordNotice,
    private readonly files: ClaimFiles,
    private readonly calendar: CurrentCalendar,
    private readonly dueRows: DueRows,
    private readonly letters: CaseLetters,
    private readonly delivery: DeliverInformation,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {}

  async run(tx: Tx, row: CaseRow, body: GrantBody): Promise<CaseRow> {
    const today = localDayOf(await tx.now());
    const provideOn = readProvideOn(body.provideOn, today);
    const cost = {
      copy: body.cost?.copy ?? 0,
      delivery: body.cost?.delivery ?? 0,
      other: body.cost?.other ?? 0,
    };
    const fileIds = body.fileIds ?? [];
    const lost = await this.files.claim(tx, row.id, fileIds, 'answer', 'staff');
    if (lost.length > 0) {
      throw invalid([{ field: 'fileIds', code: 'unknown-file', message: 'filing.errors.file-unknown' }]);
    }
    const recorded = await this.notice.run(tx, row, {
      event: 'grant',
      outcome: 'granted_full',
      explanation: body.explanation ?? '',
      form: body.form,
      cost,
      provideOn,
      fileIds,
    });
    await this.letters.issue(tx, recorded.row, {
      kind: 'decision-notice',
      stage: 'notice',
      ...noticePaper(body),
      data: grantNotice(
        recorded,
        { form: body.form, cost, provideOn, explanation: body.explanation ?? '', today },
        await this.calendar.forCase(row),
        this.letters.city,
      ),
    });
    const total = cost.copy + cost.delivery + cost.other;
    const atOnce = row.access === 'copy' && row.delivery === 'online' && total === 0 && fileIds.length > 0;
    if (atOnce) return this.delivery.deliverNow(tx, recorded.row, 'online', today);
    return this.promise(tx, recorded.row, provideOn, total);
  }

  private async promise(tx: Tx, row: CaseRow, provideOn: LocalDate, total: number): Promise<CaseRow> {
    await this.dueRows.start(tx, [
      { caseId: row.id, kind: 'delivery', stage: 'first', dueAt: endOfLocalDay(provideOn) },
    ]);
    // Online and free, only not ready yet: the answer has said when, there is nothing to pay or fetch.
    if (row.access === 'copy' && row.delivery === 'online' && total === 0) return row;
    await this.news.tell<'copy-ready'>(tx, row, {
      kind: 'copy-ready',
      effectKey: `copy-ready:${row.id}:granted`,
      data: {
        number: row.register_number,
        step: total > 0 ? 'pay' : 'collect',
        amount: total,
        until: provideOn,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    });
    return row;
  }
}

/** A day that exists and is not over. */
function readProvideOn(typed: string, today: LocalDate): LocalDate {
  const day = parseLocalDate(typed);
  if (day === null || day < today) {
    throw invalid([{ field: 'provideOn', code: 'wrong-date', message: 'decisions.errors.provide-on' }]);
  }
  return day;
}
