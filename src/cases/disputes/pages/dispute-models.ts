import { awaitsNextInstance } from '../../../law/dispute-rules.js';
import { localDayOf } from '../../../law/local-date.js';
import type { FactRow } from '../../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../../platform/views/texts.js';
import { one, type ActForm } from '../../requests/pages/act-form.js';
import type { DisputeAction, DisputeAnswer } from '../dispute-answers.js';
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
    late: dispute.late ? texts.t('disputes.late') : null,
    held: dispute.status === 'final' ? null : texts.t('disputes.held'),
    factRows: factRows(texts, dispute),
    caseHref,
    caseText: dispute.registerNumber,
    paper: dispute.fileId === null ? null : link(dispute.fileId),
    steps: dispute.steps.map((step) => ({
      title: texts.t(`disputes.steps.${step.event}`),
      when: texts.formats.date(step.decidedOn),
      received: texts.t('disputes.received', { on: texts.formats.date(step.receivedOn) }),
      paper: link(step.fileId),
      order:
        step.order === null
          ? null
          : {
              text: step.order.text,
              state: texts.t(`disputes.order.${step.order.state}`, {
                due: texts.formats.date(step.order.carryOutBy),
                on: step.order.carriedOutOn === null ? '' : texts.formats.date(step.order.carriedOutOn),
              }),
              explanation: step.order.explanation,
              papers: step.order.fileIds.map(link),
            },
    })),
    filings: dispute.filings.map((filing) => ({
      title: texts.t(`disputes.filings.${filing.event}`, { on: texts.formats.date(filing.filedOn) }),
      late:
        filing.endedOn === null
          ? null
          : texts.t('disputes.filings.late', { on: texts.formats.date(filing.endedOn) }),
      reason: filing.reason,
      paper: filing.fileId === null ? null : link(filing.fileId),
    })),
    acts: dispute.actions.map((action) => ({
      href: `${here}/${slugOf(action)}`,
      text: texts.t(`disputes.acts.${action}.link`),
    })),
  };
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
  if (order !== null)
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
