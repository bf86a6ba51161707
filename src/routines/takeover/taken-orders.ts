import { localInstant, type LocalDate } from '../../law/local-date.js';
import { kindOfAgreement, usualGift } from '../../law/objection-reply.js';
import { withoutDeed, type WrittenOrder } from '../../office/register/written-order.js';
import type { Tx } from '../../platform/database/tx.js';
import type { ImportedObjection } from './imported-objection.js';
import type { KnownRequest } from './known-requests.queries.js';
import type { ObjectionEntryRead } from './objection-entry.js';
import type { TakenDeed } from './take-windows.js';

/** An objection of an older register on its way in. */
export interface TakenObjection {
  readonly id: string;
  readonly entry: ObjectionEntryRead;
  readonly own: ImportedObjection;
  readonly request: KnownRequest | null;
}

const NOON = '12:00';

/** The orders and agreements, in the words of the register, which has no others of them; what was done is done. */
export async function insertOrders(tx: Tx, made: readonly TakenObjection[]): Promise<void> {
  const rows = made.flatMap(({ id, entry, own, request }) =>
    entry.order === null
      ? []
      : [
          {
            objection_id: id,
            case_id: request?.id ?? null,
            text: entry.written.decision ?? '–',
            ...daysOf(entry.order, request),
            ...givenBy(entry, own, request),
          },
        ],
  );
  if (rows.length > 0) await tx.query(ORDERS, [JSON.stringify(rows)]);
}

/**
 * The days of an order. Of what was done in time, or ended, our own register names no last day: it was not late, so the day
 * of the deed or the end stands for it.
 */
function daysOf(order: WrittenOrder, request: KnownRequest | null): object {
  const at = (on: LocalDate): string => localInstant(on, NOON).toISOString();
  switch (order.state) {
    case 'waits':
      return { carry_out_by: order.by };
    case 'waits-for-payment':
      return { agreed_day: order.agreed };
    case 'ended':
      return { carry_out_by: order.on, ended_at: at(order.on), ended_by: order.with };
    case 'done':
      return {
        ...{ carry_out_by: order.by ?? order.on, carried_out_on: order.on, carried_out_at: at(order.on) },
        given_on: request?.providedOn.includes(order.on) === true ? order.on : null,
      };
  }
}

/** What opens T7 anew: it gave something, or came after its day. */
export function deedsOf({ id, entry: { order }, request }: TakenObjection): readonly TakenDeed[] {
  if (order?.state !== 'done' || request === null) return [];
  const isLate = order.by !== null && order.on > order.by;
  if (!isLate && !request.providedOn.includes(order.on)) return [];
  return [{ objectionId: id, caseId: request.id, on: order.on }];
}

/** How much an order gives follows from the answer; what both sides agreed on from the grounds, as where nobody says it. */
function givenBy(
  { grounds, outcome, order }: ObjectionEntryRead,
  own: ImportedObjection,
  request: KnownRequest | null,
): object {
  if (own.status !== 'settled')
    return { kind: 'give', agreed_at: null, gives: outcome === 'partlyGranted' ? 'part' : 'all' };
  const isPaidFirst = order?.state === 'waits-for-payment';
  const leavesCopy = isPaidFirst && request?.status === 'granted_open';
  const usual = usualGift(grounds, { leavesCopy, isGivenInFull: false });
  // Only what gives something waits for its payment (`agreedClock`).
  const gives = isPaidFirst && usual === 'nothing' ? 'all' : usual;
  const kind = kindOfAgreement(gives, { grounds, noticed: true });
  return { kind, gives, agreed_at: own.closedAt?.toISOString() ?? null };
}

/** What an agreement left of the cost that is to be paid first, where the register of requests asks for the same. */
export async function insertCosts(tx: Tx, made: readonly TakenObjection[]): Promise<void> {
  const rows = made.flatMap(({ id, entry, own, request }) =>
    agreesOnCost(entry.order, request)
      ? [{ objection_id: id, case_id: request?.id, cost: request?.cost, at: own.closedAt?.toISOString() }]
      : [],
  );
  if (rows.length > 0) await tx.query(COSTS, [JSON.stringify(rows)]);
}

function agreesOnCost(order: WrittenOrder | null, request: KnownRequest | null): boolean {
  return order?.state === 'waits-for-payment' && order.cost !== null && order.cost === request?.cost;
}

/** As the city wrote it, without what our own register says of an order that speaks for itself from now on. */
export function decisionOf(
  { written, order }: ObjectionEntryRead,
  request: KnownRequest | null,
): string | null {
  if (written.decision === null || order === null) return written.decision;
  const isUnnamed = order.state === 'waits-for-payment' && !agreesOnCost(order, request);
  return isUnnamed ? written.decision : withoutDeed(written.decision);
}

const ORDERS = /* sql */ `
  INSERT INTO objection_orders (objection_id, case_id, text, carry_out_by, agreed_day, kind, agreed_at, gives, carried_out_at,
    carried_out_on, given_on, ended_at, ended_by)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(objection_id uuid, case_id uuid, text text, carry_out_by date,
    agreed_day date, kind text, agreed_at timestamptz, gives text, carried_out_at timestamptz, carried_out_on date,
    given_on date, ended_at timestamptz, ended_by text)`;

const COSTS = /* sql */ `
  INSERT INTO lowered_costs (objection_id, case_id, cost, at)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(objection_id uuid, case_id uuid, cost integer, at timestamptz)`;
