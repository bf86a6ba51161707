import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { openCommissionDay, standingCommissionDay } from '../../law/objection-windows.js';
import { endOfCount, type TermCount } from '../../law/term.js';
import { awaitsReply } from '../../law/state-sets.js';
import { commissionCountOf, objectionReplyCountOf } from '../../cases/requests/case-counts.js';
import { countedDays } from '../../office/calendar/counted-days.js';
import { dateBlock } from '../../office/calendar/date-block.js';
import type { CountedDays, DateBlock } from '../../platform/views/parts/date-block.js';
import { statusTag, type StatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import { pathInLanguage } from '../../platform/views/language.js';
import { inOrderOfMeaning } from './document-order.js';
import { eventWords } from './event-words.js';
import { anewWords } from './own-objection-anew.page.js';
import { commissionFactsOf, type OwnObjection } from './own-objection.queries.js';
import { orderWords } from './owed-orders.js';
import { documentName, givenFacts } from './status-answer.js';
import { commissionIntro, replyIntro } from './status-dates.js';

export interface OwnObjectionPage {
  readonly title: string;
  readonly number: string;
  readonly tag: StatusTag | { readonly text: string; readonly tone: 'closed' };
  readonly block: DateBlock | null;
  /** How the last day of the answer is counted, and that of the way to the commission. */
  readonly how: CountedDays | null;
  readonly howCommission: CountedDays | null;
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
  /** The dispute at the commission, once it is registered there: then nobody is told any more until when to go. */
  readonly dispute: string | null;
  /** What binds the office: until when it is to be carried out, or that its day has passed. */
  readonly orders: readonly string[];
  /** The right to object anew to what the order promised, and its form; the form only behind the code. */
  readonly anew: { readonly text: string; readonly href: string | null } | null;
  /** The objections before and after it. */
  readonly related: readonly string[];
  /** What both sides agreed on; only behind the code. */
  readonly settlement: string | null;
  readonly mayWithdraw: boolean;
}

/** The page of an objection without a request: state, date, what happened; content only behind the code. */
export function ownObjectionPage(texts: Texts, own: OwnObjection, isOpen: boolean): OwnObjectionPage {
  const { objection, calendar, today } = own;
  const { formats } = texts;
  const undecided = awaitsReply(objection.status);
  const due = objection.reply_due_on;
  const dated = {
    receivedOn: objection.received_on,
    enteredOn: localDayOf(objection.entered_at),
    replyDueOn: due,
    repliedOn: objection.answered_at === null ? null : localDayOf(objection.answered_at),
  };
  const reply = objectionReplyCountOf(dated, calendar, own.rules);
  return {
    title: texts.t('tracking.own-objection.title', { number: objection.register_number }),
    number: objection.register_number,
    tag: tagOf(texts, own),
    block: undecided
      ? dateBlock(
          texts,
          calendar,
          { ...reply, due, today, mood: { kind: 'running' } },
          { label: texts.t('common.date.label.reply-due') },
        )
      : null,
    how: undecided
      ? countedDays(texts, calendar, {
          ...{ ...reply, today, tone: 'fine' },
          intro: replyIntro(texts, own.calendar, own.rules, dated),
        })
      : null,
    howCommission: howCommission(texts, own, commissionCountOf(dated, own.commissionFrom)),
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
      ? inOrderOfMeaning(own.documents).map((file) => ({
          name: documentName(texts, file),
          href: pathInLanguage(`/keberatan-saya/berkas/${file.id}`, texts.language),
          facts: givenFacts(texts, file, formats.bytes(file.bytes)),
        }))
      : [],
    commission: commissionWords(texts, own),
    dispute:
      own.dispute === null
        ? null
        : texts.t('tracking.own-objection.dispute', {
            number: own.dispute.number,
            date: formats.date(own.dispute.filedOn),
          }),
    orders: own.orders.map((order) => orderWords(texts, order, today)),
    anew: anewPart(texts, own, isOpen),
    related: [
      ...(own.follows === null ? [] : [texts.t('tracking.anew.follows', { number: own.follows })]),
      ...own.followedBy.map(({ number, receivedOn }) =>
        texts.t('tracking.anew.followed', { number, date: formats.date(receivedOn) }),
      ),
    ],
    settlement: isOpen ? settledWords(own) : null,
    mayWithdraw: isOpen && undecided && own.dispute === null,
  };
}

function anewPart(texts: Texts, own: OwnObjection, isOpen: boolean): OwnObjectionPage['anew'] {
  const text = anewWords(texts, own);
  if (text === null) return null;
  return { text, href: isOpen ? pathInLanguage('/keberatan-saya/keberatan', texts.language) : null };
}

/** The record, and the task where it has words of its own. */
function settledWords({ settlement, order }: OwnObjection): string | null {
  if (settlement === null) return null;
  const task = order?.text ?? null;
  return task === null || task === settlement.record ? settlement.record : `${settlement.record}\n\n${task}`;
}

// A dispute that runs stands before the objection that it is about.
function tagOf(texts: Texts, { objection, dispute }: OwnObjection): OwnObjectionPage['tag'] {
  if (dispute !== null && dispute.status !== 'final') return statusTag(texts, 'dispute');
  return awaitsReply(objection.status) || objection.status === 'answered'
    ? statusTag(texts, `objection_${objection.status}`)
    : { text: texts.t(`objections.pages.status.${objection.status}`), tone: 'closed' };
}

type WithCommission = OwnObjection & { readonly objection: { readonly commission_until: LocalDate } };

/** Whether the way to the commission is open today. */
function mayGoToCommission(own: OwnObjection): own is WithCommission {
  return (
    openCommissionDay(commissionFactsOf(own), null, own.today) !== null && own.objection.status !== 'final'
  );
}

/** That way in a sentence: until when, or that its day has passed; null where it is not the next one. */
function commissionWords(texts: Texts, own: OwnObjection): string | null {
  const { objection } = own;
  const until = standingCommissionDay(commissionFactsOf(own), null);
  if (until === null || objection.status === 'final') return null;
  const waits = objection.reply_on_paper && objection.reply_left_on === null;
  const key = mayGoToCommission(own) ? 'commission' : waits ? 'commission-waits' : 'commission-over';
  return texts.t(`tracking.own-objection.${key}`, { date: texts.formats.date(until) });
}

/** Null while no way to the commission is open, or where a decree has moved its end since. */
function howCommission(texts: Texts, own: OwnObjection, count: TermCount): CountedDays | null {
  const { objection, calendar, today } = own;
  if (!mayGoToCommission(own)) return null;
  if (endOfCount(count, calendar).date !== objection.commission_until) return null;
  const intro = commissionIntro(texts, calendar, count);
  const days = countedDays(texts, calendar, { ...count, today, tone: 'new', intro });
  return { ...days, title: texts.t('tracking.how.commission-title') };
}
