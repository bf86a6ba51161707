import { localDayOf, type LocalDate } from '../../law/local-date.js';
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
}

/** Where a case stands today. Nothing of it is stored: time alone changes it. */
export interface Standing {
  readonly dueDate: LocalDate | null;
  /** 0 on the last day, negative after it, null while no reply clock runs. */
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
}

export type NextStep =
  | 'assign'
  | 'await-parts'
  | 'declare-complete'
  | 'record-receipt'
  | 'await-repair'
  | 'answer'
  | 'await-consent'
  | 'deliver';

/** The next thing to be done, and by which day; null when the office owes nothing. */
export interface NextAction {
  readonly action: NextStep;
  readonly by: LocalDate | null;
}

/** Derives days left and lateness at this moment. */
export function standingOf(row: StandingFacts, calendar: WorkingCalendar, now: Date): Standing {
  const runs = replyTermRuns({ state: row.status, replyDue: row.due_on });
  const left = runs && row.due_on !== null ? calendar.workingDaysLeft(localDayOf(now), row.due_on) : null;
  return {
    dueDate: row.due_on,
    workingDaysLeft: left,
    overdue: isOverdue({ state: row.status, replyDue: row.due_on }, now),
  };
}

/** What a case waits for. A case without an agency waits for the desk, a split one for its parts, whatever else is open. */
export function nextActionOf(row: StandingFacts): NextAction | null {
  if (!isOpenRequest(row.status)) return null;
  // A printed letter whose receipt nobody recorded has not reached the requester: nothing is theirs to do yet.
  if (row.status === 'incomplete' && row.repair_due_on === null)
    return { action: 'record-receipt', by: row.completeness_due_on };
  if (row.status === 'incomplete') return { action: 'await-repair', by: row.repair_due_on };
  if (row.status === 'granted_open') return { action: 'deliver', by: row.provide_on };
  const isSplit = row.part_count > 0;
  if (row.agency_code === null && !isSplit) return { action: 'assign', by: row.due_on };
  if (row.status === 'consent_pending') return { action: 'await-consent', by: row.due_on };
  if (row.status === 'received') return { action: 'declare-complete', by: row.completeness_due_on };
  if (isSplit) return { action: 'await-parts', by: row.due_on };
  return { action: 'answer', by: row.due_on };
}

/** The day a list shows and sorts by: the requester's while it is the requester's turn, the promised one after a grant. */
export function shownDay(row: StandingFacts): LocalDate | null {
  if (row.status === 'incomplete') return row.repair_due_on;
  if (row.status === 'granted_open') return row.provide_on;
  return row.due_on;
}

const SUBJECT_SIGNS = 90;

/** The first 90 characters of the question, in one line. */
export function subjectOf(question: string): string {
  return [...question.replace(/\s+/gu, ' ').trim()].slice(0, SUBJECT_SIGNS).join('');
}
