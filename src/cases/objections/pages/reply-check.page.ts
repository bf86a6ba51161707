import { exemptionEffect, isGivenInFull, orderedTask } from '../../../law/objection-reply.js';
import { ordersInformation } from '../../../law/objection-grounds.js';
import { parseLocalDate, type LocalDate } from '../../../law/local-date.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import { shortName } from '../../../office/staff/staff-frame.js';
import type { Texts } from '../../../platform/views/texts.js';
import { keptNames } from '../../requests/pages/kept-files.js';
import type { ActForm } from '../../requests/pages/act-form.js';
import type { ReplyBody } from '../objection-acts.dto.js';
import type { WrittenReply } from '../objection-letters.js';
import { SIGNED } from './reply-form.js';
import type { ObjectionTarget } from '../objection-row.js';
import { groundWords } from './objection-models.js';

/** What a rehearsal of the reply has found: the letter, and the objection as the reply leaves it. */
export interface RehearsedReply {
  readonly after: ObjectionTarget;
  readonly written: WrittenReply;
  /** Names of who will be told to carry the order out. */
  readonly executors: readonly string[];
  readonly calendar: WorkingCalendar;
  readonly now: Date;
}

/** The reply in words before it goes: result, receiver, order, the clocks that stop and start, and the letter. */
export function checkModel(
  texts: Texts,
  path: string,
  body: ReplyBody,
  form: ActForm,
  found: RehearsedReply,
): object {
  const { after, written } = found;
  const { facts, frame } = written;
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
    texts.t(`objections.check.${key}`, values);
  const signed = keptNames(form, SIGNED)[0]?.name ?? null;
  const number = body.letterNumber ?? null;
  const lifted = exemptionEffect(after.objection.grounds, body.outcome, body.order?.gives);
  return {
    path,
    number: after.objection.register_number,
    requestNumber: after.row?.register_number ?? null,
    outcome: texts.t(`objections.pages.reply.${body.outcome}`),
    rows: [
      { label: say('to'), value: say(facts.sentByPost ? 'to-by-post' : 'to-by-mail') },
      ...remedyRows(texts, found),
      { label: say('letter-number'), value: number ?? say('number-later') },
      { label: say('signer'), value: `${frame.signer.office}: ${frame.signer.name}` },
      ...(signed === null ? [] : [{ label: say('signed'), value: say('signed-goes', { name: signed }) }]),
      ...(facts.decreeNumber === null ? [] : [{ label: say('attached'), value: facts.decreeNumber }]),
      ...(facts.liftedDecree === null
        ? []
        : [
            {
              label: say('lifted'),
              value: say(lifted === 'lifted-in-part' ? 'lifted-in-part' : 'lifted-whole', {
                number: facts.liftedDecree,
              }),
            },
          ]),
    ],
    order: body.order == null ? null : orderModel(texts, body.order, body.outcome, found),
    noOrder: body.order == null ? say('no-order') : null,
    clockRows: clockRows(texts, body, found),
    letter: { ...facts, number: number ?? say('number-in-letter') },
    grounds: groundWords(texts, after.objection.grounds),
    office: frame.letterhead.office,
    signer: frame.signer,
    day: texts.formats.dateOnly(found.now),
    pdfHref: `${path}/rancangan.pdf`,
  };
}

function orderModel(
  texts: Texts,
  { text, carryOutBy, kind, gives }: NonNullable<ReplyBody['order']>,
  outcome: ReplyBody['outcome'],
  { after: { row, objection }, executors, calendar }: RehearsedReply,
): object {
  const facts = { outcome, grounds: objection.grounds, isGivenInFull: isGivenInFull(row) };
  const task = orderedTask({ kind: kind ?? null, gives: gives ?? null }, facts);
  const isGift = row !== null && task.kind === 'give' && ordersInformation(objection.grounds, false);
  const day = parseLocalDate(carryOutBy);
  return {
    text,
    anyAnswer: kind === 'answer' ? texts.t('objections.pages.order-kind.any-answer') : null,
    gives: isGift ? texts.t(`objections.pages.gives.${task.gives}`) : null,
    until: texts.t('objections.pages.order-until', {
      date: day === null ? carryOutBy : texts.formats.date(day),
    }),
    freeDay: day === null ? null : freeDayHint(texts, calendar, day),
    executors:
      executors.length === 0
        ? null
        : texts.t('objections.check.executors', { names: executors.map(shortName).join(', ') }),
  };
}

/** That the day of an order is no working day, and which is the next. The law names none for it, so it is a hint alone. */
export function freeDayHint(texts: Texts, calendar: WorkingCalendar, day: LocalDate): string | null {
  if (calendar.isWorkingDay(day)) return null;
  const holiday = calendar.holidayOn(day);
  const name =
    holiday === null ? texts.formats.weekday(day) : texts.language === 'id' ? holiday.nameId : holiday.nameEn;
  return texts.t('objections.check.free-day', {
    name,
    next: texts.formats.date(calendar.nextWorkingDay(day)),
  });
}

/** The way to the commission, none once the requester has gone there. */
function commissionDay({ after, written }: RehearsedReply): LocalDate | null {
  return written.facts.commissionDue === null ? null : after.objection.commission_until;
}

function remedyRows(texts: Texts, found: RehearsedReply): readonly object[] {
  const until = commissionDay(found);
  const value =
    until === null
      ? texts.t('objections.check.remedy-disputed')
      : texts.t('objections.check.remedy-until', { date: texts.formats.date(until) });
  return [{ label: texts.t('objections.check.remedy'), value }];
}

function clockRows(texts: Texts, body: ReplyBody, found: RehearsedReply): readonly object[] {
  const say = (key: string): string => texts.t(`objections.check.clock.${key}`);
  const until = commissionDay(found);
  const by = body.order == null ? null : parseLocalDate(body.order.carryOutBy);
  const dated = (key: string, day: LocalDate | null): readonly object[] =>
    day === null ? [] : [{ label: say(key), date: texts.formats.dateShortYear(day), strong: true }];
  return [
    { label: say('reply'), words: say('reply-stops') },
    ...dated('commission', until),
    ...dated('order', by),
    { label: say('status'), words: texts.t('objections.pages.status.answered') },
  ];
}
