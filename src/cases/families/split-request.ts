import { Injectable } from '@nestjs/common';
import { Audit } from '../../office/audit/audit.js';
import { SEALED_COLUMNS, type SealedCase } from '../../office/audit/chain.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import { mustBeRearrangeable } from '../decisions/may-be-rearranged.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseNews } from '../requests/case-news.js';
import type { CaseRow } from '../requests/case-row.js';
import { replyReminders } from '../requests/clock-rows.js';
import { lockOwnCase } from '../requests/open-case.js';
import { StepEffects } from '../requests/step-effects.js';
import { recordAssignment } from '../routing/assign-agency.js';

/** What one agency is to answer. */
export interface NewPart {
  readonly agency: string;
  readonly informationRequested: string;
}

/** A part takes over everything of its request but who answers, what is asked and its own life. */
const INSERT_PART = /* sql */ `
  INSERT INTO cases (id, parent_id, register_number, question, agency_code, tracking_code_hash, link_token_hash,
    public_body, register_year, register_seq, requester_id, channel, received_at, received_on, entered_at, purpose_kind,
    purpose_text, access, delivery, format, language, may_publish, may_survey, agency_requested, status, standing,
    complete_at, reply_started_on, due_on, due_at, due_kind, due_provisional, calendar_version, rule_set_version,
    extended_at)
  SELECT $2, r.id, $3, $4, $5, sha256(gen_random_uuid()::text::bytea), sha256(gen_random_uuid()::text::bytea),
    r.public_body, r.register_year, r.register_seq, r.requester_id, r.channel, r.received_at, r.received_on, r.entered_at,
    r.purpose_kind, r.purpose_text, r.access, r.delivery, r.format, r.language, false, r.may_survey, r.agency_requested,
    r.status, r.standing, r.complete_at, r.reply_started_on, r.due_on, r.due_at, r.due_kind, r.due_provisional,
    r.calendar_version, r.rule_set_version, r.extended_at
  FROM cases r WHERE r.id = $1 RETURNING ${SEALED_COLUMNS.join(', ')}`;

/**
 * Splits a request that touches several agencies (UU 14/2008 art. 22: one request, one receipt, one term). Each part is
 * a case of its own agency under the number of the request with /1, /2 behind it; it spends no number and has no clock
 * of its own. The request stays with the desk and is answered when all its parts are.
 */
@Injectable()
export class SplitRequest {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly agencies: AgencyDirectory,
    private readonly audit: Audit,
    private readonly calendar: CurrentCalendar,
    private readonly dueRows: DueRows,
    private readonly news: CaseNews,
    private readonly effects: StepEffects,
  ) {}

  /** Throws 409 with the reason of `decideRearranging`, 422 for agencies closed or named twice. */
  async run(tx: Tx, row: CaseRow, parts: readonly NewPart[]): Promise<CaseRow> {
    await mustBeRearrangeable(tx, row);
    await this.mustBeAgencies(parts);
    for (const [index, part] of parts.entries()) await this.insert(tx, row, part, index + 1);
    // What was ordered before is work of the agencies of the parts from now on.
    await tx.query('SELECT tenggat_keep_order($1)', [row.id]);
    const changed = await this.transitions.recordChange(
      tx,
      row,
      'split',
      { agency_code: null, holder_id: null, part_count: parts.length },
      { visibleTo: 'requester', facts: { parts: parts.length, agencies: parts.map(({ agency }) => agency) } },
    );
    await this.effects.follow('assigned', tx, changed);
    return changed;
  }

  private async mustBeAgencies(parts: readonly NewPart[]): Promise<void> {
    const faults: FieldFault[] = [];
    for (const [index, { agency }] of parts.entries()) {
      const found = await this.agencies.byCode(agency);
      const field = `children.${String(index)}.agency`;
      if (found === null || !found.active)
        faults.push({ field, code: 'unknown-value', message: 'routing.errors.agency' });
      else if (parts.findIndex((part) => part.agency === agency) < index)
        faults.push({ field, code: 'duplicate', message: 'families.errors.agency-twice' });
    }
    if (faults.length > 0) throw invalid(faults);
  }

  private async insert(tx: Tx, request: CaseRow, part: NewPart, position: number): Promise<void> {
    const id = newId();
    const number = `${request.register_number}/${String(position)}`;
    const made = [request.id, id, number, part.informationRequested, part.agency];
    const [sealed] = await tx.query<SealedCase>(INSERT_PART, made);
    if (sealed === undefined) throw new Error('a part was not written');
    await tx.query('INSERT INTO case_items (id, case_id, position, text) VALUES ($1, $2, 1, $3)', [
      newId(),
      id,
      part.informationRequested,
    ]);
    const row = await lockOwnCase(tx, id);
    const now = await tx.now();
    await this.audit.record(tx, {
      caseId: id,
      first: true,
      event: 'split',
      effectiveAt: now,
      visibleTo: 'staff',
      agency: part.agency,
      facts: { version: 1, number, request: request.register_number, dueOn: row.due_on },
      sealed,
    });
    await recordAssignment(
      tx,
      { ...row, agency_code: null },
      { act: 'assigned', to: part.agency, reason: request.register_number, suggested: null },
    );
    if (row.due_on !== null) {
      const stage = row.extended_at === null ? 'first' : 'extended';
      const calendar = await this.calendar.forCase(row);
      await this.dueRows.start(tx, replyReminders(id, stage, row.due_on, now, calendar));
    }
    await this.news.tellOfficers(tx, row, 'assigned', 'split');
  }
}
