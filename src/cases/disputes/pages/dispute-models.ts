import { awaitsNextInstance } from '../../../law/dispute-rules.js';
import { localDayOf, type LocalDate } from '../../../law/local-date.js';
import type { FactRow } from '../../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import { one, type ActForm } from '../../requests/pages/act-form.js';
import { DISPUTE_ACTIONS, type DisputeAction, type DisputeAnswer } from '../dispute-answers.js';
import { dayNames, slugOf } from './dispute-forms.js';

/** The two rooms that disputes stand in: the desk's and the supervisor's. */
export type DisputeRoom = '/petugas/sengketa' | '/pengawas/sengketa';

/** The list, running disputes first. */
export function listModel(texts: Texts, room: DisputeRoom, disputes: readonly DisputeAnswer[]): object {
  return {
    newHref: `${room}/baru`,
    rows: disputes.map((dispute) => ({
      href: `${room}/${dispute.id}`,
      number: dispute.commissionNumber,
      objection: dispute.objectionNumber,
      request: dispute.registerNumber ?? texts.t('disputes.without-request'),
      agency: dispute.agency?.name ?? '',
      filedOn: texts.formats.dateShortYear(dispute.filedOn),
      status: texts.t(`disputes.status.${dispute.status}`),
      next: nextWords(texts, dispute),
    })),
  };
}

/** One dispute: numbers, days, decisions, orders, papers, and what may be done now. */
export function disputeModel(
  texts: Texts,
  room: DisputeRoom,
  dispute: DisputeAnswer,
  fileNames: ReadonlyMap<string, string>,
  caseHref: string | null,
): object {
  const here = `${room}/${dispute.id}`;
  const link = (id: string) => ({ href: `${here}/berkas/${id}`, text: fileNames.get(id) ?? id });
  return {
    backHref: room,
    number: dispute.commissionNumber,
    status: texts.t(`disputes.status.${dispute.status}`),
    late: dispute.late ? texts.t('disputes.late') : dispute.premature ? texts.t('disputes.premature') : null,
    held: dispute.status === 'final' ? null : texts.t('disputes.held'),
    factRows: factRows(texts, dispute),
    caseHref,
    caseText: dispute.registerNumber,
    paper: dispute.fileId === null ? null : link(dispute.fileId),
    steps: stepModels(texts, dispute, link),
    acts: dispute.actions.map((action) => ({
      href: `${here}/${slugOf(action)}`,
      text: texts.t(`disputes.acts.${action}.link`),
    })),
  };
}

type LinkOf = (id: string) => { readonly href: string; readonly text: string };

/** Decisions, suits and cassations in the order of their days; of the same day each before what contests it. */
function stepModels(texts: Texts, dispute: DisputeAnswer, link: LinkOf): readonly object[] {
  const date = (day: LocalDate): string => texts.formats.date(day);
  const decisions = dispute.steps.map(({ event, decidedOn, receivedOn, fileId, order }) => ({
    ...{ event, day: decidedOn },
    title: `${texts.t(`disputes.steps.${event}`)}, ${date(decidedOn)}`,
    received: texts.t('disputes.received', { on: date(receivedOn) }),
    paper: link(fileId),
    order: order === null ? null : orderModel(texts, order, link),
  }));
  const filings = dispute.filings.map(({ event, filedOn, endedOn, reason, fileId }) => ({
    ...{ event, day: filedOn, reason },
    title: texts.t(`disputes.filings.${event}`, { on: date(filedOn) }),
    late: endedOn === null ? null : texts.t('disputes.filings.late', { on: date(endedOn) }),
    paper: fileId === null ? null : link(fileId),
  }));
  return [...decisions, ...filings].sort((a, b) => a.day.localeCompare(b.day) || turnOf(a) - turnOf(b));
}

function turnOf({ event }: { readonly event: DisputeAction }): number {
  return DISPUTE_ACTIONS.indexOf(event);
}

function orderModel(
  texts: Texts,
  order: NonNullable<DisputeAnswer['steps'][number]['order']>,
  link: LinkOf,
): object {
  const date = (day: LocalDate): string => texts.formats.date(day);
  return {
    text: order.text,
    state: texts.t(`disputes.order.${order.state}`, {
      due: date(order.carryOutBy),
      on: order.carriedOutOn === null ? '' : date(order.carriedOutOn),
    }),
    waits: isSuspended(order) ? texts.t('disputes.order.waits') : null,
    extent: order.extent === 'partial' ? texts.t('disputes.order.partial') : null,
    explanation: order.explanation,
    papers: order.fileIds.map(link),
  };
}

/** An order that waits, and that no day binds: what it rests on is contested. */
function isSuspended({ state, suspendedOn }: NonNullable<DisputeAnswer['steps'][number]['order']>): boolean {
  return state === 'open' && suspendedOn !== null;
}

/** The form of an act as it was typed, or with today's date. */
export function actModel(
  texts: Texts,
  room: DisputeRoom,
  dispute: DisputeAnswer,
  action: DisputeAction,
  form: ActForm,
  now: Date,
): object {
  const order = dispute.steps.find((step) => step.order?.state === 'open')?.order ?? null;
  return {
    backHref: `${room}/${dispute.id}`,
    number: dispute.commissionNumber,
    action: `${room}/${dispute.id}/${slugOf(action)}`,
    version: dispute.version,
    title: texts.t(`disputes.acts.${action}.title`),
    lead: texts.t(`disputes.acts.${action}.${dispute.status === 'final' ? 'late-lead' : 'lead'}`),
    buttonText: texts.t(`disputes.acts.${action}.button`),
    isFurtherStep: action === 'suit-filed' || action === 'cassation-filed',
    isLateStep: dispute.status === 'final',
    fileLabel: texts.t(`disputes.form.${fileNameOf(action, dispute)}`),
    isCarryOut: action === 'carry-out',
    asksEarlierOrder: order !== null && action !== 'carry-out',
    earlierOrder: one(form, 'perintah-semula') || 'stands',
    extent: one(form, 'cakupan') || 'full',
    order: order === null ? null : { label: texts.t('disputes.form.order-now'), text: order.text },
    day: typedDate(form, 'tanggal', now),
    receivedDay: typedDate(form, 'diterima', null),
    orderDay: typedDate(form, 'batas', null),
    dayNames: dayNames('tanggal'),
    receivedDayNames: dayNames('diterima'),
    orderDayNames: dayNames('batas'),
  };
}

/** What is uploaded with an act. */
function fileNameOf(action: DisputeAction, { status }: DisputeAnswer): string {
  if (action === 'carry-out') return 'proof';
  if (action !== 'suit-filed' && action !== 'cassation-filed') return 'ruling';
  return status === 'final' ? 'late-paper' : 'step-paper';
}

/** The form of a new dispute. */
export function openModel(room: DisputeRoom, form: ActForm, now: Date): object {
  return {
    backHref: room,
    action: `${room}/baru`,
    day: typedDate(form, 'tanggal', now),
    dayNames: dayNames('tanggal'),
  };
}

function typedDate(form: ActForm, name: string, otherwise: Date | null) {
  const names = dayNames(name);
  const typed = { day: one(form, names.day), month: one(form, names.month), year: one(form, names.year) };
  if (otherwise === null || Object.values(typed).some((part) => part !== '')) return typed;
  const [year = '', month = '', day = ''] = localDayOf(otherwise).split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
}

function nextWords(texts: Texts, dispute: DisputeAnswer): string {
  const order = dispute.steps.find((step) => step.order?.state === 'open')?.order ?? null;
  if (order !== null && !isSuspended(order))
    return texts.t('disputes.next.order', { due: texts.formats.dateShortYear(order.carryOutBy) });
  if (dispute.furtherStepUntil !== null)
    return texts.t('disputes.next.further', { until: texts.formats.dateShortYear(dispute.furtherStepUntil) });
  if (awaitsNextInstance(dispute)) return texts.t('disputes.next.instance');
  if (dispute.status === 'registered' && dispute.commissionStartDueDate !== null)
    return texts.t('disputes.next.start', {
      due: texts.formats.dateShortYear(dispute.commissionStartDueDate),
    });
  return '';
}

function factRows(texts: Texts, dispute: DisputeAnswer): readonly FactRow[] {
  const day = (key: string, value: string | null): readonly FactRow[] =>
    value === null ? [] : [{ label: texts.t(`disputes.facts.${key}`), value: texts.formats.date(value) }];
  return [
    { label: texts.t('disputes.facts.objection'), value: dispute.objectionNumber },
    {
      label: texts.t('disputes.facts.request'),
      value: dispute.registerNumber ?? texts.t('disputes.without-request'),
    },
    ...(dispute.agency === null
      ? []
      : [{ label: texts.t('disputes.facts.agency'), value: dispute.agency.name }]),
    ...day('filed', dispute.filedOn),
    ...day('start', dispute.commissionStartDueDate),
    ...day('end', dispute.commissionEndDueDate),
    ...day('further', dispute.furtherStepUntil),
    ...day('suit', dispute.suitFiledOn),
    ...day('cassation', dispute.cassationFiledOn),
  ];
}
