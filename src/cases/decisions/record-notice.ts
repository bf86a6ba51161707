import { Injectable } from '@nestjs/common';
import type { DecisionKind } from '../../law/decision-kinds.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { RequestEvent } from '../../law/next-state.js';
import { isOverdue } from '../../law/reply-clock.js';
import { timeLimit } from '../../law/time-limits.js';
import type { AnswerOutcome } from '../../office/notifications/kinds/answering.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseChange, CaseRow } from '../requests/case-row.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { RequesterNews } from '../requests/requester-news.js';
import { DecisionEntity } from './decision.entity.js';

/** What every written notice has; the rest of a decision is its own. */
export interface Notice {
  readonly event: RequestEvent;
  readonly outcome: Extract<DecisionKind, AnswerOutcome>;
  readonly explanation: string;
  readonly form?: string | null;
  readonly cost?: { readonly copy: number; readonly delivery: number; readonly other: number };
  readonly provideOn?: LocalDate | null;
  readonly holder?: string | null;
  readonly searchRecord?: string | null;
  readonly availableOn?: LocalDate | null;
  readonly fileIds?: readonly string[];
}

/** The notice as it stands: the case after it, and the last day of the right to object. */
export interface RecordedNotice {
  readonly row: CaseRow;
  readonly objectionUntil: LocalDate;
}

/**
 * The written notice of UU 14/2008 art. 22(7): stops T4/T5, opens T7 on the day it is sent, records the decision with
 * its contents and tells the requester. Late answers stay possible and are marked (ground g). Every kind of answer
 * goes through here, so that none forgets a clock. Throws 409 of the state table, `already-answered` included.
 */
@Injectable()
export class RecordNotice {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly objectionWindow: ObjectionWindow,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {}

  async run(tx: Tx, row: CaseRow, notice: Notice): Promise<RecordedNotice> {
    const now = await tx.now();
    const today = localDayOf(now);
    const late = isOverdue({ state: row.status, replyDue: row.due_on }, now);
    const until = await this.objectionWindow.open(tx, row, today, `notice/${notice.event}`);
    const change: CaseChange = {
      noticed_at: now,
      outcome: notice.outcome,
      objection_until: until,
      ...(notice.provideOn == null ? {} : { provide_on: notice.provideOn }),
    };
    const changed = await this.transitions.applyTransition(tx, row, {
      event: notice.event,
      change,
      auditFacts: { outcome: notice.outcome, late, objectionUntil: until },
    });
    await this.keep(tx, row, notice, late, now);
    await this.tell(tx, changed, notice, today, until, row.due_on);
    return { row: changed, objectionUntil: until };
  }

  private async keep(tx: Tx, row: CaseRow, notice: Notice, late: boolean, at: Date): Promise<void> {
    await tx.manager.insert(DecisionEntity, {
      id: newId(),
      case_id: row.id,
      item_id: null,
      outcome: notice.outcome,
      form: notice.form ?? null,
      cost_copy: notice.cost?.copy ?? 0,
      cost_delivery: notice.cost?.delivery ?? 0,
      cost_other: notice.cost?.other ?? 0,
      provide_on: notice.provideOn ?? null,
      holder: notice.holder ?? null,
      search_record: notice.searchRecord ?? null,
      available_on: notice.availableOn ?? null,
      law: null,
      explanation: notice.explanation,
      file_ids: [...(notice.fileIds ?? [])],
      late,
      staff_id: tx.actor.id ?? '',
      at,
    });
  }

  private async tell(
    tx: Tx,
    row: CaseRow,
    notice: Notice,
    today: LocalDate,
    until: LocalDate,
    dueOn: LocalDate | null,
  ): Promise<void> {
    await this.news.tell<'answered'>(tx, row, {
      kind: 'answered',
      effectKey: `answered:${row.id}`,
      data: {
        number: row.register_number,
        outcome: notice.outcome,
        answeredOn: today,
        objectionUntil: until,
        objectionDays: timeLimit('objectionWindow', today).length,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      calendar: {
        sequence: row.version,
        cancels: dueOn === null ? [] : [{ kind: 'reply-due', on: dueOn }],
      },
    });
  }
}
