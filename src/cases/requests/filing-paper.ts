import { Injectable } from '@nestjs/common';
import { localDayOf, yearOf } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import { Audit } from '../../office/audit/audit.js';
import { type SealedCase } from '../../office/audit/chain.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { Outbox, type PreparedMail } from '../../office/notifications/outbox.js';
import { RegisterNumbers, type RegisterEntry } from '../../office/register/register-numbers.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { countRuns } from '../../office/calendar/count-runs.js';
import { countedDays, provisionalYear } from './case-dates.js';
import { CaseLinks } from './case-links.js';
import { completenessRows, replyRows } from './clock-rows.js';
import { FilingRecords } from './filing-records.js';
import { itemsOf, type DatedFiling, type PreparedFiling } from './filing.js';

/** What is known of a filing once it has its number. */
export interface NumberedFiling {
  readonly entry: RegisterEntry;
  /** The row of the case. */
  readonly made: SealedCase;
  readonly mail: PreparedMail | null;
}

/** Clocks, files, items, receipt mail and trail of a filing: the rows around the case. */
@Injectable()
export class FilingPaper {
  constructor(
    private readonly dueRows: DueRows,
    private readonly records: FilingRecords,
    private readonly register: RegisterNumbers,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly links: CaseLinks,
  ) {}

  /** Everything that refers to the case by id only; its foreign keys are checked at commit. */
  async beforeNumber(tx: Tx, filing: PreparedFiling, dated: DatedFiling): Promise<PreparedMail | null> {
    const items = itemsOf(filing.body);
    await Promise.all([
      this.records.keep(tx, filing, dated),
      tx.query(
        `INSERT INTO case_items (id, case_id, position, text)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[])`,
        [items.map(() => newId()), items.map(() => filing.id), items.map((_, at) => at + 1), items],
      ),
      this.dueRows.start(tx, this.clocksOf(filing, dated)),
    ]);
    return this.receiptMail(filing, dated);
  }

  /** `series`: the agency whose own numbers run, where the city keeps them apart (D14). */
  takeNumber(tx: Tx, now: Date, series: string | null): Promise<RegisterEntry> {
    return this.register.take(tx, 'requests', yearOf(localDayOf(now)), series);
  }

  async afterNumber(
    tx: Tx,
    filing: PreparedFiling,
    dated: DatedFiling,
    { entry, made, mail }: NumberedFiling,
  ): Promise<void> {
    const due = filing.standing === 'statutory' ? dated.clocks.replyDue : null;
    await Promise.all([
      mail === null ? undefined : this.outbox.insert(tx, [mail.finish(entry.number)]),
      this.audit.record(tx, {
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
          completenessDueOn: due === null ? null : dated.clocks.completenessDue.date,
          ...(filing.standing === 'statutory' ? {} : { standing: filing.standing }),
          ...(filing.intake.paper === undefined
            ? {}
            : { receivedOn: dated.receivedOn, backdated: filing.intake.paper.backdating !== null }),
          calendar: dated.calendar.version,
          ...(filing.agency === null ? {} : { agency: filing.agency.code }),
        },
        sealed: made,
      }),
    ]);
  }

  /** The receipt mail but for its number. Official help and courtesy have no statutory date to promise, and it says so. */
  private receiptMail(filing: PreparedFiling, dated: DatedFiling): PreparedMail | null {
    if (filing.standing !== 'statutory') return this.mailWithoutTerm(filing, dated, filing.standing);
    const { replyDue, completenessDue } = dated.clocks;
    const days = timeLimit('reply', dated.receivedOn).length;
    return this.outbox.prepare(
      {
        kind: 'registered',
        effectKey: `registered:${filing.id}`,
        caseId: filing.id,
        recipient: {
          kind: 'requester',
          requesterId: filing.requesterId,
          address: filing.body.requester.email ?? null,
          language: filing.body.language ?? 'id',
        },
        data: {
          receivedOn: dated.receivedOn,
          dueOn: replyDue.date,
          workingDays: days,
          countedDays: countedDays(dated.calendar, { start: dated.receivedOn, workingDays: days }),
          completenessDueOn: completenessDue.date,
          counting: countRuns({ start: dated.receivedOn, workingDays: days }, dated.calendar),
          provisionalYear: provisionalYear(replyDue.provisional),
          link: this.links.statusPath(filing.id, 0),
        },
        calendar: { sequence: 1 },
      },
      dated.now,
    );
  }

  private mailWithoutTerm(
    filing: PreparedFiling,
    dated: DatedFiling,
    standing: 'courtesy' | 'official-help',
  ): PreparedMail {
    return this.outbox.prepare(
      {
        kind: 'registered-without-term',
        effectKey: `registered:${filing.id}`,
        caseId: filing.id,
        recipient: {
          kind: 'requester',
          requesterId: filing.requesterId,
          address: filing.body.requester.email ?? null,
          language: filing.body.language ?? 'id',
        },
        data: { receivedOn: dated.receivedOn, standing, link: this.links.statusPath(filing.id, 0) },
      },
      dated.now,
    );
  }

  private clocksOf(filing: PreparedFiling, dated: DatedFiling): NewDueRow[] {
    const { clocks, now } = dated;
    const rows: NewDueRow[] = [];
    if (filing.standing === 'statutory') {
      rows.push(...completenessRows(filing.id, clocks.completenessDue.date, now, dated.calendar));
      rows.push(...replyRows(filing.id, 'first', clocks.replyDue.date, now, dated.calendar));
    }
    rows.push({ caseId: filing.id, kind: 'suggest-routing', stage: 'first', dueAt: now });
    return rows;
  }
}
