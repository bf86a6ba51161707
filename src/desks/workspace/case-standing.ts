import type { OrderedBy } from '../../cases/requests/case-row.js';
import { owesDelivery } from '../../law/delivery.js';
import { earlierOf, localDayOf, type LocalDate } from '../../law/local-date.js';
import { isOverdue } from '../../law/reply-clock.js';
import { isOpenRequest, replyTermRuns, type RequestState } from '../../law/request-states.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';

/** What a case row tells of its dates and its place; lists and the whole case read the same. */
export interface StandingFacts {
  readonly status: RequestState;
  readonly agency_code: string | null;
  /** Agencies that answer it, each a part of its own; 0 where it is not split. */
  readonly part_count: number;
  readonly completeness_due_on: LocalDate | null;
  readonly repair_due_on: LocalDate | null;
  readonly due_on: LocalDate | null;
  readonly provide_on: LocalDate | null;
  /** The nearest day of an order that waits to be carried out (T9), and whose order it is. */
  readonly order_due_on: LocalDate | null;
  readonly order_by: OrderedBy | null;
  /** It was reported; what is left is the letter with which it leaves. */
  readonly order_in_letter: boolean;
  /** What is owed is handed over with the letter that waits (decision 0091). */
  readonly delivery_in_letter: boolean;
  /** The day by which the written notice has to leave on paper, while it lies at the desk. */
  readonly letter_due_on: LocalDate | null;
  /** What was asked for came after its term, and the desk has not decided about it. */
  readonly late_repair: boolean;
}

/** Where a case stands today. Nothing of it is stored: time alone changes it. */
export interface Standing {
  /** The reply date; after the notice the day of an order or a letter that waits, where there is one. */
  readonly dueDate: LocalDate | null;
  /** 0 on the last day, negative after it, null while neither a reply clock nor an order runs and no letter waits. */
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
  readonly orderDueDate: LocalDate | null;
}

export type NextStep =
  | 'assign'
  | 'await-parts'
  | 'declare-complete'
  | 'record-receipt'
  | 'await-repair'
  | 'decide-late-repair'
  | 'answer'
  | 'await-consent'
  | 'send-letter'
  | 'deliver'
  | 'carry-out';

/** The next thing to be done, and by which day; null when the office owes nothing. */
export interface NextAction {
  readonly action: NextStep;
  readonly by: LocalDate | null;
}

/** Derives days left and lateness at this moment. */
export function standingOf(row: StandingFacts, calendar: WorkingCalendar, now: Date): Standing {
  const today = localDayOf(now);
  const order = row.order_due_on;
  const waits = nearest(order, row.letter_due_on);
  const duty = dutyOf(row);
  return {
    dueDate: duty ?? row.due_on,
    workingDaysLeft: duty === null ? null : calendar.workingDaysLeft(today, duty),
    overdue: isOverdue({ state: row.status, replyDue: row.due_on }, now) || (waits !== null && waits < today),
    orderDueDate: order,
  };
}

/**
 * The nearest day that binds the office: of the answer while its clock runs, of an order and of a letter that wait; null
 * where none does. `case_measures` says the same of all cases (decision 0083).
 */
export function dutyOf(
  row: Pick<StandingFacts, 'status' | 'due_on' | 'order_due_on' | 'letter_due_on'>,
): LocalDate | null {
  const runs = replyTermRuns({ state: row.status, replyDue: row.due_on });
  return nearest(runs ? row.due_on : null, nearest(row.order_due_on, row.letter_due_on));
}

function nearest(one: LocalDate | null, other: LocalDate | null): LocalDate | null {
  return one === null || other === null ? (one ?? other) : earlierOf(one, other);
}

/**
 * What a case waits for. An order is carried out whatever the state, also by the answer itself; only what must come before
 * an answer, and a nearer day of delivery, come first.
 */
export function nextActionOf(row: StandingFacts): NextAction | null {
  const next = stepOf(row);
  const order = row.order_due_on;
  if (order === null) return next;
  const comesFirst =
    next !== null &&
    next.action !== 'answer' &&
    (!isOwed(row) || row.letter_due_on !== null || (next.by !== null && next.by < order));
  return comesFirst ? next : { action: row.order_in_letter ? 'send-letter' : 'carry-out', by: order };
}

/** A case without an agency waits for the desk, a split one for its parts, whatever else is open. */
function stepOf(row: StandingFacts): NextAction | null {
  if (row.letter_due_on !== null) return { action: 'send-letter', by: row.letter_due_on };
  if (isOwed(row)) return { action: row.delivery_in_letter ? 'send-letter' : 'deliver', by: row.provide_on };
  if (row.late_repair) return { action: 'decide-late-repair', by: null };
  if (!isOpenRequest(row.status)) return null;
  // A printed letter whose receipt nobody recorded has not reached the requester: nothing is theirs to do yet.
  if (row.status === 'incomplete' && row.repair_due_on === null)
    return { action: 'record-receipt', by: row.completeness_due_on };
  if (row.status === 'incomplete') return { action: 'await-repair', by: row.repair_due_on };
  const isSplit = row.part_count > 0;
  if (row.agency_code === null && !isSplit) return { action: 'assign', by: row.due_on };
  if (row.status === 'consent_pending') return { action: 'await-consent', by: row.due_on };
  if (row.status === 'received') return { action: 'declare-complete', by: row.completeness_due_on };
  if (isSplit) return { action: 'await-parts', by: row.due_on };
  return { action: 'answer', by: row.due_on };
}

/**
 * The day a list shows and sorts by: the requester's while it is the requester's turn, the promised one while information
 * is owed, and the day of an order or a letter where it is nearer or nothing else runs.
 */
export function shownDay(row: StandingFacts): LocalDate | null {
  return nearest(dayOfState(row), nearest(row.order_due_on, row.letter_due_on));
}

function dayOfState(row: StandingFacts): LocalDate | null {
  if (row.status === 'incomplete') return row.repair_due_on;
  if (isOwed(row)) return row.provide_on;
  const waits = row.order_due_on !== null || row.letter_due_on !== null;
  return !waits || replyTermRuns({ state: row.status, replyDue: row.due_on }) ? row.due_on : null;
}

function isOwed({ status, provide_on: provideOn }: StandingFacts): boolean {
  return owesDelivery({ state: status, provideOn });
}

const SUBJECT_SIGNS = 90;

/** The first 90 characters of the question, in one line. */
export function subjectOf(question: string): string {
  const text = question.replace(/\s+/gu, ' ').trim();
  let end = 0;
  let signs = 0;
  for (const sign of text) {
    if (signs === SUBJECT_SIGNS) break;
    signs += 1;
    end += sign.length;
  }
  return text.slice(0, end);
}
