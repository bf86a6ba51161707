import { Injectable } from '@nestjs/common';
import {
  commissionRows,
  orderRows,
  replyClockRows,
  type CommissionStart,
} from '../../cases/objections/objection-clocks.js';
import { ObjectionLinks } from '../../cases/objections/objection-links.js';
import { objectionStream } from '../../cases/objections/objection-transitions.js';
import { endOfLocalDay, localDayOf } from '../../law/local-date.js';
import { isLiveObjection } from '../../law/state-sets.js';
import { Audit } from '../../office/audit/audit.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { RegisterNumbers } from '../../office/register/register-numbers.js';
import type { Person } from '../../office/requesters/person.js';
import { isWaiting } from '../../office/register/written-order.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { newId } from '../../platform/crypto/new-id.js';
import { newTrackingCode } from '../../platform/crypto/tracking-code.js';
import { Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';
import { CheckGrounds } from './check-grounds.js';
import type { TakeoverRules } from './imported-case.js';
import { importedObjection } from './imported-objection.js';
import { requestsByNumber } from './known-requests.queries.js';
import type { ObjectionEntryRead } from './objection-entry.js';
import { principalOf, sameName } from './same-name.js';
import { TakeDisputes } from './take-disputes.js';
import { TakeWindows } from './take-windows.js';
import { decisionOf, deedsOf, insertCosts, insertOrders, type TakenObjection } from './taken-orders.js';

interface Made extends TakenObjection {
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
