import type { CaseRow } from '../../cases/requests/case-row.js';
import type { Texts } from '../../platform/views/texts.js';

type DoneCase = Pick<
  CaseRow,
  'status' | 'noticed_at' | 'notice_on_paper' | 'parent_id' | 'repair_due_on' | 'due_on'
>;

/**
 * The sentence above a case after an act, by what became of it: with items or parts open, with an exempt item or for
 * somebody without mail the same press sends nothing yet (decisions 0034, 0035, 0045, 0087). Null for an unknown name.
 */
export function doneWords(texts: Texts, done: string, row: DoneCase, onPaper: boolean): string | null {
  if (!/^[a-z-]+$/u.test(done)) return null;
  const ending = endingOf(done, row, onPaper);
  const key = ending === null ? `workspace.done.${done}` : `workspace.done.${done}-${ending}`;
  return texts.has(key) ? texts.t(key) : null;
}

function endingOf(done: string, row: DoneCase, onPaper: boolean): string | null {
  switch (done) {
    case 'jawab':
      if (row.status === 'consent_pending') return 'consent';
      if (row.noticed_at === null) return 'open';
      if (row.parent_id !== null) return 'part';
      return row.notice_on_paper ? 'letter' : null;
    case 'perpanjang':
      return onPaper ? 'letter' : null;
    case 'diminta':
      if (row.repair_due_on === null) return 'letter';
      return row.due_on === null ? null : 'running';
    default:
      return null;
  }
}
