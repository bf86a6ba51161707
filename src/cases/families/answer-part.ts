import { Injectable } from '@nestjs/common';
import { combineOutcomes } from '../../law/decision-kinds.js';
import { localDayOf } from '../../law/local-date.js';
import { isOverdue } from '../../law/reply-clock.js';
import type { Tx } from '../../platform/database/tx.js';
import { decidedOf, itemsOf } from '../decisions/decided-items.queries.js';
import { PartDesk, type PartAnswer, type PartTaker } from '../decisions/part-desk.js';
import type { SentNotice } from '../decisions/sent-notice.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import type { NoticePaper } from '../requests/notice-body.js';
import { lockOwnCase, lockParts } from '../requests/open-case.js';
import { JoinedNotice } from './joined-notice.js';

/**
 * One part of a request is answered: its agency has done its work, the requester hears nothing yet. What it gives
 * waits with the request. The last part brings the one notice on all of them.
 */
@Injectable()
export class AnswerPart implements PartTaker {
  constructor(
    desk: PartDesk,
    private readonly transitions: CaseTransitions,
    private readonly joined: JoinedNotice,
  ) {
    desk.register(this);
  }

  async answered(tx: Tx, part: CaseRow, { paper, consentedOn }: PartAnswer): Promise<SentNotice> {
    const now = await tx.now();
    const items = decidedOf(await itemsOf(tx, part.id));
    const combined = combineOutcomes(items.map(({ decision }) => decision.outcome));
    let row = await this.transitions.applyTransition(tx, part, {
      event: combined.event,
      facts: { extent: combined.extent },
      visibleTo: 'staff',
      change: { noticed_at: now, outcome: combined.outcome, noticed_outcome: combined.outcome },
      auditFacts: {
        outcome: combined.outcome,
        late: isOverdue({ state: part.status, replyDue: part.due_on }, now),
        consentedOn,
      },
    });
    // The hand-over to the requester is the request's; the agency has nothing left to do.
    if (row.status === 'granted_open') {
      row = await this.transitions.applyTransition(tx, row, {
        event: 'deliver',
        facts: { extent: combined.extent },
        visibleTo: 'staff',
      });
    }
    await tx.widened(() => this.join(tx, part.parent_id ?? '', paper));
    return { row, items, combined, objectionUntil: localDayOf(now) };
  }

  private async join(tx: Tx, requestId: string, paper: NoticePaper): Promise<void> {
    const request = await lockOwnCase(tx, requestId);
    const parts = await lockParts(tx, requestId);
    if (request.noticed_at !== null || parts.some((part) => part.noticed_at === null)) return;
    await this.joined.send(tx, request, parts, paper);
  }
}
