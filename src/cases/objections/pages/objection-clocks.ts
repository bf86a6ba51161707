import { localDayOf, type LocalDate } from '../../../law/local-date.js';
import { commissionWindowEnd } from '../../../law/objection-windows.js';
import { safeObjectionReplyDate, safeWindowEnd } from '../../../law/safe-date.js';
import { awaitsReply } from '../../../law/state-sets.js';
import { dateBlock } from '../../../office/calendar/date-block.js';
import { safeDateWords } from '../../../office/calendar/safe-date-words.js';
import type { Texts } from '../../../platform/views/texts.js';
import { objectionReplyCountOf } from '../../requests/case-counts.js';
import type { SeenObjection } from './seen-objection.js';

/** T8 with the stricter reading, and the warning of D10, while the superior owes the answer. */
export function clockOf(texts: Texts, seen: SeenObjection): object {
  const isOpen = awaitsReply(seen.answer.status);
  return {
    block: isOpen ? clockBlock(texts, seen, localDayOf(seen.now)) : null,
    safe: isOpen ? safeOf(texts, seen) : null,
    warning: seen.answer.deciderConsented && isOpen,
  };
}

function clockBlock(texts: Texts, { target, calendar, rules }: SeenObjection, today: LocalDate): object {
  const { received_on: receivedOn, entered_at: at, reply_due_on: due } = target.objection;
  const dated = { receivedOn, enteredOn: localDayOf(at), replyDueOn: due };
  const count = objectionReplyCountOf(dated, calendar, rules);
  return dateBlock(
    texts,
    calendar,
    { ...count, due, today, mood: { kind: 'running' } },
    {
      staff: true,
      foot: 'auto',
      label: texts.t('common.date.label.reply-due'),
    },
  );
}

/** The stricter reading of T8, in the quiet box that only staff see; null where it is the same day. */
function safeOf(texts: Texts, { target, calendar, rules }: SeenObjection): object | null {
  const { received_on: receivedOn, entered_at: at, reply_due_on: replyDue } = target.objection;
  const facts = { receivedOn, enteredOn: localDayOf(at), replyDue };
  return safeDateWords(texts, safeObjectionReplyDate(facts, calendar, rules), replyDue, rules);
}

/** T10 as the strictest reading ends it: the day before which the office may not take the matter as over in any reading. */
export function safeCommission(texts: Texts, { target, calendar, rules }: SeenObjection): string | null {
  const { answered_at: answeredAt, commission_until: lastDay, reply_due_on: silentOn } = target.objection;
  if (lastDay === null) return null;
  const start =
    answeredAt === null
      ? ({ foundOn: silentOn, dayZero: 'end-of-term' } as const)
      : ({ foundOn: localDayOf(answeredAt), dayZero: 'receipt' } as const);
  // Counted from a later receipt, or moved by a decree: then no reading of the answer's day says anything of it.
  if (commissionWindowEnd(start.foundOn, calendar, rules, start.dayZero).date !== lastDay) return null;
  const safe = safeWindowEnd({ right: 'commission', ...start, lastDay }, calendar, rules);
  return safeDateWords(texts, safe, lastDay, rules)?.title ?? null;
}
