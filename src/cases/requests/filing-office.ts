import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localDayOf, laterOf } from '../../law/local-date.js';
import { clocksAtFiling } from '../../law/reply-clock.js';
import { standingOf } from '../../law/who-may-file.js';
import { dayOfReceipt } from '../../law/term.js';
import { channelAccepted } from '../../law/filing-form.js';
import { AgencyDirectory, type Agency } from '../../office/agencies/agencies.queries.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { type RegisterEntry } from '../../office/register/register-numbers.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { newId } from '../../platform/crypto/new-id.js';
import { newTrackingCode } from '../../platform/crypto/tracking-code.js';
import { Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { City } from '../../platform/config/city.js';
import { CaseEntity } from './case.entity.js';
import { CaseLinks } from './case-links.js';
import { declinedApplicant } from './declined-applicant.js';
import { filingFaults } from './filing-faults.js';
import {
  personOf,
  type DatedFiling,
  type FilingAnswer,
  type FilingBody,
  type Intake,
  type PreparedFiling,
} from './filing.js';
import { FilingPaper } from './filing-paper.js';

/** D13: spoken requests and letters, where the city takes written ones only. */
const CHANNEL_NOT_TAKEN = {
  field: 'channel',
  code: 'channel-not-accepted',
  message: 'filing.errors.channel-not-accepted',
};

/** Enters a prepared filing into the register: the order of writes that keeps the counter's lock short. */
@Injectable()
export class FilingOffice {
  constructor(
    private readonly vault: Vault,
    private readonly requesters: Requesters,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly links: CaseLinks,
    private readonly paper: FilingPaper,
    private readonly city: City,
  ) {}

  /** Seals, hashes and looks up: nothing here touches a lock. */
  async prepare(body: FilingBody, intake: Intake): Promise<PreparedFiling> {
    const faults = filingFaults(body, { onPaper: intake.paper !== undefined });
    if (faults.length > 0) throw invalid(faults);
    const citizenship = body.requester.citizenship ?? 'WNI';
    // The readings that the case will be counted by: a paper that came earlier has those of its day.
    const { ruleset } = await (intake.received == null
      ? this.rules.current()
      : this.rules.inForceOn(intake.received.on));
    if (!channelAccepted(intake.channel, ruleset)) throw invalid([CHANNEL_NOT_TAKEN]);
    const standing = standingOf(
      {
        kind: body.requester.kind,
        citizenship,
        principalCitizenship: body.requester.principal?.citizenship ?? null,
      },
      ruleset,
    );
    if (standing === 'declined') throw declinedApplicant();
    const requesterId = newId();
    const identityKind = body.requester.identity ?? (body.requester.nationalId == null ? 'atDesk' : 'ktp');
    return {
      id: newId(),
      requesterId,
      requester: this.requesters.prepare({
        id: requesterId,
        kind: body.requester.kind,
        person: personOf(body),
        language: body.language ?? 'id',
        citizenship,
        identityKind,
        identityFileId: body.requester.identityFileId ?? null,
      }),
      body,
      intake,
      agency: await this.chosenAgency(body.agency ?? null),
      standing,
      trackingCode: newTrackingCode(),
    };
  }

  /** Writes the filing inside the caller's transaction. */
  async enter(tx: Tx, filing: PreparedFiling): Promise<FilingAnswer> {
    const now = await tx.now();
    const paperDay = filing.intake.received?.on ?? null;
    const { version, ruleset } = await this.rules.inForceOn(paperDay ?? localDayOf(now));
    const calendar = await this.calendar.under(ruleset);
    const receivedOn = paperDay ?? dayOfReceipt(now, calendar, ruleset, this.city.desk.closes);
    const enteredOn = laterOf(localDayOf(now), receivedOn);
    const dated: DatedFiling = {
      now,
      receivedAt: filing.intake.received?.at ?? now,
      receivedOn,
      clocks: clocksAtFiling({ receivedOn, enteredOn }, calendar, ruleset),
      calendar,
      ruleSetVersion: version,
    };
    // Together on the way, in this order: each wait for an answer is a wait of all who file.
    const [mail] = await Promise.all([
      this.paper.beforeNumber(tx, filing, dated),
      this.requesters.insert(tx, filing.requester, now),
    ]);
    const series = ruleset.registerScope === 'agency' ? (filing.agency?.code ?? this.city.desk.agency) : null;
    const entry = await this.paper.takeNumber(tx, now, series);
    const made = this.caseOf(filing, dated, entry);
    await Promise.all([
      tx.manager.insert(CaseEntity, made),
      this.paper.afterNumber(tx, filing, dated, { entry, made, mail }),
    ]);
    return this.answer(filing, dated, entry);
  }

  private async chosenAgency(code: string | null): Promise<Agency | null> {
    if (code === null) return null;
    const agency = await this.agencies.byCode(code);
    if (agency === null || !agency.active) {
      throw invalid([{ field: 'agency', code: 'unknown-value', message: 'filing.errors.agency' }]);
    }
    return agency;
  }

  private caseOf(filing: PreparedFiling, dated: DatedFiling, entry: RegisterEntry) {
    const { body } = filing;
    const due = filing.standing === 'statutory' ? dated.clocks.replyDue : null;
    return {
      id: filing.id,
      public_body: entry.publicBody,
      register_year: entry.year,
      register_seq: entry.seq,
      register_number: entry.number,
      requester_id: filing.requesterId,
      channel: filing.intake.channel,
      received_at: dated.receivedAt,
      received_on: dated.receivedOn,
      entered_at: dated.now,
      question: body.informationRequested,
      purpose_kind: body.purpose.kind,
      purpose_text: body.purpose.text ?? null,
      access: body.access,
      delivery: body.access === 'copy' ? (body.delivery ?? null) : null,
      format: body.access === 'copy' ? (body.format ?? null) : null,
      language: body.language ?? 'id',
      may_publish: body.mayPublish ?? false,
      may_survey: body.maySurvey ?? false,
      agency_requested: filing.agency?.code ?? null,
      agency_code: filing.agency?.code ?? null,
      status: 'received',
      standing: filing.standing,
      completeness_due_on: due === null ? null : dated.clocks.completenessDue.date,
      reply_started_on: due === null ? null : dated.receivedOn,
      due_on: due?.date ?? null,
      due_at: due === null ? null : endOfLocalDay(due.date),
      due_kind: due === null ? null : 'first',
      due_provisional: due?.provisional ?? null,
      calendar_version: Number(dated.calendar.version),
      rule_set_version: dated.ruleSetVersion,
      tracking_code_hash: this.vault.index('tracking code', filing.trackingCode),
      link_token_hash: this.links.hashOf(this.links.statusToken(filing.id, 0)),
      link_epoch: 0,
      version: 1,
    };
  }

  private answer(filing: PreparedFiling, dated: DatedFiling, entry: RegisterEntry): FilingAnswer {
    const due = filing.standing === 'statutory' ? dated.clocks.replyDue : null;
    return {
      registerNumber: entry.number,
      trackingCode: filing.trackingCode,
      receivedAt: dated.receivedAt.toISOString(),
      receivedOn: dated.receivedOn,
      status: 'received',
      agency: filing.agency === null ? null : { code: filing.agency.code, name: filing.agency.name },
      completenessDueDate: due === null ? null : dated.clocks.completenessDue.date,
      dueDate: due?.date ?? null,
      provisional: due?.provisional != null,
      links: this.links.ofFiling(filing.id, 0),
    };
  }
}
