import { Injectable } from '@nestjs/common';
import { endOfLocalDay, laterOf, localDayOf, yearOf, type LocalDate } from '../../law/local-date.js';
import { objectionReplyDue, objectionReplyStart } from '../../law/objection-windows.js';
import { dayOfReceipt } from '../../law/term.js';
import { timeLimit } from '../../law/time-limits.js';
import type { DueDate, WorkingCalendar } from '../../law/working-calendar.js';
import type { Ruleset } from '../../law/ruleset.js';
import { mayObject, standingOf } from '../../law/who-may-file.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { countRuns } from '../../office/calendar/count-runs.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Outbox, type PreparedMail } from '../../office/notifications/outbox.js';
import { RegisterNumbers, type RegisterEntry } from '../../office/register/register-numbers.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { newId } from '../../platform/crypto/new-id.js';
import { newTrackingCode } from '../../platform/crypto/tracking-code.js';
import { Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { ALL, PUBLIC, type Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { Idempotency, type RepeatKey } from '../../platform/idempotency/idempotency.js';
import type { PaperReceipt } from '../intake/paper-receipt.js';
import { provisionalYear } from '../requests/case-dates.js';
import { declinedApplicant } from '../requests/declined-applicant.js';
import { personOfRequester } from '../requests/filing.js';
import type { CaseRow } from '../requests/case-row.js';
import { objectionReplyCount } from '../requests/case-counts.js';
import { ObjectionEntity } from './objection.entity.js';
import { replyClockRows } from './objection-clocks.js';
import { ObjectionFiles } from './objection-files.js';
import { ObjectionLinks } from './objection-links.js';
import { ObjectionNews } from './objection-news.js';
import { ObjectionPaper, receivedFacts } from './objection-paper.js';
import { lockObjection } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';
import type { PeriodicBody } from './periodic-body.js';

/** What the one who filed it gets, the code once. */
export interface FiledPeriodicObjection {
  readonly id: string;
  readonly number: string;
  readonly trackingCode: string;
  readonly receivedAt: string;
  readonly replyDueOn: LocalDate;
}

interface Prepared {
  readonly id: string;
  readonly requesterId: string;
  readonly requester: readonly unknown[];
  readonly body: PeriodicBody;
  readonly channel: CaseRow['channel'];
  readonly receipt: PaperReceipt | null;
  readonly identityShown: string | null;
  readonly trackingCode: string;
  readonly calendar: WorkingCalendar;
  readonly rules: Ruleset;
  readonly ruleSetVersion: number;
}

interface Dated {
  readonly now: Date;
  readonly today: LocalDate;
  readonly receivedOn: LocalDate;
  /** Day 0 of T8 (D6). */
  readonly countedFrom: LocalDate;
  readonly due: DueDate;
}

/** An entry of the desk: how the paper came in, and who entered it. */
export interface PeriodicEntry {
  readonly actor: Actor;
  readonly receipt: PaperReceipt;
  /** How the identity paper was shown at the counter, or null. */
  readonly identityShown: string | null;
}

/**
 * Files an objection of ground b without a request (UU 14/2008 art. 35(1)b; PerKI 1/2021 annex XI; law.md row 20): a
 * person, a number of the objection register, T8, a tracking code and a link of its own. Any other ground needs its
 * request and is 409 `ground-not-open`. Filed Tue 2026-11-24: answer of the superior by Mon 2027-01-11.
 */
@Injectable()
export class FilePeriodicObjection {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly vault: Vault,
    private readonly requesters: Requesters,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly register: RegisterNumbers,
    private readonly outbox: Outbox,
    private readonly files: ObjectionFiles,
    private readonly paper: ObjectionPaper,
    private readonly links: ObjectionLinks,
    private readonly transitions: ObjectionTransitions,
    private readonly news: ObjectionNews,
    private readonly city: City,
  ) {}

  /** Files once per key; a repeat gets the same answer, code included. `by`: the desk, from a paper. */
  async run(
    body: PeriodicBody,
    channel: CaseRow['channel'],
    repeat: RepeatKey,
    by: PeriodicEntry | null = null,
  ): Promise<FiledPeriodicObjection> {
    const prepared = await this.prepare(body, channel, by);
    return this.database.transaction(by?.actor ?? PUBLIC, ALL, (tx) =>
      this.idempotency.once(tx, repeat, (keep) => {
        if (by !== null) keep(prepared.id);
        return this.enter(tx, prepared);
      }),
    );
  }

  private async prepare(
    body: PeriodicBody,
    channel: CaseRow['channel'],
    by: PeriodicEntry | null,
  ): Promise<Prepared> {
    const notOpen = body.grounds.filter((ground) => ground !== 'b');
    if (notOpen.length > 0) throw refused('ground-not-open', { notOpen });
    const { requester } = body;
    const citizenship = requester.citizenship ?? 'WNI';
    const { version, ruleset } = await (by === null
      ? this.rules.current()
      : this.rules.inForceOn(by.receipt.on));
    const standing = standingOf(
      { kind: requester.kind, citizenship, principalCitizenship: requester.principal?.citizenship ?? null },
      ruleset,
    );
    if (standing === 'declined') throw declinedApplicant();
    if (!mayObject(standing)) throw refused('ground-not-open', { notOpen: body.grounds });
    const requesterId = newId();
    return {
      id: newId(),
      requesterId,
      requester: this.requesters.prepare({
        id: requesterId,
        kind: requester.kind,
        person: personOfRequester(requester),
        language: body.language ?? 'id',
        citizenship,
        identityKind: requester.identity ?? (requester.nationalId == null ? 'atDesk' : 'ktp'),
        identityFileId: requester.identityFileId ?? null,
      }),
      body,
      channel,
      receipt: by?.receipt ?? null,
      identityShown: by?.identityShown ?? null,
      trackingCode: newTrackingCode(),
      calendar: await this.calendar.under(ruleset),
      rules: ruleset,
      ruleSetVersion: version,
    };
  }

  private async enter(tx: Tx, prepared: Prepared): Promise<FiledPeriodicObjection> {
    const now = await tx.now();
    const today = localDayOf(now);
    const { calendar, rules, receipt } = prepared;
    const receivedOn = receipt?.on ?? dayOfReceipt(now, calendar, rules, this.city.desk.closes);
    const days = { receivedOn, enteredOn: laterOf(today, receivedOn) };
    const due = objectionReplyDue(days, calendar, rules);
    const dated = { now, today, receivedOn, countedFrom: objectionReplyStart(days, rules), due };
    await this.requesters.insert(tx, prepared.requester, now);
    await this.claimFiles(tx, prepared);
    const owner = { caseId: null, objectionId: prepared.id };
    await this.dueRows.start(tx, replyClockRows(owner, due.date, null, now, prepared.calendar));
    const mail = this.mail(prepared, dated);
    const entry = await this.register.take(tx, 'objections', yearOf(today));
    await this.insert(tx, prepared, dated, entry);
    await this.keepEntry(tx, prepared);
    await this.outbox.insert(tx, [mail.finish(entry.number)]);
    await this.tell(tx, prepared, dated);
    return {
      id: prepared.id,
      number: entry.number,
      trackingCode: prepared.trackingCode,
      receivedAt: (receipt?.at ?? now).toISOString(),
      replyDueOn: due.date,
    };
  }

  private async insert(
    tx: Tx,
    { id, requesterId, body, channel, receipt, trackingCode, ruleSetVersion }: Prepared,
    { now, receivedOn, due }: Dated,
    entry: RegisterEntry,
  ): Promise<void> {
    await tx.manager.insert(ObjectionEntity, {
      id,
      public_body: entry.publicBody,
      register_year: entry.year,
      register_seq: entry.seq,
      register_number: entry.number,
      case_id: null,
      requester_id: requesterId,
      grounds: ['b'],
      story: body.story,
      purpose_kind: body.purpose?.kind ?? null,
      purpose_text: body.purpose?.text ?? null,
      late: false,
      status: 'open',
      received_at: receipt?.at ?? now,
      received_on: receivedOn,
      entered_at: now,
      reply_due_on: due.date,
      reply_due_at: endOfLocalDay(due.date),
      due_provisional: due.provisional,
      channel,
      tracking_code_hash: this.vault.index('tracking code', trackingCode),
      link_token_hash: this.links.hashOf(this.links.token(id)),
      rule_set_version: ruleSetVersion,
      version: 1,
    });
  }

  private async keepEntry(tx: Tx, { id, requesterId, receipt, identityShown }: Prepared): Promise<void> {
    await this.paper.keepReceipt(tx, id, receipt);
    if (identityShown !== null && tx.actor.id !== null)
      await this.requesters.recordVerification(tx, requesterId, tx.actor.id, identityShown);
  }

  private async tell(
    tx: Tx,
    { id, calendar, receipt }: Prepared,
    { now, receivedOn, due }: Dated,
  ): Promise<void> {
    const objection = await lockObjection(tx, id);
    if (objection === null) throw new Error('the objection was just written');
    const target = { row: null, objection };
    await this.transitions.record(tx, target, 'objection-filed', {
      effectiveAt: receipt?.at ?? now,
      first: true,
      facts: {
        ...{ grounds: ['b'], replyDueOn: due.date, calendar: calendar.version },
        ...receivedFacts({ receivedOn, receipt }),
      },
    });
    await this.news.tellDeciders(tx, target, 'assigned', 'filed');
  }

  private mail(
    { id, requesterId, body, calendar }: Prepared,
    { now, today, receivedOn, countedFrom, due }: Dated,
  ): PreparedMail {
    return this.outbox.prepare(
      {
        kind: 'objection-filed',
        effectKey: `objection-filed:${id}`,
        caseId: null,
        recipient: {
          kind: 'requester',
          requesterId,
          address: body.requester.email ?? null,
          language: body.language ?? 'id',
        },
        data: {
          receivedOn,
          replyDueOn: due.date,
          workingDays: timeLimit('objectionReply', today).length,
          counting: countRuns(objectionReplyCount(countedFrom, due.date, calendar), calendar),
          provisionalYear: provisionalYear(due.provisional),
          link: this.links.pathOf({ row: null, objection: { id } }),
        },
        calendar: { sequence: 1, subjectId: id },
      },
      now,
    );
  }

  private async claimFiles(tx: Tx, { id, body, receipt }: Prepared): Promise<void> {
    const owner = { row: null, objection: { id } };
    const by = receipt === null ? 'requester' : 'staff';
    await this.paper.keepFiles(tx, owner, body.fileIds ?? [], receipt);
    const identity = body.requester.identityFileId == null ? [] : [body.requester.identityFileId];
    const lostIdentity = await this.files.claim(tx, owner, identity, 'identity', by);
    const papers = (body.requester.papers ?? []).map(({ fileId }) => fileId);
    const lostPapers = await this.files.claim(tx, owner, papers, 'authority', by);
    const fault = (field: string) => ({
      field,
      code: 'unknown-file',
      message: 'problems.fields.unknown-file',
    });
    const faults = [
      ...lostIdentity.map(() => fault('requester.identityFileId')),
      ...lostPapers.map(() => fault('requester.papers')),
    ];
    if (faults.length > 0) throw invalid(faults);
  }
}
