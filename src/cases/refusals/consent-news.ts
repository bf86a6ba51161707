import { Injectable } from '@nestjs/common';
import { localDayOf, localInstant } from '../../law/local-date.js';
import { CONSENT_ALERT_DAYS, REMINDER_TIME } from '../../law/service-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { ConsentDesk, type ConsentTaker } from '../decisions/consent-desk.js';
import type { CaseRow } from '../requests/case-row.js';
import { CaseNews } from '../requests/case-news.js';

/** What the office is told when a notice waits for consent: the superior to decide, then whoever proposed it. */
@Injectable()
export class ConsentNews implements ConsentTaker {
  constructor(
    desk: ConsentDesk,
    private readonly outbox: Outbox,
    private readonly staff: StaffQueries,
    private readonly calendar: CurrentCalendar,
    private readonly dueRows: DueRows,
    private readonly caseNews: CaseNews,
  ) {
    desk.register(this);
  }

  /** Wanted now, and once more when it has waited longer than a working day. */
  async opened(tx: Tx, row: CaseRow): Promise<void> {
    const stage = `v${String(row.version)}`;
    await this.askSuperior(tx, row, stage);
    const calendar = await this.calendar.forCase(row);
    const last = calendar
      .explain(localDayOf(await tx.now()), CONSENT_ALERT_DAYS + 1)
      .findLast(({ counted }) => counted);
    if (last === undefined) return;
    const dueAt = localInstant(last.date, REMINDER_TIME);
    await this.dueRows.start(tx, [{ caseId: row.id, kind: 'consent-reminder', stage, dueAt }]);
  }

  /** One mail to each superior; `stage` makes it unique. */
  async askSuperior(tx: Tx, row: CaseRow, stage: string): Promise<void> {
    const people = await this.staff.byRole(tx, 'superior');
    await this.tell(tx, row, {
      kind: 'consent-wanted',
      stage,
      people,
      action: 'consent',
      link: `/pengawas/persetujuan/${row.id}`,
    });
  }

  /** To the proposers and to who holds the case now. */
  async returned(tx: Tx, row: CaseRow, proposedBy: readonly string[]): Promise<void> {
    const people = new Map((await this.caseNews.holdersOf(tx, row)).map((one) => [one.id, one]));
    for (const id of proposedBy) {
      const proposer = await this.staff.byId(tx, id);
      if (proposer !== null) people.set(id, proposer);
    }
    await this.tell(tx, row, {
      kind: 'proposal-returned',
      stage: `v${String(row.version)}`,
      people: [...people.values()],
      action: 'answer',
      link: `/petugas/kasus/${row.id}`,
    });
  }

  private async tell(
    tx: Tx,
    row: CaseRow,
    news: {
      readonly kind: 'consent-wanted' | 'proposal-returned';
      readonly stage: string;
      readonly people: readonly StaffMember[];
      readonly action: 'consent' | 'answer';
      readonly link: `/${string}`;
    },
  ): Promise<void> {
    const today = await this.outbox.staffMailDay(tx);
    const dueOn = row.due_on;
    const calendar = await this.calendar.forCase(row);
    const workingDaysLeft = dueOn === null ? null : calendar.workingDaysLeft(today, dueOn);
    await this.outbox.enqueueAll(
      tx,
      news.people.map((person) => ({
        kind: news.kind,
        effectKey: `${news.kind}:${row.id}:${news.stage}:${person.id}`,
        caseId: row.id,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          number: row.register_number,
          action: news.action,
          dueOn,
          workingDaysLeft,
          link: news.link,
        },
      })),
    );
  }
}
