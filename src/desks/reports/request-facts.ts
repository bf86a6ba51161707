import type { DecisionKind } from '../../law/decision-kinds.js';
import type { LocalDate } from '../../law/local-date.js';

/** What says how a request stood: every fact with the moment at which it became known. */
export interface StandingFacts {
  readonly case_id: string;
  readonly standing: 'statutory' | 'courtesy' | 'official-help';
  readonly outcome: DecisionKind | null;
  /** What the written notice said, whatever an objection changed later; null without a notice. */
  readonly noticed_outcome: DecisionKind | null;
  readonly due_on: LocalDate | null;
  readonly complete_at: Date | null;
  readonly extended_at: Date | null;
  readonly old_due_on: LocalDate | null;
  /** The end of the term that the extension follows: that of its letter, until a decree moves it. */
  readonly term_end_on: LocalDate | null;
  /** Whether the extension went on paper, the day on which it left, and when that was recorded first. */
  readonly extension_on_paper: boolean | null;
  readonly extension_left_on: LocalDate | null;
  readonly extension_left_at: Date | null;
  readonly noticed_at: Date | null;
  readonly noticed_on: LocalDate | null;
  /** The same of the notice. */
  readonly notice_on_paper: boolean;
  readonly notice_left_on: LocalDate | null;
  readonly notice_left_at: Date | null;
  readonly closed_at: Date | null;
  readonly withdrawn_at: Date | null;
  readonly incomplete_at: Date | null;
  /** Every time that the request began to wait for completing, was closed for want of it, or went on. */
  readonly repair_steps: readonly RepairStep[] | null;
}

const STANDING_FACTS = [
  'case_id',
  'standing',
  'outcome',
  'noticed_outcome',
  'due_on',
  'complete_at',
  'extended_at',
  'old_due_on',
  'term_end_on',
  'extension_on_paper',
  'extension_left_on',
  'extension_left_at',
  'noticed_at',
  'noticed_on',
  'notice_on_paper',
  'notice_left_on',
  'notice_left_at',
  'closed_at',
  'withdrawn_at',
  'incomplete_at',
  'repair_steps',
] as const satisfies readonly (keyof StandingFacts)[];

/** Why a request was refused, and whether it came from an older register. */
interface RefusalFacts {
  readonly imported: boolean;
  /** What the superior consented to refuse, wholly or in part. */
  readonly refusals: readonly RefusalFact[] | null;
  /** As an older register gives the reason, the decision, and the days on which information was handed over. */
  readonly imported_refusal_reason: string | null;
  readonly imported_decision: string | null;
  readonly imported_provided_on: LocalDate | null;
  readonly imported_provided_before: readonly LocalDate[] | null;
}

const REFUSAL_FACTS = [
  'imported',
  'refusals',
  'imported_refusal_reason',
  'imported_decision',
  'imported_provided_on',
  'imported_provided_before',
] as const satisfies readonly (keyof RefusalFacts)[];

/** What classifies a request for the report. A row of `register_requests`. */
export interface RequestFacts extends StandingFacts, RefusalFacts {
  readonly channel: string;
  readonly agency_code: string | null;
  /** Several agencies answer it, each a part. */
  readonly is_split: boolean;
  readonly entered_on: LocalDate;
  readonly counted_from: LocalDate;
  /** The first notice that refused an item outside art. 17 (art. 6(2)), whatever the whole is called. */
  readonly refused_item_at: Date | null;
  /** Orders of superior, commission and courts that were carried out. */
  readonly orders: readonly OrderFact[] | null;
}

export const REQUEST_FACTS = [
  ...STANDING_FACTS,
  ...REFUSAL_FACTS,
  'channel',
  'agency_code',
  'is_split',
  'entered_on',
  'counted_from',
  'refused_item_at',
  'orders',
] as const satisfies readonly (keyof RequestFacts)[];

/** One such step in the order of the trail: when it was recorded, when it took effect, the state after it. */
export interface RepairStep {
  readonly at: string;
  readonly effectiveAt: string;
  readonly to: string;
}

/** An order of the superior, of an agreement in mediation or of a ruling, carried out. */
export interface OrderFact {
  readonly at: string;
  readonly on: LocalDate;
  readonly of:
    'objection' | 'settlement' | 'mediation-agreed' | 'ruling' | 'court-ruling' | 'cassation-ruling';
  /** Whether information was handed over with it. */
  readonly gave: boolean;
}

/** From `at` on this is what is owed, because an order has lowered it (ground f). Whole rupiah. */
export interface LoweredCostFact {
  readonly at: string;
  readonly cost: number;
}

/** What an order left to be returned, until the desk said that it was. Whole rupiah. */
export interface RefundFact {
  readonly at: string;
  readonly until: string | null;
  readonly amount: number;
}

/** A consented refusal: letters of UU 14/2008 art. 17, the statute beside it, the decree that exempts. */
export interface RefusalFact {
  readonly at: string;
  readonly letters: readonly string[];
  readonly statute: string;
  readonly decree: string | null;
}

/** One decision as the view gathers it; `at` and dates as JSON writes them. */
export interface DecisionFact {
  readonly at: string;
  readonly outcome: DecisionKind;
  readonly form: 'softcopy' | 'hardcopy' | null;
  readonly cost: number;
  readonly holder: string | null;
  readonly law: string | null;
  readonly availableOn: LocalDate | null;
  /** Position of the item of a split question, or null for the whole. */
  readonly item: number | null;
}

export interface PaymentFact {
  readonly at: string;
  readonly method: 'cash' | 'bankTransfer' | 'eMoney';
  readonly amount: number;
}

/** What the official columns print, and no column more: a year has 100,000 rows to read. */
export interface RequestDetails extends StandingFacts, RefusalFacts {
  readonly register_number: string;
  readonly received_on: LocalDate;
  /** The day from which T4 runs: of receipt, or of the repair that completed the request. */
  readonly counted_from: LocalDate;
  readonly requester_id: string;
  readonly question: string;
  readonly purpose_kind: string;
  readonly purpose_text: string | null;
  readonly access: 'copy' | 'inspect' | 'unstated';
  readonly decisions: readonly DecisionFact[] | null;
  readonly payments: readonly PaymentFact[] | null;
  readonly orders: readonly OrderFact[] | null;
  readonly lowered_costs: readonly LoweredCostFact[] | null;
  readonly refunds: readonly RefundFact[] | null;
  readonly delivered_on: LocalDate | null;
  readonly delivered_at: Date | null;
  readonly imported_held: string | null;
  readonly imported_undocumented: boolean | null;
  readonly imported_softcopy: boolean | null;
  readonly imported_hardcopy: boolean | null;
  readonly imported_noticed_on: LocalDate | null;
  /** The day of the extension, where an older register names it. */
  readonly imported_extended_on: LocalDate | null;
  readonly imported_cost: number | null;
  readonly imported_payment: string | null;
}

export const REQUEST_DETAILS = [
  ...STANDING_FACTS,
  ...REFUSAL_FACTS,
  'register_number',
  'received_on',
  'counted_from',
  'requester_id',
  'question',
  'purpose_kind',
  'purpose_text',
  'access',
  'decisions',
  'payments',
  'orders',
  'lowered_costs',
  'refunds',
  'delivered_on',
  'delivered_at',
  'imported_held',
  'imported_undocumented',
  'imported_softcopy',
  'imported_hardcopy',
  'imported_cost',
  'imported_payment',
] as const satisfies readonly (keyof RequestDetails)[];
