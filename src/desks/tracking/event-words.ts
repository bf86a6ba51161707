import { addCalendarDays, localDayOf, localTimeOf } from '../../law/local-date.js';
import type { MessageParams } from '../../platform/views/language.js';
import type { Texts } from '../../platform/views/texts.js';
import { agencyName, type TrackedEvent, type TrackedPart } from './tracked-case.js';

/** An event in the reader's words: what happened, when, and one sentence more. */
export interface EventWords {
  readonly title: string;
  readonly when: string;
  readonly text: string | null;
}

/** What an event belongs to: a case, or an objection that has none. */
export interface NumberedThing {
  readonly row: { readonly register_number: string; readonly noticed_at?: Date | null };
  /** Of a split request: who answered which part. */
  readonly parts?: readonly Pick<TrackedPart, 'agency'>[];
}

/** Clocks of the law end at 24.00 of their last day, not at 00.00 of the next. */
const LAPSES: ReadonlySet<string> = new Set([
  'completeness-lapsed',
  'closed-incomplete',
  'reply-lapsed',
  'delivery-lapsed',
  'objection-prepared',
  'objection-lapsed',
  'order-lapsed',
  'finalised',
]);

/** Words of an event; `tracking.events.<event>` has a title and may have a sentence. */
export function eventWords(texts: Texts, tracked: NumberedThing, event: TrackedEvent): EventWords {
  const key = keyOf(texts, event);
  const params = paramsOf(texts, tracked, event);
  return {
    title: texts.t(`${key}.title`, params),
    when: whenOf(texts, event),
    text: texts.has(`${key}.text`) ? texts.t(`${key}.text`, params) : null,
  };
}

/** The same in one line, for programs. */
export function eventLine(texts: Texts, tracked: NumberedThing, event: TrackedEvent): string {
  const { title, text } = eventWords(texts, tracked, event);
  return text === null ? title : `${title}. ${text}`;
}

function keyOf(texts: Texts, { event, facts }: TrackedEvent): string {
  if (event === 'message') {
    return facts['direction'] === 'from-requester'
      ? 'tracking.events.message-sent'
      : 'tracking.events.message-received';
  }
  if (event === 'repaired' && facts['late'] === true) return 'tracking.events.repaired-late';
  if (event === 'repaired' && Array.isArray(facts['stillMissing'])) return 'tracking.events.repaired-partly';
  if ((event === 'repaired' || event === 'late-repair-accepted') && typeof facts['dueOn'] !== 'string')
    return `tracking.events.${event}-without-clock`;
  if (event === 'delivered' && typeof facts['rest'] === 'string') return 'tracking.events.delivered-partly';
  if (event === 'declared-incomplete' && facts['pauses'] === null)
    return `tracking.events.declared-incomplete-without-clock${facts['repairDueOn'] == null ? '-by-post' : ''}`;
  if (event === 'declared-incomplete' && facts['pauses'] === false)
    return `tracking.events.declared-incomplete-running${facts['repairDueOn'] == null ? '-by-post' : ''}`;
  if (event === 'declared-incomplete' && facts['repairDueOn'] == null)
    return 'tracking.events.declared-incomplete-by-post';
  if (event === 'objection-filed' && isFilled(facts['late'])) return 'tracking.events.objection-filed-late';
  if (facts['agreed'] === true && texts.has(`tracking.events.${event}-agreed.title`))
    return `tracking.events.${event}-agreed`;
  if (event === 'objection-settled' && typeof facts['carryOutBy'] === 'string')
    return 'tracking.events.objection-settled-by';
  if (event === 'carried-out' && 'disputeId' in facts) return 'tracking.events.ruling-carried-out';
  if (event === 'finalised' && 'disputeId' in facts) return 'tracking.events.dispute-finalised';
  if (event === 'dispute-ruled' && facts['step'] === 'mediation-agreed')
    return 'tracking.events.mediation-agreed';
  if (event === 'dispute-ruled' && typeof facts['step'] === 'string') {
    const by = `tracking.events.dispute-${facts['step']}`;
    if (texts.has(`${by}.title`)) return by;
  }
  if (event === 'finalised' && typeof facts['number'] === 'string')
    return `tracking.events.objection-finalised${facts['disputed'] === true ? '-by-dispute' : ''}`;
  const key = `tracking.events.${event}`;
  return texts.has(`${key}.title`) ? key : 'tracking.events.other';
}

function paramsOf(texts: Texts, tracked: NumberedThing, event: TrackedEvent): MessageParams {
  const { facts } = event;
  const date = (value: unknown): string =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value) ? texts.formats.date(value) : '';
  return {
    agency: authorOf(texts, tracked, event),
    number: typeof facts['number'] === 'string' ? facts['number'] : tracked.row.register_number,
    due: date(facts['dueOn']),
    previous: date(facts['previousDueOn']),
    repairDue: date(facts['repairDueOn']),
    until: date(facts['objectionUntil'] ?? facts['until']),
    replyDue: date(facts['replyDueOn']),
    commissionUntil: date(facts['commissionUntil']),
    carryOutBy: date(facts['carryOutBy']),
    filedOn: date(facts['filedOn']),
    decree: typeof facts['decree'] === 'string' ? facts['decree'] : '',
  };
}

/** Of the notice that joins the parts, and of what goes out with it, every agency; not who came last. */
function authorOf(
  texts: Texts,
  { row, parts = [] }: NumberedThing,
  { agency, at }: Pick<TrackedEvent, 'agency' | 'at'>,
): string {
  const isJoint = row.noticed_at != null && row.noticed_at.getTime() === at.getTime();
  const joined = isJoint ? parts.flatMap((part) => agencyName(part.agency, texts.language) ?? []) : [];
  const names = [...new Set(joined)];
  const [first, ...others] = names;
  const last = others.pop();
  if (first === undefined) return agencyName(agency, texts.language) ?? texts.t('tracking.office');
  if (last === undefined) return first;
  return texts.t('tracking.several', { first: [first, ...others].join(', '), last });
}

function whenOf(texts: Texts, { at, event }: TrackedEvent): string {
  if (LAPSES.has(event) && localTimeOf(at).startsWith('00:00')) {
    return texts.t('tracking.midnight', { date: texts.formats.date(addCalendarDays(localDayOf(at), -1)) });
  }
  return texts.formats.dateTime(at);
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
