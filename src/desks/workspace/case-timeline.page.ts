import { momentWords } from '../../cases/requests/pages/case-dates.js';
import { shortName } from '../../office/staff/staff-frame.js';
import type { LogEntry } from '../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { eventKeyOf } from './case-answer.js';
import { dayFact, type CaseEvent, type CaseReading } from './case-reading.js';
import { returnReason } from './returned-proposals.js';

export const TIMELINE_TABS = ['semua', 'surat', 'catatan', 'sistem'] as const;
export type TimelineTab = (typeof TIMELINE_TABS)[number];

/** What the entries need beside the reading: words of messages and notes, names of people and agencies. */
export interface TimelineFacts {
  readonly texts: ReadonlyMap<string, string>;
  readonly staffNames: ReadonlyMap<string, string>;
  readonly agencyName: (code: string) => string;
}

const LETTERS: readonly string[] = [
  'declared-incomplete',
  'repaired',
  'late-repair-accepted',
  'extended',
  'granted',
  'answered-not-held',
  'answered-not-yet-held',
  'answered-not-documented',
  'delivered',
  'message',
  'withdrawn',
  'objection-filed',
  'objection-answered',
];
const QUIET: readonly string[] = [
  'holder-named',
  'identity-verified',
  'identity-opened',
  'file-cleared',
  'reminded',
  'contact-corrected',
  'data-request-done',
  'data-incident',
  'completeness-lapsed',
  'objection-prepared',
];

/** The trail of a case as staff read it, newest first. */
export function timelineEntries(
  texts: Texts,
  reading: CaseReading,
  facts: TimelineFacts,
  tab: TimelineTab,
): readonly LogEntry[] {
  const entries = reading.events
    .filter((event) => belongsTo(event, tab))
    .map((event) => entryOf(texts, reading, facts, event))
    .reverse();
  return entries.map((entry, index) => (index === 0 ? { ...entry, newest: true } : entry));
}

function belongsTo(event: CaseEvent, tab: TimelineTab): boolean {
  if (tab === 'semua') return true;
  if (tab === 'catatan') return event.event === 'note';
  if (tab === 'surat') return LETTERS.includes(event.event);
  return event.actorKind === 'system' || QUIET.includes(event.event);
}

function entryOf(texts: Texts, reading: CaseReading, facts: TimelineFacts, event: CaseEvent): LogEntry {
  const isNote = event.event === 'note';
  const quiet = QUIET.includes(event.event) || (event.actorKind === 'system' && event.event === 'assigned');
  const text = textOf(texts, reading, facts, event);
  return {
    kind: isNote ? 'note' : quiet ? 'system' : 'event',
    title: titleOf(texts, event),
    who: whoOf(texts, event),
    when: momentWords(texts, event.at, reading.now),
    ...(text === null ? {} : { text }),
  };
}

function titleOf(texts: Texts, { event, facts }: CaseEvent): string {
  if (event === 'message')
    return texts.t(`workspace.events.message-${word(facts, 'direction', 'to-requester')}`);
  return texts.t(eventKeyOf({ event, facts }, texts));
}

function whoOf(texts: Texts, event: CaseEvent): string {
  if (event.actorKind === 'staff') return event.by === null ? '' : shortName(event.by);
  return texts.t(`workspace.who.${event.actorKind}`);
}

/** One sentence of detail from the facts of the row: days, codes and reasons, never a person's. */
function textOf(
  texts: Texts,
  reading: CaseReading,
  { texts: written, staffNames, agencyName }: TimelineFacts,
  { event, facts, at }: CaseEvent,
): string | null {
  const day = (name: string): string | null => {
    const found = dayFact(facts, name);
    return found === null ? null : texts.formats.date(found);
  };
  const say = (key: string, values: Readonly<Record<string, string | number | null>>): string | null => {
    const known = Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
    if (known.length < Object.keys(values).length) return null;
    return texts.t(`workspace.details.${key}`, Object.fromEntries(known) as Record<string, string | number>);
  };
  switch (event) {
    case 'message':
      return written.get(String(facts['messageId'])) ?? null;
    case 'note':
      return written.get(String(facts['noteId'])) ?? null;
    case 'assigned':
    case 'handed-on': {
      const reason = reading.assignments.find((entry) => entry.at.getTime() === at.getTime());
      const to = word(facts, 'agency', '');
      const typed = reason?.act === 'assigned' ? reason.reason : '';
      return `${agencyName(to)}.${typed === '' ? '' : ` ${typed}`}`;
    }
    case 'returned':
      return returnReason(reading.returns, at);
    case 'handed-back':
      return handedBack(texts, reading, agencyName, at);
    case 'declared-incomplete':
      return say('declared-incomplete', {
        until: day('repairDueOn'),
        missing: missingWords(texts, facts['missing']),
      });
    case 'extended':
      return say('extended', { before: day('previousDueOn'), after: day('dueOn') });
    case 'due-date-moved':
      return say('date-moved', {
        before: day('previousDueOn'),
        after: day('dueOn'),
        decree: word(facts, 'decree', ''),
      });
    case 'objection-settled':
      return say('settled', { date: day('carryOutBy') });
    case 'due-date-firm':
      return say('date-firm', { after: day('dueOn'), decree: word(facts, 'decree', '') });
    case 'repaired':
    case 'late-repair-accepted':
      return say('restarted', { due: day('dueOn') });
    case 'reply-lapsed':
      return say('lapsed', { due: day('dueOn'), until: day('objectionUntil') });
    case 'payment-recorded':
      return say('payment', { amount: texts.formats.rupiah(Number(facts['amount'] ?? 0)) });
    case 'delivered':
      return say(reading.deliveryReference === null ? 'delivered' : 'delivered-number', {
        channel: texts.t(`workspace.delivery.${word(facts, 'channel', 'online')}`),
        on: day('deliveredOn'),
        ...(reading.deliveryReference === null ? {} : { number: reading.deliveryReference }),
      });
    case 'holder-named':
      return staffNames.get(word(facts, 'holder', '')) ?? null;
    default:
      return say('objection-until', { until: day('objectionUntil') });
  }
}

function handedBack(
  texts: Texts,
  reading: CaseReading,
  agencyName: (code: string) => string,
  at: Date,
): string | null {
  const entry = reading.assignments.find(
    (one) => one.act === 'handed-back' && one.at.getTime() === at.getTime(),
  );
  if (entry === undefined) return null;
  const from = entry.from === null ? '' : `${agencyName(entry.from)}: `;
  const suggested =
    entry.suggested === null
      ? ''
      : ` ${texts.t('workspace.details.suggested', { agency: agencyName(entry.suggested) })}`;
  return `${from}${entry.reason}${suggested}`;
}

function missingWords(texts: Texts, missing: unknown): string {
  if (!Array.isArray(missing)) return '';
  return missing.map((item) => texts.t(`requests.missing.${String(item)}`)).join('; ');
}

/** A code in the facts of an event. */
function word(facts: Readonly<Record<string, unknown>>, name: string, otherwise: string): string {
  const value = facts[name];
  return typeof value === 'string' ? value : otherwise;
}
