import type { LocalDate } from './local-date.js';
import type { Ruleset } from './ruleset.js';
import { extensionEnd } from './extension.js';
import type { CountingRules } from './term.js';
import { endOfTerm } from './term.js';
import type { WorkingCalendar } from './working-calendar.js';

export interface ReplyDateFacts {
  /** Day 0 of T4: receipt, or the repair. */
  readonly countedFrom: LocalDate;
  /** The day of the extension letter, or `null` without extension. */
  readonly extendedOn: LocalDate | null;
  /** The date in force, which the citizen sees. */
  readonly replyDue: LocalDate;
}

export interface SafeDate {
  readonly date: LocalDate;
  /** The doubtful readings that give it. */
  readonly because: readonly ('collectiveLeave' | 'extensionBase')[];
}

/**
 * The "tanggal aman" of staff: where the law is read in two ways, the earliest date that a reading gives, so that the
 * answer is in time whichever one a commission follows (doubts D3 and D4). `null` when no reading is earlier than the
 * date in force. `strictCalendar` is the city's calendar with cuti bersama as working days (`calendar.inReading`).
 * Received Mon 2026-12-14: in force Wed 2026-12-30, safe Tue 2026-12-29, because 24 Dec is cuti bersama.
 */
export function safeReplyDate(
  facts: ReplyDateFacts,
  calendar: WorkingCalendar,
  strictCalendar: WorkingCalendar,
  rules: CountingRules,
): SafeDate | null {
  const readings: readonly SafeDate[] = [
    { date: replyDate(facts, strictCalendar, rules, 'end-of-first-term'), because: ['collectiveLeave'] },
    { date: replyDate(facts, calendar, rules, 'day-of-letter'), because: ['extensionBase'] },
    {
      date: replyDate(facts, strictCalendar, rules, 'day-of-letter'),
      because: ['collectiveLeave', 'extensionBase'],
    },
  ];
  const earliest = readings.reduce((best, next) => (next.date < best.date ? next : best));
  return earliest.date < facts.replyDue ? earliest : null;
}

function replyDate(
  { countedFrom, extendedOn }: ReplyDateFacts,
  calendar: WorkingCalendar,
  rules: CountingRules,
  extensionBase: Ruleset['extensionBase'],
): LocalDate {
  const firstTerm = endOfTerm('reply', countedFrom, calendar, rules).date;
  return extendedOn === null ? firstTerm : extensionEnd(firstTerm, extendedOn, calendar, { extensionBase });
}
