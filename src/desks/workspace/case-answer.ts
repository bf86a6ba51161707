import { Injectable } from '@nestjs/common';
import { CaseAnswers, type StaffCaseAnswer } from '../../cases/requests/case-answers.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import type { Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Language } from '../../platform/views/language.js';
import { Views } from '../../platform/views/views.js';
import { CaseReadings, type CaseReading } from './case-reading.js';
import { nextActionOf, standingOf, subjectOf, type StandingFacts } from './case-standing.js';
import { returnReason } from './returned-proposals.js';
import { openableFiles } from './staff-files.js';

/** An agency as the API names it. */
export interface NamedAgency {
  readonly code: string;
  readonly name: string;
}

/** The whole case as the API answers it to staff (`contract.md` section 3), field by field; never who asks. */
@Injectable()
export class StaffCaseAnswers extends CaseAnswers {
  constructor(
    private readonly readings: CaseReadings,
    private readonly agencies: AgencyDirectory,
    private readonly views: Views,
  ) {
    super();
  }

  /** After an act: the case as it is now for the person of this transaction. */
  async ofCase(tx: Tx, caseId: string): Promise<StaffCaseAnswer> {
    return this.answer(await this.readings.read(tx, caseId), tx.actor);
  }

  /** The answer of a reading. `desk` alone sees why a case was suggested to whom. */
  async answer(reading: CaseReading, actor: Actor, language: Language = 'id'): Promise<StaffCaseAnswer> {
    const { row, calendar, now } = reading;
    const standing = { ...row, late_repair: reading.lateRepairWaits };
    const texts = this.views.in(language);
    const isDesk = actor.roles.includes('desk');
    return {
      id: row.id,
      registerNumber: row.register_number,
      agency: await this.named(row.agency_code),
      status: row.status,
      outcome: row.outcome,
      standing: row.standing,
      receivedOn: row.received_on,
      ...standingOf(standing, calendar, now),
      repairDueDate: row.status === 'incomplete' ? row.repair_due_on : null,
      completenessDueDate: row.completeness_due_on,
      subject: subjectOf(row.question),
      nextAction: this.nextAction(standing, language),
      version: row.version,
      informationRequested: row.question,
      purpose: { kind: said(row.purpose_kind), text: row.purpose_text },
      access: said(row.access),
      delivery: row.delivery,
      format: row.format,
      language: row.language,
      holder: row.holder_id === null ? null : { id: row.holder_id, name: reading.holderName },
      items: reading.items.map(({ id, text, outcome }) => ({ id, text, outcome })),
      clocks: reading.clocks.map(({ kind, startedOn, dueDate, dueAt, stoppedAt, provisional }) => ({
        kind,
        startedOn,
        dueDate,
        dueAt,
        stoppedAt,
        provisional,
      })),
      timeline: reading.events.map(({ event, at, by, facts }) => ({
        at: at.toISOString(),
        event,
        text: texts.t(eventKeyOf({ event, facts }, texts)),
        by,
        ...(event === 'returned' ? { reason: returnReason(reading.returns, at) } : {}),
      })),
      documents: openableFiles(actor, reading.files).map((file, index) => ({
        id: file.id,
        kind: file.purpose,
        name: file.name ?? texts.t('workspace.case.attachment', { n: index + 1 }),
        type: file.type,
        bytes: file.bytes,
        sha256: file.sha256,
        providedOn: reading.handedOver.find(({ fileIds }) => fileIds.includes(file.id))?.on ?? null,
        url: `/petugas/kasus/${row.id}/berkas/${file.id}`,
      })),
      letters: reading.letters.map(({ id, kind, number, issuedAt, signedAt }) => ({
        id,
        kind,
        number,
        issuedAt: issuedAt.toISOString(),
        signed: signedAt !== null,
      })),
      lettersToSend: isDesk
        ? reading.lettersToSend.map(({ mail, by, sentOn }) => ({ mail, by, sentOn }))
        : [],
      materials: reading.materials.map(({ id, from, text, dueOn, receivedAt, answer, fileIds }) => ({
        id,
        from,
        text,
        dueOn,
        receivedAt: receivedAt?.toISOString() ?? null,
        answer,
        fileIds,
      })),
      missing: row.status === 'incomplete' ? reading.missing : [],
      unpaid: reading.unpaid,
      identityVerified: isDesk ? reading.identityVerified : null,
      routing: isDesk ? reading.routing : null,
      assignments: reading.assignments.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
      parts: reading.parts,
      group: reading.group,
      objections: reading.objections,
      actions: reading.actions,
    };
  }

  /** The next thing to be done, in words. */
  nextAction(
    row: StandingFacts,
    language: Language = 'id',
  ): { readonly action: string; readonly text: string; readonly by: string | null } | null {
    const next = nextActionOf(row);
    if (next === null) return null;
    const texts = this.views.in(language);
    if (next.action === 'carry-out' && next.by !== null && row.order_by !== null) {
      const values = { date: texts.formats.date(next.by) };
      return { ...next, text: texts.t(`workspace.orders.${row.order_by}.next`, values) };
    }
    return { ...next, text: texts.t(`workspace.next.${next.action}`) };
  }

  async named(code: string | null): Promise<NamedAgency | null> {
    if (code === null) return null;
    const agency = await this.agencies.byCode(code);
    return { code, name: agency?.name ?? code };
  }
}

/** The same for one that may be about what both sides agreed on, which is no order (decision 0089). */
export function eventKeyOf(
  { event, facts }: { readonly event: string; readonly facts: Readonly<Record<string, unknown>> },
  texts: { has(key: string): boolean },
): string {
  const agreed = facts['agreed'] === true ? `${event}-agreed` : event;
  return eventKey(texts.has(`workspace.events.${agreed}`) ? agreed : event, texts);
}

/** Words of an event; one that a later room adds without words is still named. */
function eventKey(event: string, texts: { has(key: string): boolean }): string {
  const key = `workspace.events.${event}`;
  return texts.has(key) ? key : 'workspace.events.other';
}

/** What a paper left unsaid has no value. */
function said<Kind extends string>(kind: Kind): Exclude<Kind, 'unstated'> | null {
  return kind === 'unstated' ? null : (kind as Exclude<Kind, 'unstated'>);
}
