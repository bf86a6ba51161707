import type { LocalDate } from '../../law/local-date.js';
import type { ReplyFacts } from '../../law/objection-reply.js';
import { waitsToLeave } from '../../law/paper-letter.js';
import type { CaseRow } from '../requests/case-row.js';

/** What the law asks about the request before the superior answers an objection; of ground b there may be none. */
export function repliedRequest(
  row: CaseRow | null,
  today: LocalDate,
): Pick<ReplyFacts, 'noticed' | 'withdrawn'> {
  if (row === null) return { noticed: false, withdrawn: false };
  const letter = { onPaper: row.notice_on_paper, leftOn: row.notice_left_on };
  return {
    noticed: row.noticed_at !== null && !waitsToLeave(letter, today),
    withdrawn: row.status === 'withdrawn',
  };
}
