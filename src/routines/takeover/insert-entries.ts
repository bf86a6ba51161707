import { Injectable } from '@nestjs/common';
import { completenessRows, repairRows, repairStage, replyRows } from '../../cases/requests/clock-rows.js';
import { CaseLinks } from '../../cases/requests/case-links.js';
import { NAMED_IN_OLD_LETTER } from '../../law/completeness.js';
import { endOfLocalDay, localInstant, type LocalDate } from '../../law/local-date.js';
import { OBJECTION_WINDOW_REMINDER_DAYS, REMINDER_TIME } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { Audit } from '../../office/audit/audit.js';
import { SEALED_COLUMNS, type SealedCase } from '../../office/audit/chain.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { RegisterNumbers } from '../../office/register/register-numbers.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { Tasks } from '../../office/tasks/tasks.js';
import { City } from '../../platform/config/city.js';
import { newId } from '../../platform/crypto/new-id.js';
import { newTrackingCode } from '../../platform/crypto/tracking-code.js';
import { Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';
import {
  countedFrom,
  importedCase,
  isOpen,
  objectedFrom,
  windowEnd,
  type ImportedCase,
  type TakeoverRules,
} from './imported-case.js';
import type { RegisterEntryRead } from './register-entry.js';

interface Made {
  readonly id: string;
  readonly requesterId: string;
  readonly entry: RegisterEntryRead;
  readonly own: ImportedCase;
}

/** Writes entries of an older register as cases: persons sealed, clocks started, one row of the trail each. */
@Injectable()
export class InsertEntries {
  constructor(
    private readonly requesters: Requesters,
    private readonly register: RegisterNumbers,
    private readonly dueRows: DueRows,
    private readonly audit: Audit,
    private readonly links: CaseLinks,
    private readonly tasks: Tasks,
    private readonly vault: Vault,
    private readonly city: City,
  ) {}

  /** Some hundred entries at once, in the caller's transaction. */
  async run(
    tx: Tx,
    importId: string,
    entries: readonly RegisterEntryRead[],
    rules: TakeoverRules,
  ): Promise<void> {
    const made = entries.map((entry) => ({
      ...{ id: newId(), requesterId: newId() },
      ...{ entry, own: importedCase(entry, rules) },
    }));
    await this.insertPersons(tx, made);
    const sealed = await this.insertCases(tx, made, rules);
    await this.insertWritten(tx, importId, made);
    await this.insertLetters(tx, made);
    await this.askToReturn(tx, made);
    await this.dueRows.start(
      tx,
      made.flatMap((one) => this.clocksOf(one, rules)),
    );
    await this.audit.recordFirsts(
      tx,
      made.map(({ id, entry, own }) => ({
        caseId: id,
        event: 'imported',
        effectiveAt: own.receivedAt,
        visibleTo: 'requester',
        agency: entry.agency,
        facts: {
          ...{ version: 1, number: this.numberOf(entry), dueOn: own.dueOn, outcome: own.outcome },
          ...{ import: importId, line: entry.line },
          ...(own.repairDueOn === null ? {} : { repairDueOn: own.repairDueOn }),
          ...(own.extendedAt === null || entry.extendedOn === null ? {} : { extendedOn: entry.extendedOn }),
        },
        sealed: writtenOf(sealed, id),
      })),
    );
  }

  private numberOf(entry: RegisterEntryRead): string {
    return this.register.format('requests', entry.year, entry.seq);
  }

  private async insertPersons(tx: Tx, made: readonly Made[]): Promise<void> {
    for (const { requesterId, entry, own } of made) {
      const prepared = this.requesters.prepare({
        id: requesterId,
        kind: entry.kind,
        person: entry.person,
        language: 'id',
        citizenship: entry.standing === 'courtesy' ? 'other' : 'WNI',
        identityKind: 'atDesk',
        identityFileId: null,
      });
      await this.requesters.insert(tx, prepared, own.receivedAt);
    }
  }

  /** What the trail seals of each case. */
  private async insertCases(
    tx: Tx,
    made: readonly Made[],
    rules: TakeoverRules,
  ): Promise<ReadonlyMap<string, SealedCase>> {
    const rows = await tx.query<SealedCase & { readonly id: string }>(CASES, [
      JSON.stringify(made.map((one) => this.caseRow(one, rules))),
    ]);
    await tx.query(
      `INSERT INTO case_items (id, case_id, position, text)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[])`,
      [
        made.map(() => newId()),
        made.map(({ id }) => id),
        made.map(() => 1),
        made.map(({ entry }) => entry.question),
      ],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private caseRow({ id, requesterId, entry, own }: Made, rules: TakeoverRules): object {
    return {
      id,
      public_body: this.city.publicBody,
      register_year: entry.year,
      register_seq: entry.seq,
      register_number: this.numberOf(entry),
      requester_id: requesterId,
      received_at: own.receivedAt.toISOString(),
      received_on: entry.receivedOn,
      entered_at: own.enteredAt.toISOString(),
      question: entry.question,
      purpose_text: entry.purpose,
      access: entry.access,
      agency_code: entry.agency,
      status: own.status,
      standing: entry.standing,
      reply_started_on: own.dueKind === null ? null : countedFrom(entry),
      completeness_due_on: own.completenessDueOn,
      complete_at: own.completeAt?.toISOString() ?? null,
      repair_due_on: own.repairDueOn,
      due_on: own.dueOn,
      due_at: own.dueOn === null ? null : endOfLocalDay(own.dueOn).toISOString(),
      due_kind: own.dueKind,
      due_provisional: own.provisional,
      calendar_version: Number(rules.calendar.version),
      rule_set_version: rules.ruleSetVersion,
      extended_at: own.extendedAt?.toISOString() ?? null,
      noticed_at: own.noticedAt?.toISOString() ?? null,
      outcome: own.outcome,
      noticed_outcome: own.noticedOutcome,
      objection_until: own.objectionUntil,
      closed_at: own.closedAt?.toISOString() ?? null,
      code: this.vault.index('tracking code', newTrackingCode()).toString('hex'),
      link: this.links.hashOf(this.links.statusToken(id, 0)).toString('hex'),
    };
  }

  private async insertWritten(tx: Tx, importId: string, made: readonly Made[]): Promise<void> {
    const rows = made.map(({ id, entry }) => ({
      case_id: id,
      import_id: importId,
      line: entry.line,
      written_number: entry.writtenNumber,
      held: entry.written.held,
      undocumented: entry.written.undocumented,
      softcopy: entry.written.softcopy,
      hardcopy: entry.written.hardcopy,
      decision: entry.written.decision,
      refusal_reason: entry.written.refusalReason,
      noticed_on: entry.noticedOn,
      provided_on: entry.written.providedOn,
      cost: entry.written.cost,
      payment: entry.written.payment,
      provided_before: entry.written.providedBefore,
    }));
    await tx.query(WRITTEN, [JSON.stringify(rows)]);
  }

  /** What was paid beyond the cost waits to be returned, as what an order lowered here. */
  private async askToReturn(tx: Tx, made: readonly Made[]): Promise<void> {
    for (const { id, entry } of made) {
      const { toReturn: amount } = entry.written;
      if (amount === null || amount === 0) continue;
      await this.tasks.create(tx, {
        ...{ onceKey: `refund:imported:${id}`, kind: 'refund', caseId: id, role: 'desk', agency: null },
        facts: { amount },
      });
    }
  }

  /** The letter that suspends T4, as if it had been sent and received on the day that the register names. */
  private async insertLetters(tx: Tx, made: readonly Made[]): Promise<void> {
    const rows = made.flatMap(({ id, entry: { incompleteLetter: letter }, own }) =>
      letter === null || own.letterSentAt === null
        ? []
        : [
            {
              ...{ case_id: id, note: letter.words, received_on: letter.on, repair_due_on: own.repairDueOn },
              sent_at: own.letterSentAt.toISOString(),
            },
          ],
    );
    if (rows.length > 0) await tx.query(LETTERS, [JSON.stringify(rows), [NAMED_IN_OLD_LETTER]]);
  }

  private clocksOf({ id, entry, own }: Made, { now, today, calendar }: TakeoverRules): readonly NewDueRow[] {
    if (own.endsOn !== null) {
      const row = { caseId: id, kind: 'end-without-remedy', stage: 'imported' } as const;
      return own.endsOn < today ? [] : [{ ...row, dueAt: endOfLocalDay(own.endsOn) }];
    }
    if (own.objectionUntil !== null && own.status !== 'final') {
      const foundOn = objectedFrom(entry);
      return windowRows(id, own.objectionUntil, foundOn, now, calendar);
    }
    if (!isOpen(own)) return [];
    const stage = own.dueKind === 'extended' ? 'extended' : 'first';
    return [
      ...(own.status === 'received' && own.completenessDueOn !== null
        ? completenessRows(id, own.completenessDueOn, now, calendar)
        : []),
      ...(own.repairDueOn === null ? [] : repairRows(id, repairStage(1), own.repairDueOn, now, calendar)),
      ...(own.dueOn === null ? [] : replyRows(id, stage, own.dueOn, now, calendar)),
      ...(entry.agency === null
        ? [{ caseId: id, kind: 'suggest-routing', stage: 'first', dueAt: now } as const]
        : []),
    ];
  }
}

/** T7 with its reminder, unless the hour of that is over. */
function windowRows(
  caseId: string,
  until: LocalDate,
  foundOn: LocalDate | null,
  now: Date,
  calendar: WorkingCalendar,
): readonly NewDueRow[] {
  const row = { caseId, stage: 'imported' } as const;
  const day = calendar.workingDayBefore(until, OBJECTION_WINDOW_REMINDER_DAYS);
  const remindAt = localInstant(day, REMINDER_TIME);
  return [
    {
      ...row,
      kind: 'objection-window',
      dueAt: windowEnd(until),
      facts: foundOn === null ? { until } : { until, foundOn, dayZero: 'receipt' },
    },
    ...(remindAt.getTime() <= now.getTime()
      ? []
      : [{ ...row, kind: 'objection-window-reminder', dueAt: remindAt, facts: { until } } as const]),
  ];
}

function writtenOf(written: ReadonlyMap<string, SealedCase>, id: string): SealedCase {
  const found = written.get(id);
  if (found === undefined) throw new Error('a case was not written');
  return found;
}

const CASES = /* sql */ `
  INSERT INTO cases (id, public_body, register_year, register_seq, register_number, requester_id, channel, received_at,
    received_on, entered_at, question, purpose_kind, purpose_text, access, language, agency_code, agency_requested, status,
    completeness_due_on, complete_at, repair_due_on, reply_started_on, due_on, due_at, due_kind, due_provisional, calendar_version,
    rule_set_version, extended_at, noticed_at, outcome, noticed_outcome, objection_until, closed_at, tracking_code_hash,
    link_token_hash, standing)
  SELECT t.id, public_body, register_year, register_seq, register_number, requester_id, 'counter', received_at,
    received_on, entered_at, question, 'other', purpose_text, access, 'id', agency_code, agency_code, status,
    completeness_due_on, complete_at, repair_due_on, reply_started_on, due_on, due_at, due_kind, due_provisional, calendar_version,
    rule_set_version, extended_at, noticed_at, outcome, noticed_outcome, objection_until, closed_at,
    decode(code, 'hex'), decode(link, 'hex'), standing
  FROM jsonb_to_recordset($1::jsonb) AS t(id uuid, public_body text, register_year integer, register_seq integer,
    register_number text, requester_id uuid, received_at timestamptz, received_on date, entered_at timestamptz,
    question text, purpose_text text, access text, agency_code text, status text, completeness_due_on date,
    complete_at timestamptz, repair_due_on date, due_on date, due_at timestamptz, due_kind text, due_provisional jsonb,
    calendar_version integer, rule_set_version integer, extended_at timestamptz, noticed_at timestamptz, outcome text,
    noticed_outcome text, objection_until date, closed_at timestamptz, code text, link text, standing text, reply_started_on date)
  RETURNING id, ${SEALED_COLUMNS.join(', ')}`;

const LETTERS = /* sql */ `
  INSERT INTO incompleteness_letters (case_id, round, missing, note, sent_at, received_on, repair_due_on, staff_id)
  SELECT t.case_id, 1, $2::text[], t.note, t.sent_at, t.received_on, t.repair_due_on, NULL
  FROM jsonb_to_recordset($1::jsonb) AS t(case_id uuid, note text, sent_at timestamptz, received_on date, repair_due_on date)`;

const WRITTEN = /* sql */ `
  INSERT INTO imported_entries
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(case_id uuid, import_id uuid, line integer, written_number text,
    held text, undocumented boolean, softcopy boolean, hardcopy boolean, decision text, refusal_reason text,
    noticed_on date, provided_on date, cost integer, payment text,
    provided_before date[])`;
