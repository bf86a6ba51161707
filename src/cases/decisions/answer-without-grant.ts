import { Injectable } from '@nestjs/common';
import { localDayOf, parseLocalDate } from '../../law/local-date.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { CaseLetters } from '../requests/case-letters.js';
import type { CaseRow } from '../requests/case-row.js';
import { noticePaper, type NoticePaper } from '../requests/notice-body.js';
import { notHeldNotice, unavailableNotice } from './decision-notice.letter.js';
import type { NotDocumentedBody, NotHeldBody, NotYetHeldBody } from './decisions.dto.js';
import { RecordNotice } from './record-notice.js';

/**
 * The three answers that are no refusal and no grant (UU 14/2008 art. 22(7)a-b; PerKI 1/2021 annex VII B): the city
 * does not hold it and says who does, does not hold it yet, or has not documented it and says when.
 */
@Injectable()
export class AnswerWithoutGrant {
  constructor(
    private readonly notice: RecordNotice,
    private readonly calendar: CurrentCalendar,
    private readonly letters: CaseLetters,
  ) {}

  /** Not held: the body that holds it, or where was looked. Nothing of the person is passed on. */
  async notHeld(tx: Tx, row: CaseRow, body: NotHeldBody): Promise<CaseRow> {
    const recorded = await this.notice.run(tx, row, {
      event: 'answer-not-held',
      outcome: 'not_held',
      explanation: body.reason ?? '',
      holder: body.holder ?? null,
      searchRecord: body.searchRecord ?? null,
    });
    await this.letters.issue(tx, recorded.row, {
      kind: 'not-held-notice',
      stage: 'notice',
      ...noticePaper(body),
      data: notHeldNotice(
        recorded,
        body,
        await this.calendar.forCase(row),
        localDayOf(await tx.now()),
        this.letters.city,
      ),
    });
    return recorded.row;
  }

  /** Not held yet, with the reason. */
  async notYetHeld(tx: Tx, row: CaseRow, body: NotYetHeldBody): Promise<CaseRow> {
    const recorded = await this.notice.run(tx, row, {
      event: 'answer-not-yet-held',
      outcome: 'not_yet_held',
      explanation: body.reason,
    });
    await this.issueUnavailable(tx, recorded, noticePaper(body), body.reason, null);
    return recorded.row;
  }

  /** Not documented, with the day on which it will be there. Throws 422 for a day that is over. */
  async notDocumented(tx: Tx, row: CaseRow, body: NotDocumentedBody): Promise<CaseRow> {
    const availableOn = parseLocalDate(body.availableOn);
    if (availableOn === null || availableOn < localDayOf(await tx.now())) {
      throw invalid([{ field: 'availableOn', code: 'wrong-date', message: 'decisions.errors.available-on' }]);
    }
    const recorded = await this.notice.run(tx, row, {
      event: 'answer-not-documented',
      outcome: 'not_documented',
      explanation: body.reason ?? '',
      availableOn,
    });
    await this.issueUnavailable(tx, recorded, noticePaper(body), body.reason ?? '', availableOn);
    return recorded.row;
  }

  private async issueUnavailable(
    tx: Tx,
    recorded: Awaited<ReturnType<RecordNotice['run']>>,
    paper: NoticePaper,
    reason: string,
    availableOn: Parameters<typeof unavailableNotice>[1]['availableOn'],
  ): Promise<void> {
    await this.letters.issue(tx, recorded.row, {
      kind: 'decision-notice',
      stage: 'notice',
      ...paper,
      data: unavailableNotice(
        recorded,
        { reason, availableOn, today: localDayOf(await tx.now()) },
        await this.calendar.forCase(recorded.row),
        this.letters.city,
      ),
    });
  }
}
