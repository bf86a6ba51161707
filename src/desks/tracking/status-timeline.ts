import type { LocalDate } from '../../law/local-date.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { TimelineEntry } from '../../platform/views/parts/case-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { eventWords } from './event-words.js';
import { shownState } from './status-lead.js';
import type { TrackedCase } from './tracked-case.js';

/** Told by the card above the timeline, not a step of its own. */
const UNSEEN: ReadonlySet<string> = new Set(['objection-prepared']);

const ANSWERS: ReadonlySet<string> = new Set([
  'granted',
  'granted-partly',
  'refused',
  'refused-other',
  'answered-not-held',
  'answered-not-yet-held',
  'answered-not-documented',
  'delivered',
  'objection-answered',
]);

const LATE: ReadonlySet<string> = new Set([
  'reply-lapsed',
  'objection-lapsed',
  'delivery-lapsed',
  'order-lapsed',
]);

/** The story of a case, the newest first, with the step that comes next dashed on top. */
export function statusTimeline(texts: Texts, tracked: TrackedCase): readonly TimelineEntry[] {
  const shown = tracked.events.filter(({ event }) => !UNSEEN.has(event)).reverse();
  const past = shown.map((event, index): TimelineEntry => {
    const newest = ANSWERS.has(event.event) ? 'answered' : LATE.has(event.event) ? 'late' : 'newest';
    const link =
      event.event === 'filed'
        ? {
            href: pathInLanguage('/permohonan-saya/tanda-bukti.pdf', texts.language),
            text: texts.t('tracking.act.receipt'),
          }
        : null;
    return { ...eventWords(texts, tracked, event), link, kind: index === 0 ? newest : 'past' };
  });
  const next = comingStep(texts, tracked);
  return next === null ? past : [next, ...past];
}

function comingStep(texts: Texts, tracked: TrackedCase): TimelineEntry | null {
  const { row, objection } = tracked;
  const days: Readonly<Record<string, LocalDate | null | undefined>> = {
    received: row.completeness_due_on,
    incomplete: row.repair_due_on,
    processing: row.due_on,
    extended: row.due_on,
    granted_open: row.provide_on,
    closed_not_documented: row.provide_on,
    objection_open: objection?.replyDueOn,
  };
  const state = shownState(tracked);
  const day = days[state];
  if (day == null) return null;
  const key = nextKey(state, tracked);
  return {
    title: texts.t(`tracking.next.${key}.title`),
    when: texts.t('tracking.at-the-latest', { date: texts.formats.date(day) }),
    text: texts.t(`tracking.next.${key}.text`),
    link: null,
    kind: 'coming',
  };
}

function nextKey(state: string, { row, parts }: TrackedCase): string {
  if (state === 'closed_not_documented') return 'granted_open';
  if (state === 'incomplete' && row.standing !== 'statutory') return 'incomplete-without-clock';
  if (state === 'incomplete' && row.due_on !== null) return 'incomplete-running';
  return state === 'received' && parts.length > 0 ? 'received-split' : state;
}
