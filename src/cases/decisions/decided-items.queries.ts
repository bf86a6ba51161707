import type { Blackout, DecisionContents } from '../../law/decision-contents.js';
import type { NoticeOutcome } from '../../law/decision-kinds.js';
import { isPromiseOver } from '../../law/delivery.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';

/** An item of a request with the decision on it that stands, told or not; null while it is undecided. */
export interface RequestItem {
  readonly id: string;
  readonly position: number;
  readonly text: string;
  readonly decision: ItemDecision | null;
}

/** A decision on one item. Items that one act decided share `actId`; the first of them carries the cost. */
export interface ItemDecision extends DecisionContents {
  readonly actId: string;
  readonly decidedOn: LocalDate;
  readonly outcome: NoticeOutcome;
}

/** An item whose decision stands. */
export interface DecidedItem extends RequestItem {
  readonly decision: ItemDecision;
}

interface Stored {
  readonly id: string;
  readonly position: number;
  readonly text: string;
  readonly act_id: string | null;
  readonly decided_at: Date;
  readonly outcome: NoticeOutcome;
  readonly form: 'softcopy' | 'hardcopy' | null;
  readonly cost_copy: number;
  readonly cost_delivery: number;
  readonly cost_other: number;
  readonly sheets: number | null;
  readonly sheet_copies: number | null;
  readonly sheet_tariff: number | null;
  readonly provide_on: LocalDate | null;
  readonly pauses_for_payment: boolean;
  readonly appointment: string | null;
  readonly holder: string | null;
  readonly search_record: string | null;
  readonly available_on: LocalDate | null;
  readonly law: string | null;
  readonly still_open: string | null;
  readonly explanation: string;
  readonly file_ids: readonly string[];
  readonly blackouts: readonly Blackout[];
}

const ITEMS = /* sql */ `
  SELECT i.id, i.position, i.text, d.act_id, d.decided_at, d.outcome, d.form, d.cost_copy, d.cost_delivery, d.cost_other, d.sheets,
    d.sheet_copies, d.sheet_tariff, d.provide_on, d.pauses_for_payment, d.appointment, d.holder, d.search_record, d.available_on, d.law, d.still_open,
    d.explanation, d.file_ids, d.blackouts
  FROM case_items i LEFT JOIN item_decisions d ON d.item_id = i.id AND d.case_id = i.case_id AND d.returned_at IS NULL
  WHERE i.case_id = $1 ORDER BY i.position`;

/** The items of a request in their order, each with the decision that stands. */
export async function itemsOf(tx: Tx, caseId: string): Promise<readonly RequestItem[]> {
  return (await tx.query<Stored>(ITEMS, [caseId])).map((row) => ({
    id: row.id,
    position: row.position,
    text: row.text,
    decision: row.act_id === null ? null : decisionOf(row, row.act_id),
  }));
}

/** The items that are decided. */
export function decidedOf(items: readonly RequestItem[]): readonly DecidedItem[] {
  return items.filter((item): item is DecidedItem => item.decision !== null);
}

/** Decided items whose promised day is over before anybody was told of it. */
export function promisesOver(items: readonly RequestItem[], today: LocalDate): readonly DecidedItem[] {
  return decidedOf(items).filter(({ decision }) => isPromiseOver(decision.availableOn, today));
}

function decisionOf(row: Stored, actId: string): ItemDecision {
  return {
    actId,
    decidedOn: localDayOf(row.decided_at),
    outcome: row.outcome,
    explanation: row.explanation,
    form: row.form,
    cost: { copy: row.cost_copy, delivery: row.cost_delivery, other: row.cost_other },
    sheets:
      row.sheets === null
        ? null
        : { count: row.sheets, copies: row.sheet_copies ?? 1, tariff: row.sheet_tariff ?? 0 },
    provideOn: row.provide_on,
    pausesForPayment: row.pauses_for_payment,
    appointment: row.appointment,
    fileIds: row.file_ids,
    blackouts: row.blackouts,
    holder: row.holder,
    searchRecord: row.search_record,
    availableOn: row.available_on,
    law: row.law,
    stillOpen: row.still_open,
  };
}
