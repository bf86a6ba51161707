import { Injectable } from '@nestjs/common';
import { combineOutcomes, grants, type CombinedOutcome } from '../../law/decision-kinds.js';
import { owedNextOn } from '../../law/delivery.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { isOverdue } from '../../law/reply-clock.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { AnsweredPart } from '../../office/notifications/kinds/answering.js';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseLetters } from '../requests/case-letters.js';
import type { CaseChange, CaseRow } from '../requests/case-row.js';
import type { NoticePaper } from '../requests/notice-body.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { StepEffects } from '../requests/step-effects.js';
import { attachedPapers, type ExemptionPapers } from './attached-papers.js';
import { decidedOf, itemsOf, type DecidedItem } from './decided-items.queries.js';
import { DeliverInformation } from './deliver-information.js';
import { NoticeNews } from './notice-news.js';
import { PartDesk } from './part-desk.js';
import { PromiseDelivery } from './promise-delivery.js';
import { goesOutWith, promisedItems } from './promised-items.js';
import type { SentNotice } from './sent-notice.js';
import { documentedBy, isPaused, providedBy, writtenNotice } from './written-notice.letter.js';

export interface NoticeOptions {
  readonly paper: NoticePaper;
  /** Given with the consent of the superior: its day, and what goes with the letter. */
  readonly consent?: { readonly on: LocalDate; readonly papers: readonly ExemptionPapers[] };
  /** The parts of a split request that the notice joins: what the mail names, and who consented to which. */
  readonly joined?: { readonly parts: readonly AnsweredPart[]; readonly consentedBy: readonly string[] };
  /** Given because of an order, which says how much (row 23). */
  readonly isOrdered?: boolean;
  /** False where the caller issues the letter itself. */
  readonly ownLetter?: boolean;
}

/**
 * The one written notice of UU 14/2008 art. 22(7) on all items of a request: one step of the state table, T4/T5 stop,
 * T7 opens on the day it is sent, one letter and one mail name every item. What is given then is delivered at once,
 * or promised (T6). Late answers stay possible and are marked (ground g). Every kind of answer goes through here, so
 * that none forgets a clock. Throws 409 of the state table.
 */
@Injectable()
export class WrittenNotice {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly objectionWindow: ObjectionWindow,
    private readonly letters: CaseLetters,
    private readonly news: NoticeNews,
    private readonly delivery: DeliverInformation,
    private readonly promise: PromiseDelivery,
    private readonly calendar: CurrentCalendar,
    private readonly agencies: AgencyDirectory,
    private readonly parts: PartDesk,
    private readonly effects: StepEffects,
    private readonly requesters: Requesters,
  ) {}

  /** Sends the notice on everything that is decided; the caller has made sure that nothing is open. */
  async send(tx: Tx, row: CaseRow, options: NoticeOptions): Promise<SentNotice> {
    if (row.parent_id !== null)
      return this.parts.answered(tx, row, { paper: options.paper, consentedOn: options.consent?.on ?? null });
    const now = await tx.now();
    const today = localDayOf(now);
    const late = isOverdue({ state: row.status, replyDue: row.due_on }, now);
    const items = await this.promised(tx, row, today);
    const combined = combineOutcomes(
      items.map(({ decision }) => decision.outcome),
      options.isOrdered,
    );
    const until = await this.objectionWindow.open(tx, row, today, `notice/${combined.event}`);
    const given = items.filter(({ decision }) => grants(decision.outcome));
    const change: CaseChange = {
      noticed_at: now,
      notice_on_paper: await this.requesters.goesOnPaper(tx, row.requester_id),
      outcome: combined.outcome,
      noticed_outcome: combined.outcome,
      objection_until: until,
      ...(given.length === 0 ? {} : daysOf(items, given, today)),
      ...(combined.outcome === 'not_documented' ? { provide_on: documentedBy(items) } : {}),
    };
    const changed = await this.transitions.applyTransition(tx, row, {
      event: combined.event,
      facts: { extent: combined.extent },
      change,
      ...timelineOf(combined),
      auditFacts: {
        outcome: combined.outcome,
        late,
        ...(until === null ? {} : { objectionUntil: until }),
        items: items.length,
        ...joinedFacts(options),
      },
    });
    await tx.execute(
      'UPDATE item_decisions SET noticed_at = $2, late = $3 WHERE case_id = $1 AND returned_at IS NULL',
      [row.id, now, late],
    );
    const sent = { row: changed, items, combined, objectionUntil: until };
    if (options.ownLetter !== false) await this.issue(tx, sent, options, today);
    await this.news.answered(tx, { ...sent, parts: options.joined?.parts ?? [] }, today, row.due_on);
    const provided = await this.provide(tx, sent, given, { today, ...options });
    await this.effects.follow('noticed', tx, provided);
    return { ...sent, row: provided };
  }

  /** What is decided, with the days that the notice states; the decisions keep them. */
  private async promised(tx: Tx, row: CaseRow, today: LocalDate): Promise<readonly DecidedItem[]> {
    const decided = decidedOf(await itemsOf(tx, row.id));
    const promised = promisedItems(row, decided, today, await this.calendar.forCase(row));
    for (const [at, { id, decision }] of promised.entries()) {
      if (decision.provideOn === decided[at]?.decision.provideOn) continue;
      await tx.execute(
        'UPDATE item_decisions SET provide_on = $3 WHERE case_id = $1 AND item_id = $2 AND returned_at IS NULL',
        [row.id, id, decision.provideOn],
      );
    }
    return promised;
  }

  private async issue(tx: Tx, sent: SentNotice, options: NoticeOptions, today: LocalDate): Promise<void> {
    const facts = {
      ...sent,
      today,
      paper: options.paper,
      heldBy: await this.heldBy(sent.row),
      consentedOn: options.consent?.on ?? null,
      attachments: attachedPapers(this.letters.texts, options.consent?.papers ?? []),
      onPaper: await this.requesters.goesOnPaper(tx, sent.row.requester_id),
    };
    const letter = writtenNotice(facts, await this.calendar.forCase(sent.row), this.letters);
    if (letter.kind === 'decision-notice') await this.letters.issue(tx, sent.row, letter);
    else await this.letters.issue(tx, sent.row, letter);
  }

  /** Who holds the information, as letters name it. */
  async heldBy(row: CaseRow): Promise<string> {
    const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
    return agency?.name ?? this.letters.city.name.id;
  }

  // Free, online and with files: the answer is the delivery. Else T6 runs until the promised day, also of what was not
  // documented yet.
  private async provide(
    tx: Tx,
    { row }: SentNotice,
    given: readonly DecidedItem[],
    { today, isOrdered = false }: { readonly today: LocalDate; readonly isOrdered?: boolean },
  ): Promise<CaseRow> {
    if (row.status === 'closed_not_documented') await this.promise.undocumented(tx, row);
    if (row.status !== 'granted_open') return row;
    await this.promise.rest(tx, row);
    if (goesOutWith(row, given)) return this.delivery.deliverNow(tx, row, 'online', today);
    // What an order gave is handed over by it, or its day runs on; whoever carries it out knows.
    if (!isOrdered) await this.promise.run(tx, row, given);
    return row;
  }
}

/** T6 of what is given and, beside it, of what is promised: each its own. */
function daysOf(items: readonly DecidedItem[], given: readonly DecidedItem[], today: LocalDate): CaseChange {
  const granted = isPaused(given) ? null : providedBy(given, today);
  const promised = documentedBy(items);
  if (promised === null) return { provide_on: granted };
  return { provide_on: owedNextOn([granted, promised]), granted_due_on: granted, promised_due_on: promised };
}

/** Who answered the last part sends the notice, and consented to nothing by that. */
function joinedFacts({ joined }: NoticeOptions): Readonly<Record<string, unknown>> {
  return joined === undefined ? {} : { parts: joined.parts.length, consentedBy: joined.consentedBy };
}

/** What the requester reads; that the superior consented is the office's own step. */
function timelineOf({ event, extent }: CombinedOutcome): { readonly timeline?: string } {
  if (extent === 'partial') return { timeline: 'granted-partly' };
  return event === 'consent' ? { timeline: 'refused' } : {};
}
