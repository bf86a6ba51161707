import { Injectable } from '@nestjs/common';
import { addCalendarDays, localDayOf } from '../../law/local-date.js';
import { replyTermRuns } from '../../law/request-states.js';
import { timeLimit } from '../../law/time-limits.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseRow } from '../requests/case-row.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { lockOwnCase } from '../requests/open-case.js';
import { RequesterNews } from '../requests/requester-news.js';
import { PrepareObjection } from './prepare-objection.js';

/** Who is told of silence: the requester, every PPID supervisor and the superior. */
@Injectable()
export class SilenceNews {
  constructor(
    private readonly news: RequesterNews,
    private readonly outbox: Outbox,
    private readonly staff: StaffQueries,
    private readonly agencies: AgencyDirectory,
    private readonly links: CaseLinks,
  ) {}

  async send(
    tx: Tx,
    row: CaseRow,
    due: DueRow,
    lastDay: ReturnType<typeof localDayOf>,
    until: ReturnType<typeof localDayOf>,
  ): Promise<void> {
    const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
    const named = agency === null ? null : { id: agency.name, en: agency.nameEn };
    const late = localDayOf(await tx.now()) > addCalendarDays(lastDay, 1);
    await this.news.tell<'overdue'>(tx, row, {
      kind: 'overdue',
      effectKey: `overdue:${row.id}:${due.stage}`,
      data: {
        number: row.register_number,
        agency: named,
        dueOn: lastDay,
        objectionUntil: until,
        objectionDays: timeLimit('objectionWindow', lastDay).length,
        late,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      calendar: { sequence: row.version, cancels: [{ kind: 'reply-due', on: lastDay }] },
    });
    const people = [
      ...(await this.staff.byRole(tx, 'supervisor')),
      ...(await this.staff.byRole(tx, 'superior')),
    ];
    await this.outbox.enqueueAll(
      tx,
      people.map((person) => ({
        kind: 'overdue-escalation' as const,
        effectKey: `overdue-escalation:${row.id}:${due.stage}:${person.id}`,
        caseId: row.id,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          number: row.register_number,
          agency: named,
          dueOn: lastDay,
          objectionUntil: until,
          late,
          link: `/pengawas/kasus/${row.id}` as const,
        },
      })),
    );
  }
}

/**
 * T4 or T5 passed in silence (law.md row 16): dated at the due moment, whatever the hour of this run. The requester is
 * told the last day of the right to object, PPID and superior are told, and the objection (ground c) is prepared for
 * the requester to confirm. The duty to answer stays.
 */
@Injectable()
export class ReplyDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly transitions: CaseTransitions,
    private readonly objectionWindow: ObjectionWindow,
    private readonly prepareObjection: PrepareObjection,
    private readonly news: SilenceNews,
  ) {
    handlers.register('reply', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    if (row.noticed_at !== null || !replyTermRuns({ state: row.status, replyDue: row.due_on }))
      return 'pointless';
    // The lapse of T2 comes first; if it failed, this row waits for it.
    if (row.status === 'received') throw new Error('the completeness check has not lapsed yet');
    const lastDay = addCalendarDays(localDayOf(due.dueAt), -1);
    const until = await this.objectionWindow.open(tx, row, lastDay, `silence/${due.stage}`, 'end-of-term');
    if (until === null) return 'pointless';
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'lapse-reply',
      effectiveAt: due.dueAt,
      change: { objection_until: until },
      auditFacts: { dueOn: lastDay, objectionUntil: until },
    });
    await this.prepareObjection.afterSilence(tx, changed, lastDay, until, due.dueAt);
    await this.news.send(tx, changed, due, lastDay, until);
    return 'taken';
  }
}
