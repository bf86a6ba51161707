import type { ReplyTerm } from '../../law/extension.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { objectionReplyStart } from '../../law/objection-windows.js';
import { replyCount } from '../../law/reply-count.js';
import type { Ruleset } from '../../law/ruleset.js';
import { endOfCount, numberInCount, type DayZero, type TermCount } from '../../law/term.js';
import { timeLimit } from '../../law/time-limits.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { ReplyDateFacts } from '../../law/safe-date.js';
import type { CaseRow } from './case-row.js';

/** What the dates of a case are counted from. */
type Dated = Pick<
  CaseRow,
  | 'received_on'
  | 'reply_started_on'
  | 'due_on'
  | 'extended_at'
  | 'noticed_at'
  | 'repair_due_on'
  | 'objection_until'
>;

/** How the reply date in force is counted (T4, T5); null while no reply clock runs. */
export function replyCountOf(row: Dated, calendar: WorkingCalendar, rules: Ruleset): TermCount | null {
  if (row.due_on === null) return null;
  const facts = {
    countedFrom: row.reply_started_on ?? row.received_on,
    extendedOn: row.extended_at === null ? null : localDayOf(row.extended_at),
    replyDue: row.due_on,
  };
  const term = replyCount(facts, calendar, rules);
  return term.workingDays < 1 ? null : term;
}

/** What happened on day 0 of the reply date in force: the words beside a count say so. */
export function replySince(
  row: Pick<CaseRow, 'received_on' | 'due_kind' | 'repair_due_on'>,
  term: TermCount,
): 'receipt' | 'declaration' | 'repair' | 'extension' {
  if (term.dayZero === 'end-of-term') return 'extension';
  if (term.start === row.received_on) return 'receipt';
  return row.due_kind === 'afterRepair' || row.repair_due_on !== null ? 'repair' : 'declaration';
}

/** What the readings of the reply date are judged by, for the "tanggal aman" of staff. */
export function replyDateFacts(
  row: Dated & Pick<CaseRow, 'complete_at'>,
  replyDue: LocalDate,
  rules: Ruleset,
): ReplyDateFacts {
  const completeOn = row.complete_at === null ? null : localDayOf(row.complete_at);
  const repairedOn = rules.incompletePausesClock === 'never' ? completeOn : row.reply_started_on;
  return {
    receivedOn: row.received_on,
    declaredOn: completeOn,
    repairedOn: row.repair_due_on === null || completeOn === null ? null : repairedOn,
    extendedOn: row.extended_at === null ? null : localDayOf(row.extended_at),
    replyDue,
  };
}

/** The reply term of a case as the law of the extension asks for it. */
export function replyTermOf(
  row: Pick<CaseRow, 'status' | 'reply_started_on' | 'received_on' | 'due_on' | 'extended_at'>,
): ReplyTerm {
  return {
    state: row.status,
    countedFrom: row.reply_started_on ?? row.received_on,
    replyDue: row.due_on,
    isExtended: row.extended_at !== null,
  };
}

/** How the last day for repair is counted (T3) from the day the letter was received. */
export function repairCount(letterReceivedOn: LocalDate): TermCount {
  return { start: letterReceivedOn, workingDays: timeLimit('repair', letterReceivedOn).length };
}

/** Day 0 of a right of the requester as its due row keeps it: a notice was received by post, a promise passed. */
export interface WindowStart {
  readonly on: LocalDate;
  readonly dayZero: DayZero;
}

/**
 * How the last day of the right to object is counted (T7): from what its row names, else from the notice or the last day
 * that passed. Null where none runs, or where the date stored is no longer the one the calendar gives.
 */
export function objectionWindowCountOf(
  row: Dated,
  calendar: WorkingCalendar,
  found: WindowStart | null = null,
): TermCount | null {
  const { noticed_at: noticed, objection_until: until } = row;
  if (until === null) return null;
  const passed = row.due_on ?? row.repair_due_on;
  const terms = [
    ...(found === null ? [] : [objectionWindowCount(found.on, found.dayZero)]),
    ...(noticed === null ? [] : [objectionWindowCount(localDayOf(noticed), 'receipt')]),
    ...(noticed !== null || passed === null ? [] : [objectionWindowCount(passed, 'end-of-term')]),
  ];
  return terms.find((term) => endOfCount(term, calendar).date === until) ?? null;
}

/** T7 from the day its ground was found. */
export function objectionWindowCount(foundOn: LocalDate, dayZero: DayZero): TermCount {
  return { start: foundOn, workingDays: timeLimit('objectionWindow', foundOn).length, dayZero };
}

/** T8 from receipt of the objection, up to the day that is stored. */
export function objectionReplyCount(
  receivedOn: LocalDate,
  replyDueOn: LocalDate,
  calendar: WorkingCalendar,
): TermCount {
  return {
    start: receivedOn,
    workingDays: Math.max(1, numberInCount({ start: receivedOn }, replyDueOn, calendar)),
  };
}

/** T8 of an objection up to its stored day, from the day that its reading of D6 counts from. */
export function objectionReplyCountOf(
  objection: {
    readonly receivedOn: LocalDate;
    readonly enteredOn: LocalDate;
    readonly replyDueOn: LocalDate;
  },
  calendar: WorkingCalendar,
  rules: Pick<Ruleset, 'objectionClock'>,
): TermCount {
  return objectionReplyCount(objectionReplyStart(objection, rules), objection.replyDueOn, calendar);
}

/** T10 of an objection: from what its row names, else from the answer, else from the silence. */
export function commissionCountOf(
  { repliedOn, replyDueOn }: { readonly repliedOn: LocalDate | null; readonly replyDueOn: LocalDate },
  found: WindowStart | null,
): TermCount {
  if (found !== null) return commissionCount(found.on, found.dayZero);
  return repliedOn === null
    ? commissionCount(replyDueOn, 'end-of-term')
    : commissionCount(repliedOn, 'receipt');
}

/** T10 from receipt of the superior's answer or, after silence, from the last day of T8. */
export function commissionCount(answeredOrSilentOn: LocalDate, dayZero: DayZero): TermCount {
  const { length } = timeLimit('disputeFiling', answeredOrSilentOn);
  return { start: answeredOrSilentOn, workingDays: length, dayZero };
}
