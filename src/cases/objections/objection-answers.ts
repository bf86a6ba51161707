import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { mayDelegateReply, type AgreedGift, type OrderKind } from '../../law/objection-reply.js';
import { maySettle, type ObjectionOutcome } from '../../law/objection-grounds.js';
import { standingCommissionDay } from '../../law/objection-windows.js';
import { objectionEventsFrom } from '../../law/next-state.js';
import type { ObjectionState } from '../../law/request-states.js';
import { awaitsReply } from '../../law/state-sets.js';
import { can, type PolicyAction } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import type { Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { hasConsented } from './consented-before.js';
import { isDisputed } from './is-disputed.queries.js';
import { readTarget, type ObjectionTarget, WAITS_FOR_PAYMENT } from './objection-row.js';

/** Acts on an objection as the API names them, in the order of their usual turn. */
export const OBJECTION_ACTIONS = ['delegate', 'reply', 'settle', 'withdraw', 'carry-out'] as const;
export type ObjectionAction = (typeof OBJECTION_ACTIONS)[number];

export interface ObjectionReply {
  readonly outcome: ObjectionOutcome;
  readonly reasons: string;
  readonly decreeNumber: string | null;
  readonly at: string;
  readonly by: string | null;
  readonly asDelegate: boolean;
}

export interface ObjectionOrder {
  readonly text: string;
  /** `answer`: each written notice carries it out. `deed`: agreed, and gives no information. */
  readonly kind: OrderKind;
  /** How much of what was asked for it gives. */
  readonly gives: AgreedGift;
  readonly carryOutBy: LocalDate;
  /** It runs from the payment of what was agreed on; until then `carryOutBy` is the earliest last day. */
  readonly waitsForPayment: boolean;
  readonly carriedOutOn: LocalDate | null;
  /** The day on which it ended with its request, which the requester withdrew: nobody carries it out any more. */
  readonly endedOn: LocalDate | null;
  readonly explanation: string | null;
  readonly overdue: boolean;
}

/** How it ended before it was decided; `cost`: what was agreed to be left of it, in whole rupiah (ground f). */
interface Closing {
  readonly how: 'settled' | 'withdrawn';
  readonly record: string | null;
  readonly cost: number | null;
}

/** An objection as the staff API answers it. It never names the person. */
export interface ObjectionAnswer {
  readonly id: string;
  readonly number: string;
  readonly caseId: string | null;
  readonly registerNumber: string | null;
  readonly agency: { readonly code: string; readonly name: string } | null;
  readonly grounds: readonly string[];
  readonly story: string;
  readonly status: ObjectionState;
  readonly late: boolean;
  readonly receivedOn: LocalDate;
  readonly replyDueDate: LocalDate;
  readonly provisional: boolean;
  readonly workingDaysLeft: number | null;
  /** T10; null also once both sides settled or the requester withdrew. */
  readonly commissionUntil: LocalDate | null;
  readonly delegate: { readonly id: string; readonly name: string } | null;
  /** D10: this person consented to the refusal that the objection is about. */
  readonly deciderConsented: boolean;
  readonly reply: ObjectionReply | null;
  readonly order: ObjectionOrder | null;
  readonly closing: Closing | null;
  readonly actions: readonly ObjectionAction[];
  readonly version: number;
}

/** What decides about an act beside state and person. */
interface LawfulFacts {
  readonly hasOpenOrder: boolean;
  readonly mayDelegate: boolean;
  /** Settling and withdrawing are the commission's once it has the case. */
  readonly disputed: boolean;
}

interface Details {
  readonly now: Date;
  readonly reply: {
    readonly outcome: ObjectionOutcome;
    readonly reasons: string;
    readonly decreeNumber: string | null;
    readonly at: string;
    readonly staffId: string;
    readonly asDelegate: boolean;
  } | null;
  /** `waits`: neither carried out nor ended with its request. */
  readonly ordered:
    | (Omit<ObjectionOrder, 'overdue' | 'endedOn'> & {
        readonly endedAt: string | null;
        readonly waits: boolean;
        /** It was reported, and what is left is the letter. */
        readonly inLetter: boolean;
      })
    | null;
  readonly closing: Closing | null;
}

const DETAILS = /* sql */ `
  SELECT tenggat_now() AS now,
    (SELECT json_build_object('outcome', r.outcome, 'reasons', r.reasons, 'decreeNumber', r.decree_number, 'at', r.at,
        'staffId', r.staff_id, 'asDelegate', r.as_delegate) FROM objection_replies r WHERE r.objection_id = $1) AS reply,
    (SELECT json_build_object('text', d.text, 'kind', d.kind, 'gives', d.gives, 'carryOutBy', coalesce(d.carry_out_by, d.agreed_day),
        'waitsForPayment', ${WAITS_FOR_PAYMENT}, 'carriedOutOn', d.carried_out_on,
        'endedAt', d.ended_at, 'explanation', d.explanation, 'waits', d.carried_out_at IS NULL AND d.ended_at IS NULL,
        'inLetter', d.leaves_with IS NOT NULL) FROM objection_orders d WHERE d.objection_id = $1) AS ordered,
    (SELECT json_build_object('how', e.how, 'record', e.record, 'cost', e.cost) FROM objection_closings e WHERE e.objection_id = $1)
      AS closing`;

/** Reads one objection whole, with what the one who asks may do with it now. */
@Injectable()
export class ObjectionAnswers {
  constructor(
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly staff: StaffQueries,
  ) {}

  /** The objection after an act, in a transaction that sees it. */
  async ofObjection(tx: Tx, id: string): Promise<ObjectionAnswer> {
    const target = await readTarget(tx, id);
    if (target === null) throw notFound();
    return this.ofTarget(tx, target);
  }

  async ofTarget(tx: Tx, target: ObjectionTarget): Promise<ObjectionAnswer> {
    const { row, objection } = target;
    const [details] = await tx.query<Details>(DETAILS, [objection.id]);
    if (details === undefined) throw new Error('an objection gave no details');
    const today = localDayOf(details.now);
    const calendar = await this.calendar.forCase(objection);
    const agency = row?.agency_code == null ? null : await this.agencies.byCode(row.agency_code);
    const { reply, ordered, closing } = details;
    const ids = [objection.delegate_id, reply?.staffId ?? null].filter((one) => one !== null);
    const names = await this.staff.nameOf(tx, ids);
    const nameOf = (staffId: string): string => names.get(staffId) ?? '';
    return {
      id: objection.id,
      number: objection.register_number,
      caseId: row?.id ?? null,
      registerNumber: row?.register_number ?? null,
      agency: agency === null ? null : { code: agency.code, name: agency.name },
      grounds: objection.grounds,
      story: objection.story,
      status: objection.status,
      late: objection.late,
      receivedOn: objection.received_on,
      replyDueDate: objection.reply_due_on,
      provisional: objection.due_provisional !== null,
      workingDaysLeft: awaitsReply(objection.status)
        ? calendar.workingDaysLeft(today, objection.reply_due_on)
        : null,
      commissionUntil: standingCommissionDay(
        {
          status: objection.status,
          until: objection.commission_until,
          isDisputed: await isDisputed(tx, objection.id),
        },
        row?.status ?? null,
      ),
      delegate:
        objection.delegate_id === null
          ? null
          : { id: objection.delegate_id, name: nameOf(objection.delegate_id) },
      deciderConsented: await hasConsented(tx, row, tx.actor.id),
      reply:
        reply === null
          ? null
          : {
              outcome: reply.outcome,
              reasons: reply.reasons,
              decreeNumber: reply.decreeNumber,
              at: new Date(reply.at).toISOString(),
              by: names.get(reply.staffId) ?? null,
              asDelegate: reply.asDelegate,
            },
      order: ordered === null ? null : orderOf(ordered, today),
      closing,
      actions: this.actionsOf(tx.actor, target, {
        hasOpenOrder: ordered?.waits === true && !ordered.inLetter,
        mayDelegate: mayDelegateReply(await this.rules.ofCase(objection)),
        disputed: await isDisputed(tx, objection.id),
      }),
      version: objection.version,
    };
  }

  /** What this person may do now: state table, policy, delegate, and the law's own guards. */
  actionsOf(
    actor: Actor,
    { row, objection }: ObjectionTarget,
    { hasOpenOrder, mayDelegate, disputed }: LawfulFacts,
  ): readonly ObjectionAction[] {
    const events = objectionEventsFrom(objection.status);
    const agency = row?.agency_code ?? null;
    return OBJECTION_ACTIONS.filter((action) => {
      const event = action === 'delegate' ? 'reply' : action;
      if (!events.includes(event)) return false;
      const isDelegate = objection.delegate_id !== null && objection.delegate_id === actor.id;
      const may = can(actor, `objection.${action}` satisfies PolicyAction, { agency }) === 'allowed';
      if (!may && !(isDelegate && action === 'reply')) return false;
      if (action === 'delegate') return mayDelegate;
      if (action === 'withdraw') return !disputed;
      if (action === 'settle') return !disputed && maySettle(objection.grounds);
      return action !== 'carry-out' || hasOpenOrder;
    });
  }
}

function orderOf(
  { waits, endedAt, inLetter: _inLetter, ...order }: NonNullable<Details['ordered']>,
  today: LocalDate,
): ObjectionOrder {
  const endedOn = endedAt === null ? null : localDayOf(new Date(endedAt));
  return { ...order, endedOn, overdue: waits && !order.waitsForPayment && today > order.carryOutBy };
}
