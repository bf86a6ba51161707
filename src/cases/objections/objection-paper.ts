import { Injectable } from '@nestjs/common';
import { yearOf, type LocalDate } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Outbox, type PreparedMail } from '../../office/notifications/outbox.js';
import { RegisterNumbers, type RegisterEntry } from '../../office/register/register-numbers.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { countRuns } from '../../office/calendar/count-runs.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { provisionalYear } from '../requests/case-dates.js';
import { CaseLinks } from '../requests/case-links.js';
import type { PaperReceipt } from '../intake/paper-receipt.js';
import type { CaseRow } from '../requests/case-row.js';
import { objectionReplyCount } from '../requests/case-counts.js';
import type { DatedObjection, Proxy } from './new-objection.js';
import { replyClockRows } from './objection-clocks.js';
import { ObjectionFiles, type ObjectionOwner } from './objection-files.js';

/** Person, files, clock, mail and trail of an objection: the rows around it, those without a number first. */
@Injectable()
export class ObjectionPaper {
  constructor(
    private readonly requesters: Requesters,
    private readonly files: ObjectionFiles,
    private readonly dueRows: DueRows,
    private readonly register: RegisterNumbers,
    private readonly outbox: Outbox,
    private readonly transitions: CaseTransitions,
    private readonly links: CaseLinks,
  ) {}

  /** The person of the request; a proxy is sealed as a person of its own, with the requester as its principal. */
  async personOf(tx: Tx, row: CaseRow, proxy: Proxy | null, now: Date): Promise<string> {
    if (proxy === null) return row.requester_id;
    const { person, language, citizenship } = await this.requesters.open(tx, row.requester_id);
    const id = newId();
    const prepared = this.requesters.prepare({
      id,
      kind: 'proxy',
      person: {
        name: proxy.name,
        address: proxy.address,
        phone: proxy.phone,
        nationalId: null,
        email: null,
        occupation: null,
        decreeNumber: null,
        principal: { name: person.name, nationalId: person.nationalId, address: person.address },
        members: [],
      },
      language,
      citizenship,
      identityKind: 'atDesk',
      identityFileId: null,
    });
    await this.requesters.insert(tx, prepared, now);
    return id;
  }

  /** Everything that refers to the objection by id only, and the mail but for its number. */
  async beforeNumber(
    tx: Tx,
    row: CaseRow,
    dated: DatedObjection,
    fileIds: readonly string[],
  ): Promise<PreparedMail> {
    await this.keepFiles(tx, { row, objection: dated }, fileIds, dated.receipt);
    // T7 runs on: the same notice may bear another ground. Nobody who has objected needs to be reminded of the right.
    await this.dueRows.stop(tx, row.id, ['objection-window-reminder']);
    await this.dueRows.start(
      tx,
      replyClockRows(
        { caseId: row.id, objectionId: dated.id },
        dated.replyDue.date,
        row.objection_until,
        dated.now,
        dated.calendar,
      ),
    );
    if (dated.grounds.includes('c')) {
      await tx.execute(
        'UPDATE prepared_objections SET objection_id = $2 WHERE case_id = $1 AND objection_id IS NULL',
        [row.id, dated.id],
      );
    }
    return this.mail(tx, row, dated);
  }

  /** From here to the commit every other objection of the year waits. */
  takeNumber(tx: Tx, today: LocalDate, row: Pick<CaseRow, 'public_body'>): Promise<RegisterEntry> {
    const series = this.register.seriesOf(row.public_body);
    return this.register.take(tx, 'objections', yearOf(today), series);
  }

  async afterNumber(
    tx: Tx,
    row: CaseRow,
    dated: DatedObjection,
    entry: RegisterEntry,
    mail: PreparedMail,
  ): Promise<void> {
    await this.outbox.insert(tx, [mail.finish(entry.number)]);
    const auditFacts = {
      objectionId: dated.id,
      number: entry.number,
      grounds: dated.grounds,
      late: dated.late,
      replyDueOn: dated.replyDue.date,
      calendar: dated.calendar.version,
      ...receivedFacts(dated),
    };
    // A paper that came in time, before the request was beyond every remedy, changes no state any more.
    if (row.status === 'final' && dated.receivedOn < dated.today)
      await this.transitions.recordChange(
        tx,
        row,
        'objection-filed',
        {},
        {
          visibleTo: 'requester',
          facts: auditFacts,
        },
      );
    else await this.transitions.applyTransition(tx, row, { event: 'object', auditFacts });
  }

  /** Ties the files of an objection to it; those of a paper come from the desk, with the scan that proves its day. */
  async keepFiles(
    tx: Tx,
    owner: ObjectionOwner,
    fileIds: readonly string[],
    receipt: PaperReceipt | null,
  ): Promise<void> {
    const scan = receipt?.backdating?.fileId ?? null;
    const by = receipt === null ? 'requester' : 'staff';
    const attachments = fileIds.filter((id) => id !== scan);
    const lost = await this.files.claim(tx, owner, attachments, 'attachment', by);
    const lostScan = await this.files.claim(tx, owner, scan === null ? [] : [scan], 'record', by);
    const fault = (field: string) => ({
      ...{ field, code: 'unknown-file' },
      message: 'problems.fields.unknown-file',
    });
    const faults = [...lost.map(() => fault('fileIds')), ...lostScan.map(() => fault('backdatingFileId'))];
    if (faults.length > 0) throw invalid(faults);
  }

  /** The desk's record of how a paper came in. Nothing where it came by the site or a program. */
  async keepReceipt(tx: Tx, objectionId: string, receipt: PaperReceipt | null): Promise<void> {
    if (receipt === null || tx.actor.id === null) return;
    await tx.query(
      `INSERT INTO objection_intakes (objection_id, received_on, backdating_reason, backdating_file_id, read_back, helped,
         staff_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        objectionId,
        receipt.on,
        receipt.backdating?.reason ?? null,
        receipt.backdating?.fileId ?? null,
        receipt.readBack,
        receipt.helped,
        tx.actor.id,
        await tx.now(),
      ],
    );
  }

  private async mail(tx: Tx, row: CaseRow, dated: DatedObjection): Promise<PreparedMail> {
    const contact = await this.requesters.contact(tx, row.requester_id);
    const ended = row.objection_until;
    return this.outbox.prepare(
      {
        kind: 'objection-filed',
        effectKey: `objection-filed:${dated.id}`,
        caseId: row.id,
        recipient: { kind: 'requester', ...contact },
        data: {
          receivedOn: dated.receivedOn,
          replyDueOn: dated.replyDue.date,
          workingDays: timeLimit('objectionReply', dated.today).length,
          counting: countRuns(
            objectionReplyCount(dated.countedFrom, dated.replyDue.date, dated.calendar),
            dated.calendar,
          ),
          provisionalYear: provisionalYear(dated.replyDue.provisional),
          link: this.links.statusPath(row.id, row.link_epoch),
        },
        calendar: {
          sequence: row.version + 1,
          subjectId: dated.id,
          cancels: ended === null ? [] : [{ kind: 'objection-window', on: ended }],
        },
      },
      dated.now,
    );
  }
}

/** What the trail says of a paper: how and when it came in. */
export function receivedFacts({
  receivedOn,
  receipt,
}: Pick<DatedObjection, 'receivedOn' | 'receipt'>): Readonly<Record<string, unknown>> {
  if (receipt === null) return {};
  return { channel: receipt.channel, receivedOn, backdated: receipt.backdating !== null };
}
