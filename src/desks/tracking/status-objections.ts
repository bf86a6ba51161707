import type { LocalDate } from '../../law/local-date.js';
import { nextObjectionState } from '../../law/next-state.js';
import type { City } from '../../platform/config/city.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { SummaryCard } from '../../platform/views/parts/case-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { isLateOrder, isOfDispute, type RunningOrder } from './owed-orders.js';
import { listed } from './status-lead.js';
import {
  commissionDay,
  commissionOpenUntil,
  type TrackedCase,
  type TrackedObjection,
} from './tracked-case.js';

/** An objection on the page, with what its requester may do. */
export interface ObjectionPart {
  readonly card: SummaryCard;
  readonly formHref: string | null;
  readonly withdrawHref: string | null;
}

/** Every objection of the case. Forms and the requester's own acts only behind the code: `link` is null without it. */
export function objectionParts(
  texts: Texts,
  tracked: TrackedCase,
  city: City,
  link: ((page: string) => string) | null,
): readonly ObjectionPart[] {
  const withdrawable = withdrawableObjection(tracked);
  return tracked.objections.map((objection) => ({
    card: objectionCard(texts, objection, { tracked, city, isOpen: link !== null }),
    formHref: link === null ? null : link(`keberatan/${objection.number}.pdf`),
    withdrawHref:
      objection === withdrawable ? pathInLanguage('/permohonan-saya/keberatan/cabut', texts.language) : null,
  }));
}

function objectionCard(
  texts: Texts,
  objection: TrackedObjection,
  { tracked, city, isOpen }: { readonly tracked: TrackedCase; readonly city: City; readonly isOpen: boolean },
): SummaryCard {
  const { formats } = texts;
  const { row, today } = tracked;
  const until = commissionDay(objection, row.status);
  const isOver = commissionOpenUntil(objection, row.status, today) === null;
  const rows = [
    { label: texts.t('tracking.objection.number'), value: objection.number },
    { label: texts.t('tracking.prepared.ground'), value: groundNames(texts, objection.grounds) },
    { label: texts.t('tracking.objection.received'), value: formats.date(objection.receivedOn) },
    { label: texts.t('tracking.objection.reply-due'), value: formats.date(objection.replyDueOn) },
    ...outcomeRows(texts, objection, { isOpen, order: orderOf(tracked, objection), today }),
    ...(until === null || (isOver && objection.replyWaits)
      ? []
      : [
          {
            label: city.commission.name[texts.language],
            value: texts.t('tracking.until', { date: formats.date(until) }),
            ...(isOver ? { note: texts.t('tracking.objection.over') } : {}),
          },
        ]),
  ];
  return { title: texts.t('tracking.objection.card'), rows };
}

/** The order of its superior or its agreement, while it binds. */
function orderOf({ orders }: TrackedCase, { id }: TrackedObjection): RunningOrder | null {
  return orders.find((order) => order.objectionId === id && !isOfDispute(order)) ?? null;
}

/** What became of it: the superior's decision or the agreement, and until when it is to be carried out, or that it was. */
function outcomeRows(
  texts: Texts,
  { status, outcome, order, settlement }: TrackedObjection,
  {
    isOpen,
    order: running,
    today,
  }: { readonly isOpen: boolean; readonly order: RunningOrder | null; readonly today: LocalDate },
): SummaryCard['rows'] {
  const { formats } = texts;
  const row = (key: string, value: string) => ({ label: texts.t(`tracking.objection.${key}`), value });
  const isEnded = status === 'settled' || status === 'withdrawn';
  return [
    ...(isEnded ? [row('state', texts.t(`objections.pages.status.${status}`))] : []),
    ...(settlement === null || !isOpen ? [] : [row('agreed', settlement.record)]),
    ...(order?.text == null || !isOpen || order.text === settlement?.record
      ? []
      : [row('agreed-task', order.text)]),
    ...(settlement?.cost == null ? [] : [row('agreed-cost', formats.rupiah(settlement.cost))]),
    ...(outcome === null ? [] : [row('outcome', texts.t(`objections.pages.reply.${outcome}`))]),
    ...(order === null
      ? []
      : [
          {
            ...row(order.waitsForPayment ? 'carry-out-paid' : 'carry-out', formats.date(order.carryOutBy)),
            ...(running !== null && isLateOrder(running, today)
              ? { note: texts.t('tracking.objection.undone') }
              : {}),
          },
        ]),
    ...(order?.carriedOutOn == null ? [] : [row('carried-out', formats.date(order.carriedOutOn))]),
  ];
}

/** The newest objection that its requester may end: nobody has decided it, nor has the commission it (law.md row 27). */
export function withdrawableObjection({ objections }: TrackedCase): TrackedObjection | null {
  return (
    objections.find(({ status, isDisputed }) => !isDisputed && nextObjectionState(status, 'withdraw').ok) ??
    null
  );
}

/** Names of grounds as one reads them in a sentence. */
export function groundNames(texts: Texts, grounds: readonly string[]): string {
  const names = grounds.map((ground) => texts.t(`objections.ground.${ground}`));
  return listed(
    texts,
    names.map((name, index) => (index === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1))),
  );
}
