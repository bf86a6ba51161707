import { Injectable } from '@nestjs/common';
import { localDayOf, yearOf } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import { Audit } from '../../office/audit/audit.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { RegisterNumbers, type RegisterEntry } from '../../office/register/register-numbers.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { CaseLinks } from './case-links.js';
import { completenessRows, replyRows } from './clock-rows.js';
import { itemsOf, type DatedFiling, type PreparedFiling } from './filing.js';

/** Clocks, files, items, receipt mail and trail of a filing: the rows around the case. */
@Injectable()
export class FilingPaper {
  constructor(
    private readonly dueRows: DueRows,
    private readonly files: ClaimFiles,
    private readonly register: RegisterNumbers,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly links: CaseLinks,
  ) {}

  /** Everything that refers to the case by id only; its foreign keys are checked at commit. */
  async beforeNumber(tx: Tx, filing: PreparedFiling, dated: DatedFiling): Promise<void> {
    await this.claimFiles(tx, filing);
    const items = itemsOf(filing.body);
    await tx.query(
      `INSERT INTO case_items (id, case_id, position, text)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[])`,
      [items.map(() => newId()), items.map(() => filing.id), items.map((_, at) => at + 1), items],
    );
    await this.dueRows.start(tx, this.clocksOf(filing, dated));
  }

  takeNumber(tx: Tx, now: Date): Promise<RegisterEntry> {
    return this.register.take(tx, 'requests', yearOf(localDayOf(now)));
  }

  async afterNumber(tx: Tx, filing: PreparedFiling, dated: DatedFiling, entry: RegisterEntry): Promise<void> {
    const { requester } = filing.body;
    const due = filing.standing === 'statutory' ? dated.clocks.replyDue : null;
    if (requester.email != null && due !== null) {
      const days = timeLimit('reply', dated.receivedOn).length;
      await this.outbox.enqueue(tx, {
        kind: 'registered',
        effectKey: `registered:${filing.id}`,
        caseId: filing.id,
        recipient: {
          kind: 'requester',
          requesterId: filing.requesterId,
          address: requester.email,
          language: filing.body.language ?? 'id',
        },
        data: {
          number: entry.number,
          receivedOn: dated.receivedOn,
          dueOn: due.date,
          workingDays: days,
          countedDays: filing.calendar
            .explain(dated.receivedOn, days)
            .flatMap((day) => (day.counted ? [day.date] : [])),
          completenessDueOn: dated.clocks.completenessDue.date,
          provisionalYear: due.provisional === null ? null : String(due.provisional.year),
          link: this.links.statusPath(filing.id, 0),
        },
      });
    }
    await this.audit.record(tx, {
      caseId: filing.id,
      first: true,
      event: 'filed',
      effectiveAt: dated.receivedAt,
      visibleTo: 'requester',
      agency: filing.agency?.code ?? null,
      facts: {
        version: 1,
        channel: filing.intake.channel,
        number: entry.number,
        dueOn: due?.date ?? null,
        completenessDueOn: dated.clocks.completenessDue.date,
        calendar: filing.calendar.version,
        ...(filing.agency === null ? {} : { agency: filing.agency.code }),
      },
    });
  }

  private clocksOf(filing: PreparedFiling, dated: DatedFiling): NewDueRow[] {
    const { clocks, now } = dated;
    const rows = completenessRows(filing.id, clocks.completenessDue.date, now, filing.calendar);
    if (filing.standing === 'statutory')
      rows.push(...replyRows(filing.id, 'first', clocks.replyDue.date, now, filing.calendar));
    rows.push({ caseId: filing.id, kind: 'suggest-routing', stage: 'first', dueAt: now });
    return rows;
  }

  private async claimFiles(tx: Tx, filing: PreparedFiling): Promise<void> {
    const { fileIds, requester } = filing.body;
    const by = filing.intake.channel === 'web' || filing.intake.channel === 'api' ? 'requester' : 'staff';
    const lost = await this.files.claim(tx, filing.id, fileIds ?? [], 'attachment', by);
    const identity = requester.identityFileId == null ? [] : [requester.identityFileId];
    const lostIdentity = await this.files.claim(tx, filing.id, identity, 'identity', by);
    if (lost.length + lostIdentity.length === 0) return;
    throw invalid([
      ...lost.map(() => ({ field: 'fileIds', code: 'unknown-file', message: 'filing.errors.file-unknown' })),
      ...lostIdentity.map(() => ({
        field: 'requester.identityFileId',
        code: 'unknown-file',
        message: 'filing.errors.file-unknown',
      })),
    ]);
  }
}
