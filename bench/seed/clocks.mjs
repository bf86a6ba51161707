/** The due rows of a story: open where the clock runs, done where it ended, as the program would have left them. */
import { endOfLocalDay } from '../../dist/law/local-date.js';
import {
  COMPLETENESS_REMINDER_DAYS,
  OBJECTION_REPLY_REMINDER_DAYS,
  OBJECTION_WINDOW_REMINDER_DAYS,
  REPLY_REMINDER_DAYS,
} from '../../dist/law/service-rules.js';
import { daysBefore } from './story.mjs';

const FAR = Number.POSITIVE_INFINITY;

/** `facts`, `dueAt`, `doneAt`, `outcome` and names of each row; reminders only of cases that still wait for something. */
export function clocksOf(story, ids, now) {
  const rows = [];
  /** A clock that ends of itself at `dueAt` unless something stopped it before. */
  const clock = (kind, stage, dueAt, stoppedAt, facts = {}, objectionId = null) => {
    const isStopped = (stoppedAt ?? FAR) < Math.min(dueAt, now + 1);
    const doneAt = isStopped ? stoppedAt : dueAt <= now ? dueAt : null;
    const outcome = doneAt === null ? null : isStopped ? 'stopped' : 'taken';
    rows.push({ kind, stage, dueAt, facts, doneAt, outcome, objection_id: objectionId });
  };
  const end = (day) => endOfLocalDay(day).getTime();
  const { noticedAt, withdrawnAt, extendedAt, completeAt, receivedAt } = story;
  const answeredAt = noticedAt ?? withdrawnAt;
  const waits = answeredAt === null;
  clock('completeness-check', 'first', end(story.check), completeAt ?? answeredAt);
  clock('reply', 'first', end(story.firstDue.date), earliest(answeredAt, extendedAt));
  if (extendedAt !== null) clock('reply', 'extended', end(story.due.date), answeredAt);
  if (waits) {
    clock('suggest-routing', 'first', receivedAt, null);
    reminder(
      'completeness-reminder',
      'first',
      story.check,
      COMPLETENESS_REMINDER_DAYS,
      receivedAt,
      completeAt,
    );
    const stage = extendedAt === null ? 'first' : 'extended';
    for (const days of REPLY_REMINDER_DAYS)
      reminder('reply-reminder', `${stage}/h-${String(days)}`, story.due.date, days, receivedAt, null);
  }
  if (story.provideOn !== null && story.deliveredAt !== noticedAt)
    clock('delivery', 'promised', end(story.provideOn), story.deliveredAt);
  if (story.window !== null && withdrawnAt === null) windowRows();
  if (story.objection !== null) objectionRows(story.objection);
  return rows;

  function reminder(kind, stage, due, days, since, stoppedAt, objectionId = null) {
    const dueAt = daysBefore(due, days);
    if (dueAt > since) clock(kind, stage, dueAt, stoppedAt, { dueOn: due, daysBefore: days }, objectionId);
  }

  function windowRows() {
    const { until, foundOn, dayZero } = story.window;
    const stage = dayZero === 'receipt' ? `notice/${story.outcome}` : 'silence/first';
    clock('objection-window', stage, end(until), null, { until, foundOn, dayZero });
    if (story.finalAt === null) {
      const dueAt = daysBefore(until, OBJECTION_WINDOW_REMINDER_DAYS);
      clock('objection-window-reminder', stage, dueAt, story.objection?.receivedAt ?? null, { until });
    }
  }

  function objectionRows({ replyDue, receivedAt: since, withdrawnAt: stoppedAt }) {
    const facts = { dueOn: replyDue.date, objectionUntil: story.window.until };
    clock('objection-reply', ids.objection, end(replyDue.date), stoppedAt, facts, ids.objection);
    if (stoppedAt === null)
      for (const days of OBJECTION_REPLY_REMINDER_DAYS)
        reminder(
          'objection-reply-reminder',
          `${ids.objection}/h-${String(days)}`,
          replyDue.date,
          days,
          since,
          null,
          ids.objection,
        );
  }
}

function earliest(a, b) {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
