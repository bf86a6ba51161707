import { dateBlock } from '../../office/calendar/date-block.js';
import type { DateBlock } from '../../platform/views/parts/date-block.js';
import { statusTag, type StatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import { pathInLanguage } from '../../platform/views/language.js';
import { eventWords } from './event-words.js';
import type { OwnObjection } from './own-objection.queries.js';

export interface OwnObjectionPage {
  readonly title: string;
  readonly number: string;
  readonly tag: StatusTag | { readonly text: string; readonly tone: 'closed' };
  readonly block: DateBlock | null;
  readonly isOpen: boolean;
  readonly story: string | null;
  readonly entries: readonly {
    readonly title: string;
    readonly when: string;
    readonly kind: 'newest' | 'past';
    readonly text?: string;
  }[];
  readonly documents: readonly { readonly name: string; readonly href: string; readonly facts: string }[];
  readonly commission: string | null;
  readonly order: string | null;
  readonly mayWithdraw: boolean;
}

/** The page of an objection without a request: state, date, what happened; content only behind the code. */
export function ownObjectionPage(texts: Texts, own: OwnObjection, isOpen: boolean): OwnObjectionPage {
  const { objection, calendar, today } = own;
  const { formats } = texts;
  const undecided = objection.status === 'open' || objection.status === 'silent';
  const { received_on: start, reply_due_on: due } = objection;
  const workingDays = Math.max(1, calendar.workingDaysBetween(start, due));
  const facts = { start, due, workingDays, today, mood: { kind: 'running' } } as const;
  return {
    title: texts.t('tracking.own-objection.title', { number: objection.register_number }),
    number: objection.register_number,
    tag:
      undecided || objection.status === 'answered'
        ? statusTag(texts, `objection_${objection.status}`)
        : { text: texts.t(`objections.pages.status.${objection.status}`), tone: 'closed' },
    block: undecided
      ? dateBlock(texts, calendar, facts, { label: texts.t('common.date.label.reply-due') })
      : null,
    isOpen,
    story: isOpen ? objection.story : null,
    entries: own.events
      .map((event, at, all) => {
        const { title, when, text } = eventWords(texts, { row: objection }, event);
        const kind = at === all.length - 1 ? ('newest' as const) : ('past' as const);
        return { title, when, kind, ...(text === null ? {} : { text }) };
      })
      .reverse(),
    documents: isOpen
      ? own.documents.map((file) => ({
          name: file.name,
          href: pathInLanguage(`/keberatan-saya/berkas/${file.id}`, texts.language),
          facts: formats.bytes(file.bytes),
        }))
      : [],
    commission:
      objection.commission_until === null
        ? null
        : texts.t('tracking.own-objection.commission', { date: formats.date(objection.commission_until) }),
    order:
      own.order === null || own.order.carriedOutOn !== null
        ? null
        : texts.t('tracking.own-objection.order', { date: formats.date(own.order.carryOutBy) }),
    mayWithdraw: isOpen && undecided,
  };
}
