import { Injectable } from '@nestjs/common';
import { missingContents, type DecisionContents } from '../../law/decision-contents.js';
import { decisionKind, type NoticeOutcome } from '../../law/decision-kinds.js';
import { localDayOf } from '../../law/local-date.js';
import { nextState } from '../../law/next-state.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { DeclareComplete } from '../requests/declare-complete.js';
import type { NoticePaper } from '../requests/notice-body.js';
import { ConsentDesk } from './consent-desk.js';
import { decidedOf, itemsOf, promisesOver, type RequestItem } from './decided-items.queries.js';
import { ItemDecisionEntity } from './item-decision.entity.js';
import { WrittenNotice } from './written-notice.js';

/** Acts that decide items; the state table knows each under this name. */
export type DecidingEvent =
  | 'grant'
  | 'propose-refusal'
  | 'answer-not-held'
  | 'answer-not-yet-held'
  | 'answer-not-documented'
  | 'refuse-other';

export interface ItemsDecision {
  readonly event: DecidingEvent;
  readonly outcome: NoticeOutcome;
  /** Null = every item that is still undecided. */
  readonly itemIds: readonly string[] | null;
  readonly contents: DecisionContents;
  /** Number and signed copy of the letter; used when this act sends the notice. */
  readonly paper: NoticePaper;
  /** An order says how much is given: a part of it refuses nothing, and nobody consents to it (decision 0090). */
  readonly isOrdered?: boolean;
}

export interface ItemsDecided {
  readonly row: CaseRow;
  /** What this act decided together. */
  readonly actId: string;
  readonly itemIds: readonly string[];
  /** `open`: items are left; `noticed`: the notice went out; `consent`: all is decided, the superior must consent. */
  readonly then: 'open' | 'noticed' | 'consent';
}

/**
 * Decides items of a request, one decision each (law.md 4.12: with several items the one notice names each). While an
 * item is open the case keeps its state and its clock and the requester sees nothing. The act that decides the last
 * item sends the written notice, or lays it before the superior when an item is exempt (art. 17). An item that was
 * promised for a day that is over by then is open again instead, for a notice that names a past day promises nothing.
 * Throws 409 of the state table, `already-answered` for an item that is decided, 422 for unknown items and for
 * contents that the law asks for and are missing.
 */
@Injectable()
export class DecideItems {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly notice: WrittenNotice,
    private readonly consents: ConsentDesk,
    private readonly complete: DeclareComplete,
  ) {}

  async run(tx: Tx, found: CaseRow, decision: ItemsDecision): Promise<ItemsDecided> {
    mayDecide(found, decision.event);
    mustBeWhole(decision);
    const row = found.parent_id === null ? found : await this.complete.implied(tx, found);
    const items = await itemsOf(tx, row.id);
    const chosen = chosenItems(items, decision.itemIds);
    const actId = newId();
    await this.keep(tx, row, decision, chosen, actId);
    const itemIds = chosen.map(({ id }) => id);
    const left = items.filter((item) => item.decision === null && !itemIds.includes(item.id));
    const over = left.length > 0 ? [] : promisesOver(items, localDayOf(await tx.now()));
    if (left.length + over.length > 0) {
      const changed = await this.noteDecided(tx, row, decision, chosen, left.length + over.length);
      return { row: await this.openAgain(tx, changed, over), actId, itemIds, then: 'open' };
    }
    const { isOrdered = false } = decision;
    const own = isOrdered ? itemIds : [];
    const proposed = decidedOf(await itemsOf(tx, row.id)).filter(({ id }) => !own.includes(id));
    if (proposed.some((item) => decisionKind(item.decision.outcome).needsConsent)) {
      const waiting = await this.transitions.applyTransition(tx, await this.complete.implied(tx, row), {
        event: 'propose-refusal',
        visibleTo: 'staff',
        auditFacts: { items: items.length },
      });
      await this.consents.open(tx, waiting);
      return { row: waiting, actId, itemIds, then: 'consent' };
    }
    const sent = await this.notice.send(tx, row, { paper: decision.paper, isOrdered });
    return { row: sent.row, actId, itemIds, then: 'noticed' };
  }

  /** Takes back what the superior returns: exempt items and promises that are over are open again, the others stand. */
  async reopenExempt(tx: Tx, row: CaseRow): Promise<CaseRow> {
    await tx.execute(
      `UPDATE item_decisions SET returned_at = $2
       WHERE case_id = $1 AND returned_at IS NULL AND noticed_at IS NULL
         AND outcome IN ('refused_exempt', 'granted_partial')`,
      [row.id, await tx.now()],
    );
    return this.openAgain(tx, row, promisesOver(await itemsOf(tx, row.id), localDayOf(await tx.now())));
  }

  private async openAgain(tx: Tx, row: CaseRow, over: readonly RequestItem[]): Promise<CaseRow> {
    if (over.length === 0) return row;
    await tx.execute(
      `UPDATE item_decisions SET returned_at = $3
       WHERE case_id = $1 AND item_id = ANY ($2::uuid[]) AND returned_at IS NULL AND noticed_at IS NULL`,
      [row.id, over.map(({ id }) => id), await tx.now()],
    );
    const items = over.map(({ position }) => position);
    return this.transitions.recordChange(tx, row, 'promise-over', {}, { facts: { items } });
  }

  private async keep(
    tx: Tx,
    row: CaseRow,
    { outcome, contents }: ItemsDecision,
    chosen: readonly RequestItem[],
    actId: string,
  ): Promise<void> {
    const at = await tx.now();
    const rows = chosen.map((item, index) => ({
      id: newId(),
      act_id: actId,
      case_id: row.id,
      item_id: item.id,
      outcome,
      form: contents.form,
      // The act names one cost; it stands with the first of its items, so that sums over items are right.
      cost_copy: index === 0 ? contents.cost.copy : 0,
      cost_delivery: index === 0 ? contents.cost.delivery : 0,
      cost_other: index === 0 ? contents.cost.other : 0,
      sheets: index === 0 ? (contents.sheets?.count ?? null) : null,
      sheet_copies: index === 0 ? (contents.sheets?.copies ?? null) : null,
      sheet_tariff: index === 0 ? (contents.sheets?.tariff ?? null) : null,
      provide_on: contents.provideOn,
      pauses_for_payment: contents.pausesForPayment,
      appointment: contents.appointment,
      holder: contents.holder,
      search_record: contents.searchRecord,
      available_on: contents.availableOn,
      law: contents.law,
      still_open: contents.stillOpen,
      explanation: contents.explanation,
      file_ids: [...contents.fileIds],
      blackouts: [...contents.blackouts],
      late: false,
      staff_id: tx.actor.id ?? '',
      decided_at: at,
      noticed_at: null,
      returned_at: null,
    }));
    await tx.manager.insert(ItemDecisionEntity, rows);
  }

  // A request of which a part is decided has been found complete (law.md section 7, rows 8-12 from `received`).
  private async noteDecided(
    tx: Tx,
    row: CaseRow,
    decision: ItemsDecision,
    chosen: readonly RequestItem[],
    left: number,
  ): Promise<CaseRow> {
    return this.transitions.recordChange(
      tx,
      await this.complete.implied(tx, row),
      'item-decided',
      {},
      { facts: { outcome: decision.outcome, items: chosen.map(({ position }) => position), left } },
    );
  }
}

function mayDecide(row: CaseRow, event: DecidingEvent): void {
  const next = nextState(row.status, event);
  if (next.ok) return;
  throw refused(row.noticed_at === null ? next.refusal : 'already-answered');
}

function chosenItems(
  items: readonly RequestItem[],
  wanted: readonly string[] | null,
): readonly RequestItem[] {
  if (wanted === null) return items.filter((item) => item.decision === null);
  const chosen = items.filter((item) => wanted.includes(item.id));
  if (chosen.length !== wanted.length) {
    throw invalid([{ field: 'itemIds', code: 'unknown-value', message: 'decisions.errors.items' }]);
  }
  if (chosen.some((item) => item.decision !== null)) throw refused('already-answered');
  return chosen;
}

/** Fields of the bodies that lack what the law asks for. */
const FIELDS: Readonly<Record<string, string>> = {
  form: 'form',
  cost: 'cost',
  provideOn: 'provideOn',
  reasonForEachBlackout: 'blackouts',
  holderIfKnown: 'holder',
  reason: 'reason',
  availableOn: 'availableOn',
  statute: 'law',
};

function mustBeWhole({ outcome, contents }: ItemsDecision): void {
  const faults = missingContents(outcome, contents).flatMap((content) => {
    const field = FIELDS[content];
    return field === undefined
      ? []
      : [{ field, code: 'missing', message: `decisions.contents.${content}`, values: {} }];
  });
  if (faults.length > 0) throw invalid(faults);
  if (!decisionKind(outcome).isNotice) throw new Error(`${outcome} is no notice`);
}
