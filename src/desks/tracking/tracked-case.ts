import type { DecisionKind } from '../../law/decision-kinds.js';
import type { ExtensionReason } from '../../law/extension.js';
import type { MissingItem } from '../../law/completeness.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { ObjectionGround, ObjectionOutcome } from '../../law/objection-grounds.js';
import { openCommissionDay, standingCommissionDay, standingWindow } from '../../law/objection-windows.js';
import { isOverdue } from '../../law/reply-clock.js';
import type { DisputeState, ObjectionState, RequestState } from '../../law/request-states.js';
import { mayGoToCommission } from '../../law/state-sets.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { HandedOver } from '../../cases/disputes/handed-over.queries.js';
import type { WindowStart } from '../../cases/requests/case-counts.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import type { FileFacts } from '../../office/documents/stored-files.js';
import { isLateOrder, isUntoldOrder, type RunningOrder } from './owed-orders.js';

/** One row of the trail that the requester may see. */
export interface TrackedEvent {
  readonly at: Date;
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Who held the case then; a later holder never takes the blame. */
  readonly agency: Pick<Agency, 'name' | 'nameEn'> | null;
}

export interface TrackedDecision {
  readonly outcome: DecisionKind;
  /** The item of a split question with its number; null where the whole question was decided. */
  readonly item: string | null;
  readonly position: number;
  readonly explanation: string;
  readonly form: string | null;
  readonly cost: number;
  readonly appointment: string | null;
  readonly provideOn: LocalDate | null;
  readonly holder: string | null;
  readonly searchRecord: string | null;
  readonly availableOn: LocalDate | null;
  /** The article and law that a refusal rests on. */
  readonly law: string | null;
  readonly blackouts: readonly { readonly part: string; readonly law: string }[];
  readonly fileIds: readonly string[];
  readonly at: Date;
}

/**
 * A copy is given when its cost is paid (PerKI 1/2021 art. 38); who asked to look is shown it in place (art. 35(1));
 * who has withdrawn the request is given nothing of it any more.
 */
export type WithheldFor = 'payment' | 'inspection' | 'withdrawal';

/** What the superior ordered, or what both sides agreed on; only the latter in its words. */
export interface TrackedOrder {
  readonly text: string | null;
  readonly carryOutBy: LocalDate;
  /** It runs from the payment of what was agreed on; until then `carryOutBy` is the earliest last day. */
  readonly waitsForPayment: boolean;
  readonly carriedOutOn: LocalDate | null;
}

/** The record of a musyawarah, and what it leaves of the cost in whole rupiah. */
export interface TrackedSettlement {
  readonly record: string;
  readonly cost: number | null;
}

export interface TrackedObjection {
  readonly id: string;
  readonly number: string;
  readonly status: ObjectionState;
  readonly grounds: readonly ObjectionGround[];
  readonly receivedOn: LocalDate;
  readonly enteredOn: LocalDate;
  readonly replyDueOn: LocalDate;
  /** The day of the superior's answer; null while there is none. */
  readonly repliedOn: LocalDate | null;
  readonly commissionUntil: LocalDate | null;
  /** Day 0 of T10 where its row keeps it: the receipt of an answer by post. */
  readonly commissionFrom: WindowStart | null;
  /** The superior's answer lies at the desk as a letter: T10 is counted anew from the day on which it leaves. */
  readonly replyWaits: boolean;
  readonly outcome: ObjectionOutcome | null;
  readonly order: TrackedOrder | null;
  readonly settlement: TrackedSettlement | null;
  /** It has gone to the commission: until when that was open says nothing any more. */
  readonly isDisputed: boolean;
}

export interface TrackedDispute {
  readonly objectionId: string;
  readonly number: string;
  readonly status: DisputeState;
  readonly filedOn: LocalDate;
  /** Of the newest step: an agreement, or a ruling of the commission or a court. */
  readonly decidedOn: LocalDate | null;
}

/** One part of a split request: who answers it. How it was answered shows with the one notice, not before. */
export interface TrackedPart {
  readonly id: string;
  readonly number: string;
  readonly question: string;
  readonly status: RequestState;
  readonly agency: Pick<Agency, 'code' | 'name' | 'nameEn'> | null;
}

/** A document that the requester may open. */
export interface TrackedDocument extends FileFacts {
  /** Kind of the letter, `answer` or `attachment`. */
  readonly kind: string;
  /** The day on which an `answer` was given: by the notice, or because an order was carried out. */
  readonly providedOn: LocalDate | null;
}

/** A case as its requester may know it: what page, JSON, calendar file and copy of own data are made from. */
export interface TrackedCase {
  readonly row: CaseRow;
  readonly agency: Agency | null;
  /** By the city's clock, and by the real one that links and sessions keep. */
  readonly now: Date;
  readonly realNow: Date;
  readonly today: LocalDate;
  readonly calendar: WorkingCalendar;
  /** The readings of the law it began under. */
  readonly rules: Ruleset;
  readonly overdue: boolean;
  /** In the order in which they took effect, oldest first. */
  readonly events: readonly TrackedEvent[];
  readonly documents: readonly TrackedDocument[];
  readonly decisions: readonly TrackedDecision[];
  readonly deliveredOn: LocalDate | null;
  /** Why files of the answer cannot be opened yet; null where nothing is kept back. */
  readonly withheldFor: WithheldFor | null;
  /** Number of the post or courier. */
  readonly deliveryReference: string | null;
  /** Rupiah that have come in. */
  readonly paid: number;
  /** What an order has left of the cost, or null while the notice stands. */
  readonly loweredCost: number | null;
  /** Rupiah that were paid beyond a cost that was lowered since, as long as the desk has them to return. */
  readonly toReturn: number;
  /** What an older register asks for and notes no payment of. */
  readonly oldRegisterCost: number | null;
  readonly extension: {
    readonly reasons: readonly ExtensionReason[];
    readonly previousDueOn: LocalDate;
  } | null;
  readonly missing: {
    readonly items: readonly MissingItem[];
    readonly note: string;
    /** Null while the letter is on its way by post. */
    readonly receivedOn: LocalDate | null;
  } | null;
  readonly hasLateRepair: boolean;
  /** Day 0 of the right to object where its row keeps it. */
  readonly windowFrom: WindowStart | null;
  /** Newest first. */
  readonly objections: readonly TrackedObjection[];
  /** The one that the page speaks of first: the newest that still lives, else the newest. */
  readonly objection: TrackedObjection | null;
  readonly dispute: TrackedDispute | null;
  /** What binds the office now, the nearest day first. */
  readonly orders: readonly RunningOrder[];
  /** What orders brought, the first of them first. */
  readonly handedOver: readonly HandedOver[];
  /** Prepared after silence and not filed; gone once the office has answered. */
  readonly prepared: {
    readonly grounds: readonly ObjectionGround[];
    readonly story: string;
    readonly until: LocalDate;
  } | null;
  readonly messages: number;
  /** Empty unless the request is split. */
  readonly parts: readonly TrackedPart[];
}

/** The state of a part as the requester is told it: that of the request until the notice has gone out. */
export function partStatus(row: CaseRow, part: TrackedPart): Exclude<RequestState, 'consent_pending'> {
  return row.noticed_at === null ? publicStatus(row) : publicStatus({ ...row, status: part.status });
}

/** The state as the requester is told it: a refusal that waits for consent looks like work in progress. */
export function publicStatus(row: CaseRow): Exclude<RequestState, 'consent_pending'> {
  if (row.status !== 'consent_pending') return row.status;
  return row.extended_at === null ? 'processing' : 'extended';
}

/**
 * The objection whose way to the commission is open and ends first (T10): one that a later objection must not hide.
 * Null where none is open, or each has gone there.
 */
export function nextToCommission({
  objections,
  row,
  today,
}: Pick<TrackedCase, 'objections' | 'row' | 'today'>): TrackedObjection | null {
  const live = objections.filter(({ status }) => mayGoToCommission(status));
  const ends = live.flatMap((objection) => {
    const until = commissionOpenUntil(objection, row.status, today);
    return until === null ? [] : [{ objection, until }];
  });
  return ends.sort((a, b) => a.until.localeCompare(b.until))[0]?.objection ?? null;
}

/** The last day to go to the commission about an objection, where one stands. */
export function commissionDay(
  { status, commissionUntil: until, isDisputed }: TrackedObjection,
  request: RequestState,
): LocalDate | null {
  return standingCommissionDay({ status, until, isDisputed }, request);
}

/** The same while that way is open: null once its last day has passed. */
export function commissionOpenUntil(
  { status, commissionUntil: until, isDisputed }: TrackedObjection,
  request: RequestState,
  today: LocalDate,
): LocalDate | null {
  return openCommissionDay({ status, until, isDisputed }, request, today);
}

/** The day on which the case ended. T3 ends at 24.00 of its last day: the day that timeline, mail and register name. */
export function closedOn(row: CaseRow): LocalDate | null {
  if (row.closed_at === null) return null;
  return row.status === 'closed_incomplete' && row.repair_due_on !== null
    ? row.repair_due_on
    : localDayOf(row.closed_at);
}

/** The last day of the right to object, where one stands; a letter that is still to leave opens another one. */
export function objectionDay({ row, today, orders, objections }: TrackedCase): LocalDate | null {
  const isUntold = orders.some((order) => isLateOrder(order, today) && isUntoldOrder(order, objections));
  const waits = row.letter_due_on !== null || isUntold;
  return standingWindow(row.status, row.objection_until, { waits, today });
}

/** Whether the notice is late at this moment. */
export function isLate(row: CaseRow, now: Date): boolean {
  return isOverdue({ state: row.status, replyDue: row.due_on }, now);
}

/** The name of who holds the case, in the reader's language; null while nobody does. */
export function agencyName(
  agency: Pick<Agency, 'name' | 'nameEn'> | null,
  language: 'id' | 'en',
): string | null {
  if (agency === null) return null;
  return language === 'id' ? agency.name : agency.nameEn;
}
