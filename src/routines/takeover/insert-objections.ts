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
import { kindOfAgreement, usualGift } from '../../law/objection-reply.js';
import { isLiveObjection } from '../../law/state-sets.js';
import { Audit } from '../../office/audit/audit.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { RegisterNumbers } from '../../office/register/register-numbers.js';
import type { Person } from '../../office/requesters/person.js';
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

interface Made {
  readonly id: string;
  readonly entry: ObjectionEntryRead;
  readonly own: ImportedObjection;
  readonly request: KnownRequest | null;
  readonly requesterId: string;
  /** A person to be written; null where it is the request's own. */
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
    // As filing does: T7 runs on, but nobody who has objected is told of its end.
    for (const { request } of made)
      if (request !== null) await this.dueRows.stop(tx, request.id, ['objection-window-reminder']);
    await this.dueRows.start(
      tx,
      made
        .filter(({ own, entry }) => isLiveObjection(own.status) || entry.carryOutBy !== null)
        .flatMap((one) => this.clocksOf(one, rules)),
    );
    for (const one of made) await this.record(tx, importId, one);
    const taken = made.map(({ id, entry, own }) => {
      const number = this.register.format('objections', entry.year, entry.seq);
      return { id, number, entry, status: own.status };
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
    return entries.map((entry) => {
      const request = entry.requestNumber === null ? null : (requests.get(entry.requestNumber) ?? null);
      const asker = request === null ? null : (known.get(request.requesterId) ?? null);
      const isOwn = request !== null && asker !== null && sameName(asker.name, entry.person.name);
      return {
        ...{ id: newId(), entry, own: importedObjection(entry, rules), request },
        late: judged.get(entry.line)?.late ?? false,
        requesterId: isOwn ? request.requesterId : newId(),
        // Somebody else's name stands for the one who speaks for the requester.
        person: isOwn ? null : { ...entry.person, principal: asker === null ? null : principalOf(asker) },
      };
    });
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

  private objectionRow({ id, entry, own, request, requesterId, late }: Made, rules: TakeoverRules): object {
    const alone = request === null;
    return {
      id,
      public_body: this.city.publicBody,
      register_year: entry.year,
      register_seq: entry.seq,
      register_number: this.register.format('objections', entry.year, entry.seq),
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
      code: alone ? this.vault.index('tracking code', newTrackingCode()).toString('hex') : null,
      link: alone ? this.links.hashOf(this.links.token(id)).toString('hex') : null,
      rule_set_version: rules.ruleSetVersion,
    };
  }

  private async insertWritten(tx: Tx, importId: string, made: readonly Made[]): Promise<void> {
    const rows = made.map(({ id, entry, own }) => ({
      objection_id: id,
      import_id: importId,
      line: entry.line,
      written_number: entry.writtenNumber,
      outcome: entry.outcome,
      ended_at: (own.answeredAt ?? own.closedAt)?.toISOString() ?? null,
      decision: entry.written.decision,
      superior: entry.written.superior,
      response: entry.written.response,
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
    const order = entry.carryOutBy === null ? [] : orderRows(owner, entry.carryOutBy, now, calendar);
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
    const number = this.register.format('objections', entry.year, entry.seq);
    await this.audit.record(tx, {
      ...(request === null ? { stream: objectionStream(id), first: true } : { caseId: request.id }),
      event: 'objection-filed',
      effectiveAt: own.receivedAt,
      visibleTo: 'requester',
      agency: request?.agency ?? null,
      facts: {
        ...{ objectionId: id, number, grounds: entry.grounds, replyDueOn: own.replyDueOn },
        ...{ objectionVersion: 1, import: importId, line: entry.line, outcome: entry.outcome },
        ...(entry.carryOutBy === null ? {} : { carryOutBy: entry.carryOutBy }),
      },
    });
  }
}

/** The orders and agreements that still wait, in the words of the register, which has no others of them. */
async function insertOrders(tx: Tx, made: readonly Made[]): Promise<void> {
  const rows = made.flatMap(({ id, entry, own, request }) =>
    entry.carryOutBy === null
      ? []
      : [
          {
            objection_id: id,
            case_id: request?.id ?? null,
            text: entry.written.decision ?? '–',
            carry_out_by: entry.carryOutBy,
            ...givenBy(entry, own),
          },
        ],
  );
  if (rows.length > 0) await tx.query(ORDERS, [JSON.stringify(rows)]);
}

/** How much an order gives follows from the answer; what both sides agreed on from the grounds, as where nobody says it. */
function givenBy({ grounds, outcome }: ObjectionEntryRead, own: ImportedObjection): object {
  if (own.status !== 'settled')
    return { kind: 'give', agreed_at: null, gives: outcome === 'partlyGranted' ? 'part' : 'all' };
  const gives = usualGift(grounds, { leavesCopy: false, isGivenInFull: false });
  const kind = kindOfAgreement(gives, { grounds, noticed: true });
  return { kind, gives, agreed_at: own.closedAt?.toISOString() ?? null };
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
    commission_until, closed_at, channel, tracking_code_hash, link_token_hash, rule_set_version)
  SELECT t.id, public_body, register_year, register_seq, register_number, case_id, requester_id, grounds, story, late,
    status, received_at, received_on, entered_at, reply_due_on, reply_due_at, due_provisional, answered_at,
    commission_until, closed_at, 'counter', decode(code, 'hex'), decode(link, 'hex'), rule_set_version
  FROM jsonb_to_recordset($1::jsonb) AS t(id uuid, public_body text, register_year integer, register_seq integer,
    register_number text, case_id uuid, requester_id uuid, grounds text[], story text, late boolean, status text,
    received_at timestamptz, received_on date, entered_at timestamptz, reply_due_on date, reply_due_at timestamptz,
    due_provisional jsonb, answered_at timestamptz, commission_until date, closed_at timestamptz, code text, link text,
    rule_set_version integer)`;

const WRITTEN = /* sql */ `
  INSERT INTO imported_objections
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(objection_id uuid, import_id uuid, line integer, written_number text,
    outcome text, ended_at timestamptz, decision text, superior text, response text)`;

const ORDERS = /* sql */ `
  INSERT INTO objection_orders (objection_id, case_id, text, carry_out_by, kind, agreed_at, gives)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(objection_id uuid, case_id uuid, text text, carry_out_by date, kind text,
    agreed_at timestamptz, gives text)`;
