import { Injectable } from '@nestjs/common';
import {
  commissionRows,
  orderRows,
  replyClockRows,
  type CommissionStart,
} from '../../cases/objections/objection-clocks.js';
import { ObjectionLinks } from '../../cases/objections/objection-links.js';
import { objectionStream } from '../../cases/objections/objection-transitions.js';
import { endOfLocalDay, localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import { kindOfAgreement, usualGift } from '../../law/objection-reply.js';
import { isLiveObjection } from '../../law/state-sets.js';
import { Audit } from '../../office/audit/audit.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { RegisterNumbers } from '../../office/register/register-numbers.js';
import type { Person } from '../../office/requesters/person.js';
import { isWaiting, withoutDeed, type WrittenOrder } from '../../office/register/written-order.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { newId } from '../../platform/crypto/new-id.js';
import { newTrackingCode } from '../../platform/crypto/tracking-code.js';
import { Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';
import { CheckGrounds } from './check-grounds.js';
import type { TakeoverRules } from './imported-case.js';
import { importedObjection, type ImportedObjection } from './imported-objection.js';
import { requestsByNumber, type KnownRequest } from './known-requests.queries.js';
import type { ObjectionEntryRead } from './objection-entry.js';
import { TakeDisputes } from './take-disputes.js';
import { TakeWindows, type TakenDeed } from './take-windows.js';

interface Made {
  readonly id: string;
  readonly entry: ObjectionEntryRead;
  readonly own: ImportedObjection;
  readonly request: KnownRequest | null;
  readonly requesterId: string;
  /** Its page's code, where no request stands behind it: that of what it follows, or one of its own. */
  readonly code: string | null;
  readonly followsId: string | null;
  /** A person to be written; null where it is the request's own, or that of what it follows. */
  readonly person: Person | null;
  readonly late: boolean;
}

/** Writes entries of an older Register Keberatan: persons sealed, clocks started, one row of the trail each. */
@Injectable()
export class InsertObjections {
  constructor(
    private readonly requesters: Requesters,
    private readonly register: RegisterNumbers,
    private readonly dueRows: DueRows,
    private readonly audit: Audit,
    private readonly links: ObjectionLinks,
    private readonly grounds: CheckGrounds,
    private readonly disputes: TakeDisputes,
    private readonly windows: TakeWindows,
    private readonly vault: Vault,
    private readonly city: City,
  ) {}

  /** Some hundred entries at once, in the caller's transaction, which has found every request they name. */
  async run(
    tx: Tx,
    importId: string,
    entries: readonly ObjectionEntryRead[],
    rules: TakeoverRules,
  ): Promise<void> {
    const made = await this.make(tx, entries, rules);
    await this.insertPersons(tx, made);
    await tx.query(OBJECTIONS, [JSON.stringify(made.map((one) => this.objectionRow(one, rules)))]);
    await this.insertWritten(tx, importId, made);
    await insertOrders(tx, made);
    await insertCosts(tx, made);
    // As filing does: T7 runs on, but nobody who has objected is told of its end.
    for (const { request } of made)
      if (request !== null) await this.dueRows.stop(tx, request.id, ['objection-window-reminder']);
    await this.windows.run(tx, made.flatMap(deedsOf), rules);
    await this.dueRows.start(
      tx,
      made
        .filter(({ own, entry }) => isLiveObjection(own.status) || isWaiting(entry.order))
        .flatMap((one) => this.clocksOf(one, rules)),
    );
    for (const one of made) await this.record(tx, importId, one);
    const taken = made.map(({ id, entry, own }) => {
      return { id, number: this.numberOf(entry), entry, status: own.status };
    });
    await this.disputes.run(tx, importId, taken, rules.today);
  }

  private async make(
    tx: Tx,
    entries: readonly ObjectionEntryRead[],
    rules: TakeoverRules,
  ): Promise<readonly Made[]> {
    const requests = await requestsByNumber(
      tx,
      entries.flatMap(({ requestNumber }) => requestNumber ?? []),
      'FOR UPDATE',
    );
    const known = await this.requesters.persons(
      tx,
      [...requests.values()].map(({ requesterId }) => requesterId),
    );
    const judged = await this.grounds.run(tx, entries, rules);
    const free = await withoutRequest(
      tx,
      entries.flatMap(({ followedNumber }) => followedNumber ?? []),
    );
    const made: Made[] = [];
    for (const entry of inOrderOfNumbers(entries)) {
      const id = newId();
      const request = entry.requestNumber === null ? null : (requests.get(entry.requestNumber) ?? null);
      const followed = entry.followedNumber === null ? undefined : free.get(entry.followedNumber);
      const asker = request === null ? null : (known.get(request.requesterId) ?? null);
      const isOwn = request !== null && asker !== null && sameName(asker.name, entry.person.name);
      const requesterId = followed?.requesterId ?? (isOwn ? request.requesterId : newId());
      const code = request === null ? (followed?.code ?? this.newCode()) : null;
      if (code !== null) free.set(this.numberOf(entry), { id, requesterId, code });
      made.push({
        ...{ id, entry, own: importedObjection(entry, rules), request, requesterId, code },
        followsId: followed?.id ?? null,
        late: judged.get(entry.line)?.late ?? false,
        // Somebody else's name stands for the one who speaks for the requester.
        person:
          isOwn || followed !== undefined
            ? null
            : { ...entry.person, principal: asker === null ? null : principalOf(asker) },
      });
    }
    return made;
  }

  private newCode(): string {
    return this.vault.index('tracking code', newTrackingCode()).toString('hex');
  }

  private numberOf({ year, seq }: ObjectionEntryRead): string {
    return this.register.format('objections', year, seq);
  }

  private async insertPersons(tx: Tx, made: readonly Made[]): Promise<void> {
    for (const { requesterId, person, entry, own } of made) {
      if (person === null) continue;
      const prepared = this.requesters.prepare({
        id: requesterId,
        kind: person.principal === null ? entry.kind : 'proxy',
        person,
        language: 'id',
        citizenship: 'WNI',
        identityKind: 'atDesk',
        identityFileId: null,
      });
      await this.requesters.insert(tx, prepared, own.receivedAt);
    }
  }

  private objectionRow(
    { id, entry, own, request, requesterId, late, ...more }: Made,
    rules: TakeoverRules,
  ): object {
    const { code, followsId } = more;
    return {
      id,
      public_body: this.city.publicBody,
      register_year: entry.year,
      register_seq: entry.seq,
      register_number: this.numberOf(entry),
      case_id: request?.id ?? null,
      requester_id: requesterId,
      grounds: entry.grounds,
      story: entry.information === '' ? '–' : entry.information,
      late,
      status: own.status,
      received_at: own.receivedAt.toISOString(),
      received_on: entry.receivedOn,
      entered_at: own.enteredAt.toISOString(),
      reply_due_on: own.replyDueOn,
      reply_due_at: endOfLocalDay(own.replyDueOn).toISOString(),
      due_provisional: own.provisional,
      answered_at: own.answeredAt?.toISOString() ?? null,
      commission_until: own.commissionUntil,
      closed_at: own.closedAt?.toISOString() ?? null,
      code,
      follows_id: followsId,
      link: code === null ? null : this.links.hashOf(this.links.token(id)).toString('hex'),
      rule_set_version: rules.ruleSetVersion,
    };
  }

  private async insertWritten(tx: Tx, importId: string, made: readonly Made[]): Promise<void> {
    const rows = made.map(({ id, entry, own, request }) => ({
      objection_id: id,
      import_id: importId,
      line: entry.line,
      written_number: entry.writtenNumber,
      outcome: entry.outcome,
      ended_at: (own.answeredAt ?? own.closedAt)?.toISOString() ?? null,
      decision: decisionOf(entry, request),
      superior: entry.written.superior,
      response: entry.written.response,
      answered_on: entry.columnDay,
    }));
    await tx.query(WRITTEN, [JSON.stringify(rows)]);
  }

  private clocksOf(
    { id, entry, own, request }: Made,
    { now, today, calendar }: TakeoverRules,
  ): readonly NewDueRow[] {
    const owner = { caseId: request?.id ?? null, objectionId: id };
    if (own.status === 'open')
      return replyClockRows(owner, own.replyDueOn, request?.objectionUntil ?? null, now, calendar);
    const by = entry.order?.state === 'waits' ? entry.order.by : null;
    const order = by === null ? [] : orderRows(owner, by, now, calendar);
    if (own.commissionUntil === null) return order;
    const start: CommissionStart =
      own.answeredAt === null
        ? { on: own.replyDueOn, dayZero: 'end-of-term' }
        : { on: localDayOf(own.answeredAt), dayZero: 'receipt' };
    const until = own.commissionUntil;
    return [
      ...(until < today ? [] : commissionRows(owner, `${id}/answered`, start, until, now, calendar)),
      ...order,
    ];
  }

  private async record(tx: Tx, importId: string, { id, entry, own, request }: Made): Promise<void> {
    const number = this.numberOf(entry);
    await this.audit.record(tx, {
      ...(request === null ? { stream: objectionStream(id), first: true } : { caseId: request.id }),
      event: 'objection-filed',
      effectiveAt: own.receivedAt,
      visibleTo: 'requester',
      agency: request?.agency ?? null,
      facts: {
        ...{ objectionId: id, number, grounds: entry.grounds, replyDueOn: own.replyDueOn },
        ...{ objectionVersion: 1, import: importId, line: entry.line, outcome: entry.outcome },
        ...(entry.order === null ? {} : { order: entry.order }),
      },
    });
  }
}

/** An objection without a request that is known already, here or from before. */
interface WithoutRequest {
  readonly id: string;
  readonly requesterId: string;
  readonly code: string;
}

/** Those of these numbers that stand without a request. */
export async function withoutRequest(
  tx: Tx,
  numbers: readonly string[],
): Promise<Map<string, WithoutRequest>> {
  const rows = await tx.query<WithoutRequest & { readonly number: string }>(
    `SELECT id, register_number AS number, requester_id AS "requesterId", encode(tracking_code_hash, 'hex') AS code
     FROM objections WHERE register_number = ANY ($1) AND case_id IS NULL`,
    [numbers],
  );
  return new Map(rows.map((row) => [row.number, row]));
}

/** What is followed has the lower number. */
function inOrderOfNumbers(entries: readonly ObjectionEntryRead[]): readonly ObjectionEntryRead[] {
  return [...entries].sort((a, b) => a.year - b.year || a.seq - b.seq);
}

const NOON = '12:00';

/** The orders and agreements, in the words of the register, which has no others of them; what was done is done. */
async function insertOrders(tx: Tx, made: readonly Made[]): Promise<void> {
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
function deedsOf({ id, entry: { order }, request }: Made): readonly TakenDeed[] {
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
async function insertCosts(tx: Tx, made: readonly Made[]): Promise<void> {
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
function decisionOf({ written, order }: ObjectionEntryRead, request: KnownRequest | null): string | null {
  if (written.decision === null || order === null) return written.decision;
  const isUnnamed = order.state === 'waits-for-payment' && !agreesOnCost(order, request);
  return isUnnamed ? written.decision : withoutDeed(written.decision);
}

function sameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other) || plainName(untitled(one)) === plainName(untitled(other));
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Titles come and go from one register to the next: those in front end with a full stop, those behind follow a comma. */
function untitled(name: string): string {
  return name
    .replace(/,.*$/u, '')
    .replace(/^(?:\p{L}+\.\s*)+(?=\p{L}{2})/u, '')
    .replace(/^(?:bapak|bpk|ibu|haji|hajjah)\s+(?=\p{L})/iu, '');
}

function principalOf({ name, nationalId, address }: Person): Person['principal'] {
  return { name, nationalId, address };
}

const OBJECTIONS = /* sql */ `
  INSERT INTO objections (id, public_body, register_year, register_seq, register_number, case_id, requester_id, grounds,
    story, late, status, received_at, received_on, entered_at, reply_due_on, reply_due_at, due_provisional, answered_at,
    commission_until, closed_at, channel, tracking_code_hash, link_token_hash, rule_set_version, follows_id)
  SELECT t.id, public_body, register_year, register_seq, register_number, case_id, requester_id, grounds, story, late,
    status, received_at, received_on, entered_at, reply_due_on, reply_due_at, due_provisional, answered_at,
    commission_until, closed_at, 'counter', decode(code, 'hex'), decode(link, 'hex'), rule_set_version,
    follows_id
  FROM jsonb_to_recordset($1::jsonb) AS t(id uuid, public_body text, register_year integer, register_seq integer,
    register_number text, case_id uuid, requester_id uuid, grounds text[], story text, late boolean, status text,
    received_at timestamptz, received_on date, entered_at timestamptz, reply_due_on date, reply_due_at timestamptz,
    due_provisional jsonb, answered_at timestamptz, commission_until date, closed_at timestamptz, code text, link text,
    rule_set_version integer, follows_id uuid)`;

const WRITTEN = /* sql */ `
  INSERT INTO imported_objections
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(objection_id uuid, import_id uuid, line integer, written_number text,
    outcome text, ended_at timestamptz, decision text, superior text, response text, answered_on date)`;

const ORDERS = /* sql */ `
  INSERT INTO objection_orders (objection_id, case_id, text, carry_out_by, agreed_day, kind, agreed_at, gives, carried_out_at,
    carried_out_on, given_on, ended_at, ended_by)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(objection_id uuid, case_id uuid, text text, carry_out_by date,
    agreed_day date, kind text, agreed_at timestamptz, gives text, carried_out_at timestamptz, carried_out_on date,
    given_on date, ended_at timestamptz, ended_by text)`;

const COSTS = /* sql */ `
  INSERT INTO lowered_costs (objection_id, case_id, cost, at)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(objection_id uuid, case_id uuid, cost integer, at timestamptz)`;
