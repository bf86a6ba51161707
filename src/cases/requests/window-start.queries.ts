import type { DeadlineKind } from '../../law/deadline-kinds.js';
import type { MailKindName } from '../../office/notifications/mail-kinds.js';
import type { Tx } from '../../platform/database/tx.js';
import type { WindowStart } from './case-counts.js';

/** Mails whose date is the end of a running window, and the clock that keeps its day 0. */
const WINDOW_OF: Readonly<Partial<Record<MailKindName, DeadlineKind>>> = {
  'closed-incomplete': 'objection-window',
  'objection-window-ending': 'objection-window',
  'date-moved': 'objection-window',
  'date-firm': 'objection-window',
  'commission-window-ending': 'commission-window',
  'order-carried-out': 'commission-window',
};

/**
 * What the date of such a mail is counted from: a notice by post is received later than it was written, and only the
 * row of the clock knows the day. Null where no such window runs. One statement, only for these kinds.
 */
export async function windowStartOf(
  tx: Tx,
  mail: MailKindName,
  owner: { readonly caseId: string | null; readonly objectionId: string | null },
): Promise<WindowStart | null> {
  const kind = WINDOW_OF[mail];
  if (kind === undefined) return null;
  const ofObjection = kind === 'commission-window';
  const [row] = await tx.query<WindowStart>(
    `SELECT facts->>'foundOn' AS on, facts->>'dayZero' AS "dayZero" FROM due_rows
     WHERE ${ofObjection ? 'objection_id' : 'case_id'} = $1 AND kind = $2 AND done_at IS NULL
       AND facts ? 'foundOn' AND facts ? 'dayZero' ORDER BY id DESC LIMIT 1`,
    [ofObjection ? owner.objectionId : owner.caseId, kind],
  );
  return row ?? null;
}
