import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import type { Answered, AnsweredPart } from '../../office/notifications/kinds/answering.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseRow } from '../requests/case-row.js';
import { answeredKey } from '../requests/letter-days.js';
import { RequesterNews } from '../requests/requester-news.js';
import type { SentNotice } from './sent-notice.js';

/** Tells the requester that the answer is there: what came out, never what it says. */
@Injectable()
export class NoticeNews {
  constructor(
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {}

  async answered(
    tx: Tx,
    sent: SentNotice & { readonly parts: readonly AnsweredPart[] },
    today: LocalDate,
    dueOn: LocalDate | null,
  ): Promise<void> {
    const { row } = sent;
    await this.news.tell<'answered'>(tx, row, {
      kind: 'answered',
      effectKey: answeredKey(row.id),
      postBy: row.letter_due_on,
      data: answeredMail(row, sent, today, this.links.statusPath(row.id, row.link_epoch)),
      calendar: {
        sequence: row.version,
        cancels: dueOn === null ? [] : [{ kind: 'reply-due', on: dueOn }],
      },
    });
  }
}

/** What the mail says, for the real one and its preview. */
export function answeredMail(
  row: CaseRow,
  sent: Pick<SentNotice, 'combined' | 'items' | 'objectionUntil'> & {
    readonly parts?: readonly AnsweredPart[];
  },
  today: LocalDate,
  link: Answered['link'],
): Answered {
  const { combined, items, objectionUntil, parts = [] } = sent;
  return {
    number: row.register_number,
    outcome: combined.outcome,
    parts,
    results: parts.length === 0 && items.length > 1 ? items.map(({ decision }) => decision.outcome) : [],
    answeredOn: today,
    objectionUntil,
    objectionDays: timeLimit('objectionWindow', today).length,
    link,
  };
}
