import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { objectionReplyStart } from '../../law/objection-windows.js';
import { replyClockRuns } from '../../law/request-states.js';
import type { Ruleset } from '../../law/ruleset.js';
import { dayZeroCounts, endOfCount, type TermCount } from '../../law/term.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { countedDays } from '../../office/calendar/counted-days.js';
import {
  dateBlock,
  type DateBlockOptions,
  type DateMood,
  type TermStart,
} from '../../office/calendar/date-block.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { CountedDays, DateBlock, PartLink } from '../../platform/views/parts/date-block.js';
import type { Texts } from '../../platform/views/texts.js';
import {
  commissionCountOf,
  objectionReplyCountOf,
  repairCount,
  replyCountOf,
  replySince,
  objectionWindowCountOf,
} from '../../cases/requests/case-counts.js';
import { isLateOrder, isOfDispute, isUntoldOrder } from './owed-orders.js';
import { anewDay } from './remedy-words.js';
import { headlineOrder, shownState } from './status-lead.js';
import { commissionOpenUntil, objectionDay, type TrackedCase } from './tracked-case.js';

/** The date that matters now, and how it was counted. */
export interface StatusDates {
  readonly block: DateBlock | null;
  readonly how: CountedDays | null;
  /** The last day of the right to object, where that is not the date of the block. */
  readonly howObjection: CountedDays | null;
}

interface Term {
  /** How `due` is counted. */
  readonly count: TermCount;
  readonly due: LocalDate;
  readonly mood: DateMood;
  readonly options: DateBlockOptions;
  /** What happened on day 0, where that is not the receipt. */
  readonly since?: TermStart;
  /** Sentence above the counted days; the default speaks of the day of receipt. */
  readonly intro?: string;
}

/** The date block of a tracked case. A case without a running or finished term has none. */
export function statusDates(
  texts: Texts,
  tracked: TrackedCase,
  { mayObjectAnew }: { readonly mayObjectAnew: boolean } = { mayObjectAnew: false },
): StatusDates {
  const anew = windowTerm(texts, tracked, mayObjectAnew);
  const term = termOf(texts, tracked, anew);
  const isTold = tracked.objection === null ? objectionDay(tracked) !== null : anew !== null && anew !== term;
  const howObjection = isTold
    ? howWindow(texts, tracked, objectionWindowCountOf(tracked.row, tracked.calendar, tracked.windowFrom))
    : null;
  if (term === null) return { block: null, how: null, howObjection };
  const { calendar, today } = tracked;
  if (term.count.workingDays < 1) return { block: null, how: null, howObjection };
  const { count, due, mood, since = 'receipt' } = term;
  const block = dateBlock(texts, calendar, { ...count, today, mood, due, since }, term.options);
  const intro = term.intro === undefined ? {} : { intro: term.intro };
  // A day that a decree has moved since is explained where the move is told, never by a count that ends elsewhere.
  const explains = endOfCount(count, calendar).date === due;
  const how = explains ? countedDays(texts, calendar, { ...count, today, tone: block.tone, ...intro }) : null;
  return { block, how, howObjection };
}

/** How the last day of the right to object is counted; null without one. */
export function howWindow(texts: Texts, tracked: TrackedCase, count: TermCount | null): CountedDays | null {
  if (count === null) return null;
  const { calendar, today } = tracked;
  const intro = howIntro(texts, calendar, 'objection-window', count);
  const days = countedDays(texts, calendar, { ...count, today, tone: 'new', intro });
  return { ...days, title: texts.t('tracking.how.objection-title') };
}

/** From which day T8 is counted, as the reading of D6 has it: the receipt, or the entry in the register. */
export function replyIntro(
  texts: Texts,
  calendar: WorkingCalendar,
  rules: Pick<Ruleset, 'objectionClock'>,
  objection: { readonly receivedOn: LocalDate; readonly enteredOn: LocalDate },
): string {
  const key = rules.objectionClock === 'registration' ? 'objection-entered' : 'objection';
  return howIntro(texts, calendar, key, { start: objectionReplyStart(objection, rules), workingDays: 0 });
}

/** From which day T10 is counted: the receipt of the superior's answer, or the last day of T8. */
export function commissionIntro(texts: Texts, calendar: WorkingCalendar, count: TermCount): string {
  const key = count.dayZero === 'end-of-term' ? 'commission' : 'commission-answered';
  return howIntro(texts, calendar, key, count);
}

/** The sentence above the days: what happened on day 0, and whether that day counts as the first (D5). */
function howIntro(texts: Texts, calendar: WorkingCalendar, key: string, count: TermCount): string {
  const first = dayZeroCounts(count, calendar) ? 'itself' : 'next';
  const date = texts.formats.date(count.start);
  return texts.t(`tracking.how.${key}`, {
    n: count.workingDays,
    date,
    first: texts.t(`tracking.how.first.${first}`),
    since: texts.t(`tracking.how.since.${first}`, { date }),
  });
}

/**
 * T7 of an order or agreement whose day has passed undone; null where it bears no ground, its last day has passed, or its
 * letter is still to leave.
 */
function windowTerm(texts: Texts, tracked: TrackedCase, mayObjectAnew: boolean): Term | null {
  const { row, calendar, orders, objections, today, windowFrom } = tracked;
  const isBroken = orders.some(
    (order) => !isOfDispute(order) && isLateOrder(order, today) && !isUntoldOrder(order, objections),
  );
  const until = isBroken ? anewDay(tracked, mayObjectAnew) : null;
  const count = until === null ? null : objectionWindowCountOf(row, calendar, windowFrom);
  if (until === null || count === null) return null;
  return {
    count,
    due: until,
    mood: { kind: 'running' },
    options: {
      label: texts.t('common.date.label.objection-until'),
      foot: 'auto',
      link: calendarLink(texts),
    },
    intro: howIntro(texts, calendar, 'objection-window', count),
  };
}

/** The day of an order, to come or passed. A ruling that confirms an earlier one keeps its day, also a day before itself. */
function orderTerm(texts: Texts, tracked: TrackedCase): Term | null {
  const order = headlineOrder(tracked);
  if (order === null) return null;
  const { calendar } = tracked;
  const { orderedOn: start, dueOn } = order;
  return {
    count: {
      start,
      workingDays: Math.max(1, calendar.workingDaysBetween(start, dueOn)),
      dayZero: 'end-of-term',
    },
    due: dueOn,
    mood: { kind: 'running' },
    since: 'order',
    options: { label: texts.t('tracking.label.order') },
    intro: texts.t('tracking.how.order', { date: texts.formats.date(start) }),
  };
}

/** T10 of the objection that the page speaks of first; null once it has passed. */
function commissionTerm(texts: Texts, tracked: TrackedCase, link: PartLink): Term | null {
  const { objection, row, calendar, today } = tracked;
  const until = objection === null ? null : commissionOpenUntil(objection, row.status, today);
  if (objection === null || until === null) return null;
  const count = commissionCountOf(objection, objection.commissionFrom);
  // On paper it begins with the end of T8 at the latest: until then there is no day of it to be told.
  const foot = today < count.start ? {} : { foot: 'auto' };
  return {
    count,
    due: until,
    mood: { kind: 'running' },
    options: { label: texts.t('tracking.label.commission'), ...foot, link },
    intro: commissionIntro(texts, calendar, count),
  };
}

function nearerOf(one: Term | null, other: Term | null): Term | null {
  if (one === null || other === null) return one ?? other;
  return other.due < one.due ? other : one;
}

function termOf(texts: Texts, tracked: TrackedCase, anew: Term | null): Term | null {
  const { row, objection, missing } = tracked;
  const link = calendarLink(texts);
  switch (shownState(tracked)) {
    case 'objection_open':
      return objection === null
        ? null
        : {
            count: objectionReplyCountOf(objection, tracked.calendar, tracked.rules),
            due: objection.replyDueOn,
            mood: { kind: 'running' },
            options: { label: texts.t('common.date.label.reply-due'), foot: 'auto', link },
            intro: replyIntro(texts, tracked.calendar, tracked.rules, objection),
          };
    case 'objection_silent':
    case 'objection_answered':
      return (
        nearerOf(commissionTerm(texts, tracked, link), anew) ??
        orderTerm(texts, tracked) ??
        ofTheAnswer(texts, tracked, link)
      );
    case 'dispute':
      return orderTerm(texts, tracked) ?? ofTheAnswer(texts, tracked, link);
    case 'incomplete': {
      if (row.repair_due_on === null) return null;
      const count = repairCount(missing?.receivedOn ?? row.received_on);
      return {
        count,
        due: row.repair_due_on,
        mood: { kind: 'turn' },
        since: 'letter',
        options: {
          foot:
            row.due_on === null && row.standing === 'statutory' ? texts.t('tracking.foot.suspended') : 'auto',
          link,
        },
        intro: howIntro(texts, tracked.calendar, 'letter', count),
      };
    }
    case 'granted_open':
    case 'closed_not_documented':
      return row.provide_on === null ? answered(texts, tracked) : delivery(texts, tracked, row.provide_on);
    default:
      return ofTheAnswer(texts, tracked, link);
  }
}

function ofTheAnswer(texts: Texts, tracked: TrackedCase, link: PartLink): Term | null {
  return tracked.row.noticed_at === null ? running(texts, tracked, link) : answered(texts, tracked);
}

function running(texts: Texts, tracked: TrackedCase, link: PartLink): Term | null {
  const { row } = tracked;
  const count = replyCountOf(row, tracked.calendar, tracked.rules);
  if (count === null || row.due_on === null || !replyClockRuns(row.status)) return null;
  const label = row.due_kind === 'extended' ? { label: texts.t('common.date.label.due-extended') } : {};
  const told = tracked.events.find(({ event }) => event === 'reply-lapsed');
  const foot =
    tracked.overdue && told !== undefined
      ? texts.t('tracking.foot.told', { date: texts.formats.date(localDayOf(told.at)) })
      : 'auto';
  return {
    count,
    due: row.due_on,
    mood: { kind: 'running' },
    options: {
      foot,
      ...(row.due_provisional === null ? label : {}),
      ...(tracked.overdue ? {} : { link }),
    },
    ...replyHow(texts, tracked, count),
  };
}

function answered(texts: Texts, tracked: TrackedCase): Term | null {
  const { row, calendar, rules } = tracked;
  const count = replyCountOf(row, calendar, rules);
  if (row.noticed_at === null || row.due_on === null || count === null) return null;
  return {
    count,
    due: row.due_on,
    mood: { kind: 'answered', answeredOn: localDayOf(row.noticed_at) },
    options: { foot: 'auto' },
    ...replyHow(texts, tracked, count),
  };
}

// Where the reply date is not counted from the receipt, the sentence above the days names what it is counted from.
function replyHow(texts: Texts, { row, calendar }: TrackedCase, count: TermCount): Partial<Term> {
  const since = replySince(row, count);
  if (since === 'receipt') return {};
  const key = { declaration: 'declared', repair: 'repaired', extension: 'extension-letter' }[since];
  return { since, intro: howIntro(texts, calendar, key, count) };
}

function delivery(texts: Texts, tracked: TrackedCase, provideOn: LocalDate): Term | null {
  const start = tracked.row.noticed_at === null ? tracked.today : localDayOf(tracked.row.noticed_at);
  // A day that is the notice's own has nothing to count: the day of the notice says enough.
  const workingDays = tracked.calendar.workingDaysBetween(start, provideOn);
  if (workingDays < 1) return answered(texts, tracked);
  return {
    count: { start, workingDays, dayZero: 'end-of-term' },
    due: provideOn,
    mood: { kind: 'running' },
    since: 'notice',
    options: { label: texts.t('tracking.label.provide') },
    intro: texts.t('tracking.how.delivery', { date: texts.formats.date(start) }),
  };
}

function calendarLink(texts: Texts): PartLink {
  return {
    href: pathInLanguage('/permohonan-saya/kalender.ics', texts.language),
    text: texts.t('common.date.calendar'),
  };
}
