import { localDayOf, type LocalDate } from '../../../law/local-date.js';
import { ordersInformation, outcomesFor, type ObjectionGround } from '../../../law/objection-grounds.js';
import {
  AGREED_GIFTS,
  isGivenInFull,
  asksForCost,
  mayOrderAnswer,
  ORDER_KINDS,
  ORDERED_GIFTS,
  usualGift,
} from '../../../law/objection-reply.js';
import { awaitsNotice } from '../../../law/request-states.js';
import { SUGGESTED_ORDER_DAYS } from '../../../law/service-rules.js';
import { awaitsReply } from '../../../law/state-sets.js';
import { dueTag } from '../../../office/calendar/date-block.js';
import { shortName } from '../../../office/staff/staff-frame.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { StatusTag } from '../../../platform/views/parts/status-tag.js';
import { one, type ActForm } from '../../requests/pages/act-form.js';
import { keptFields, keptNames } from '../../requests/pages/kept-files.js';
import type { ObjectionAnswer } from '../objection-answers.js';
import type { ObjectionItem } from '../objections.queries.js';
import type { ObjectionTarget } from '../objection-row.js';
import { repliedRequest } from '../replied-request.js';
import { clockOf, safeCommission } from './objection-clocks.js';
import type { SeenObjection } from './seen-objection.js';

/** From where an objection is looked at: the superior's and delegate's room, or that of desk and agency. */
export type ObjectionRoom = '/pengawas/keberatan' | '/petugas/keberatan';

/** Where this person may go on from the page. */
export interface WaysOut {
  /** The case with its timeline; null where the person may open none. */
  readonly caseHref: string | null;
  /** Where to go back to, when not to the list of the room. */
  readonly listHref: string | null;
}

/** The list of objections, with what each waits for. */
export function listModel(
  texts: Texts,
  room: ObjectionRoom,
  items: readonly ObjectionItem[],
  view: string,
  views: readonly string[],
): object {
  return {
    views: views.map((name) => ({
      text: texts.t(`objections.pages.views.${name}`),
      href: `${room}?tampilan=${name}`,
      current: name === view,
    })),
    rows: items.map((item) => ({
      href: `${room}/${item.id}`,
      number: item.number,
      subject: item.subject,
      grounds: item.grounds.join(', '),
      status: texts.t(`objections.pages.status.${item.status}`),
      agency:
        item.agency?.name ?? texts.t(`objections.pages.${item.caseId === null ? 'no-request' : 'no-agency'}`),
      due: texts.formats.dateShortYear(dueOf(item)),
      left:
        item.workingDaysLeft === null
          ? ''
          : texts.t(`objections.pages.${item.workingDaysLeft < 0 ? 'days-over' : 'days-left'}`, {
              n: Math.abs(item.workingDaysLeft),
            }),
    })),
  };
}

function dueOf(item: ObjectionItem): LocalDate {
  if (item.carryOutBy !== null) return item.carryOutBy;
  return item.status === 'answered' ? (item.commissionUntil ?? item.replyDueDate) : item.replyDueDate;
}

/** Both sides, the clock with both readings, and the forms of the acts that are lawful now. */
export function objectionModel(
  texts: Texts,
  room: ObjectionRoom,
  seen: SeenObjection,
  form: ActForm,
  ways: WaysOut,
): object {
  const { answer } = seen;
  return {
    bar: barOf(texts, room, seen, ways),
    ...whatIsObjectedTo(texts, seen, ways),
    ...clockOf(texts, seen),
    factRows: factRows(texts, seen),
    ...whatBecameOfIt(texts, answer),
    may: Object.fromEntries(answer.actions.map((action) => [action.replaceAll('-', ''), true])),
    ...replyForm(texts, seen, form),
    people: seen.people.map((person) => ({ value: person.id, text: person.name })),
    path: `${room}/${answer.id}`,
    version: answer.version,
  };
}

function barOf(
  texts: Texts,
  room: ObjectionRoom,
  { target, answer, calendar, now }: SeenObjection,
  { listHref }: WaysOut,
): object {
  const facts = { today: localDayOf(now), due: target.objection.reply_due_on };
  const name =
    answer.delegate === null ? texts.t('objections.pages.superior') : shortName(answer.delegate.name);
  return {
    number: answer.number,
    tags: [
      staffTag(texts, answer.status),
      ...(awaitsReply(answer.status) ? [dueTag(texts, calendar, facts)] : []),
    ],
    holder: texts.t('objections.pages.decider', { name }),
    back: {
      href: listHref ?? (room === '/petugas/keberatan' ? '/petugas?tampilan=keberatan' : room),
      text: texts.t(listHref === null ? 'objections.pages.back' : 'objections.pages.back-home'),
    },
  };
}

/** The request with its notices on one side, grounds and story on the other. */
function whatIsObjectedTo(
  texts: Texts,
  { target, answer, notices }: SeenObjection,
  { caseHref }: WaysOut,
): object {
  const { row, objection } = target;
  const { formats } = texts;
  return {
    request: row === null ? null : { number: row.register_number, question: row.question, href: caseHref },
    received: texts.t('objections.pages.received', { date: formats.dateShortYear(objection.received_on) }),
    late: objection.late,
    grounds: groundWords(texts, objection.grounds),
    story: objection.story,
    purpose: purposeLine(texts, target),
    notices: notices.map((notice) => ({
      title: texts.t(`objections.pages.outcome.${notice.outcome}`),
      when: formats.dateTimeShort(notice.at),
      text: notice.explanation,
    })),
    agency: answer.agency?.name ?? null,
  };
}

function whatBecameOfIt(texts: Texts, { reply, order, closing }: ObjectionAnswer): object {
  return {
    reply: reply === null ? null : { ...reply, title: texts.t(`objections.pages.reply.${reply.outcome}`) },
    order,
    orderDay: order === null ? '' : texts.formats.date(order.carryOutBy),
    agreed: closing?.how === 'settled',
    closing,
    closingCost: closing?.cost == null ? null : texts.formats.rupiah(closing.cost),
    // Words that are the record's own stand there already.
    orderText: order === null || order.text === closing?.record ? null : order.text,
    orderGives:
      order === null || order.kind === 'answer' ? null : texts.t(`objections.pages.gives.${order.gives}`),
  };
}

/** The form of the answer: what the grounds allow, the decree where art. 17 is at stake, the day of the order. */
function replyForm(
  texts: Texts,
  { target, answer, calendar, now, decree }: SeenObjection,
  form: ActForm,
): object {
  const { row, objection } = target;
  const suggested = calendar.dueDate(localDayOf(now), SUGGESTED_ORDER_DAYS).date;
  return {
    asksCost: row !== null && answer.closing?.cost == null && asksForCost(objection.grounds),
    ...settleForm(texts, target, form),
    awaitsNotice: row !== null && awaitsNotice(row.status),
    outcomes: outcomesFor(objection.grounds).map((outcome) => ({
      value: outcome,
      text: texts.t(`objections.pages.reply.${outcome}`),
    })),
    chosen: one(form, 'hasil'),
    orderKinds: orderKinds(texts, target, now),
    orderKind: one(form, 'jenis-perintah') || ORDER_KINDS[0],
    orderGifts: orderGifts(texts, target, one(form, 'pemberian-perintah')),
    values: form,
    kept: keptFields(form),
    signed: keptNames(form, 'salinan'),
    asksDecree: objection.grounds.includes('a'),
    decreeHint:
      decree !== null
        ? texts.t('objections.pages.decree-known', { number: decree })
        : texts.t('objections.pages.decree-hint'),
    day: { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') },
    dayHint: texts.t('objections.pages.day-hint', { date: texts.formats.dateShortYear(suggested) }),
  };
}

/** What may be agreed: how much is given, and with ground f what is left of the cost. */
function settleForm(texts: Texts, { row, objection }: ObjectionTarget, form: ActForm): object {
  const { grounds } = objection;
  const asksCost = row !== null && grounds.includes('f');
  const leavesCopy = asksCost && row.status === 'granted_open';
  return {
    settlesCost: asksCost,
    gifts: AGREED_GIFTS.map((gift) => ({ value: gift, text: texts.t(`objections.pages.gives.${gift}`) })),
    gift: one(form, 'pemberian') || usualGift(grounds, { leavesCopy, isGivenInFull: isGivenInFull(row) }),
  };
}

/** On silence alone the order may be no more than one to answer; else there is nothing to choose. */
function orderKinds(texts: Texts, { row, objection }: ObjectionTarget, now: Date): readonly object[] {
  const { grounds } = objection;
  if (!mayOrderAnswer({ grounds, ...repliedRequest(row, localDayOf(now)) })) return [];
  return ORDER_KINDS.map((kind) => ({ value: kind, text: texts.t(`objections.pages.order-kind.${kind}`) }));
}

/** How much the order gives: as the outcome says unless it is chosen. About cost or time alone there is nothing to give. */
function orderGifts(
  texts: Texts,
  { row, objection }: ObjectionTarget,
  chosen: string,
): readonly { readonly value: string; readonly text: string; readonly checked: boolean }[] {
  if (row === null || !ordersInformation(objection.grounds, false)) return [];
  const item = (value: string, text: string) => ({ value, text, checked: value === chosen });
  return [
    item('', texts.t('objections.pages.order-gives.as-outcome')),
    ...ORDERED_GIFTS.map((gift) => item(gift, texts.t(`objections.pages.gives.${gift}`))),
  ];
}

function purposeLine(texts: Texts, { row, objection }: ObjectionTarget): string | null {
  const { purpose_kind: kind, purpose_text: own } = row ?? objection;
  if (kind === null) return null;
  return texts.t('objections.pages.purpose', { purpose: own ?? texts.t(`objections.purpose.${kind}`) });
}

function factRows(texts: Texts, seen: SeenObjection): readonly object[] {
  const { answer } = seen;
  const { formats } = texts;
  const safe = safeCommission(texts, seen);
  const row = (key: string, value: string) => ({ label: texts.t(`objections.pages.facts.${key}`), value });
  return [
    ...(answer.commissionUntil === null
      ? []
      : [
          row(
            'commission',
            [formats.date(answer.commissionUntil), ...(safe === null ? [] : [safe])].join(' · '),
          ),
        ]),
    ...(answer.order === null
      ? []
      : [
          row(
            answer.closing?.how === 'settled' ? 'agreed-until' : 'carry-out',
            formats.date(answer.order.carryOutBy),
          ),
        ]),
    ...(answer.order?.carriedOutOn == null
      ? []
      : [row('carried-out', formats.date(answer.order.carriedOutOn))]),
    ...(answer.delegate === null ? [] : [row('delegate', answer.delegate.name)]),
  ];
}

/** The grounds with their letters: `d. Ditanggapi tidak sebagaimana diminta`. */
export function groundWords(texts: Texts, grounds: readonly ObjectionGround[]): readonly string[] {
  return grounds.map((ground) => `${ground}. ${texts.t(`objections.ground.${ground}`)}`);
}

const TONES: Readonly<Record<string, StatusTag['tone']>> = {
  open: 'waiting',
  silent: 'late',
  answered: 'fine',
};

function staffTag(texts: Texts, status: string): StatusTag {
  return { text: texts.t(`objections.pages.status.${status}`), tone: TONES[status] ?? 'closed' };
}
