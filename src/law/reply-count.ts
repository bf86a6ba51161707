import type { LocalDate } from './local-date.js';
import type { Ruleset } from './ruleset.js';
import type { TermCount } from './term.js';
import { numberInCount } from './term.js';
import { timeLimit } from './time-limits.js';
import type { WorkingCalendar } from './working-calendar.js';

export interface CountedReply {
  /** Day 0 of T4: receipt, the declaration in the other reading of D1, or the repair. */
  readonly countedFrom: LocalDate;
  /** The day of the extension letter, or `null` without extension. */
  readonly extendedOn: LocalDate | null;
  /** The date in force: T4, or T5 when extended. */
  readonly replyDue: LocalDate;
}

/**
 * How the reply date in force is counted, for whoever explains it: from day 0 of T4 through the extension, 10 or 17
 * working days. Where the extension runs from its letter (D3) and moves the date, the 7 days after the letter.
 */
export function replyCount(
  { countedFrom, extendedOn, replyDue }: CountedReply,
  calendar: WorkingCalendar,
  rules: Pick<Ruleset, 'extensionBase'>,
): TermCount {
  if (extendedOn !== null && rules.extensionBase === 'day-of-letter') {
    const { length } = timeLimit('extension', extendedOn);
    if (calendar.dueDate(extendedOn, length).date === replyDue)
      return { start: extendedOn, workingDays: length, dayZero: 'end-of-term' };
  }
  return { start: countedFrom, workingDays: numberInCount({ start: countedFrom }, replyDue, calendar) };
}
