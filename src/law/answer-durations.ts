import { localDate, type LocalDate } from './local-date.js';
import { timeLimit } from './time-limits.js';

/** How long a notice took, in the classes of the annual report (PerKI 1/2021 art. 57); the codes are lasting names. */
export const DURATION_CLASSES = ['upTo5', 'upTo10', 'extended', 'late', 'unanswered'] as const;
export type DurationClass = (typeof DURATION_CLASSES)[number];

const LAST_DAY = localDate('2200-12-31');

/** The last working day of each class, for what was counted from one day. */
export interface DurationBorders {
  /** Half of T4. Art. 57 leaves the classes to the public body; this border is the office's own. */
  readonly swift: number;
  /** T4 (UU 14/2008 art. 22(7)). */
  readonly reply: number;
  /** T4 and T5 together (UU 14/2008 art. 22(8)). */
  readonly extended: number;
}

/** The borders by the terms that govern a period starting on `day`: 5, 10 and 17 working days. */
export function durationBorders(day: LocalDate): DurationBorders {
  const reply = timeLimit('reply', day).length;
  return { swift: reply / 2, reply, extended: reply + timeLimit('extension', day).length };
}

/** The borders by the newest terms, for the names of the classes. */
export function newestDurationBorders(): DurationBorders {
  return durationBorders(LAST_DAY);
}

/** The class of a request: `days` = working days until its notice, or null without one; `late` beats any number. */
export function durationClass(days: number | null, late: boolean, borders: DurationBorders): DurationClass {
  if (late) return 'late';
  if (days === null) return 'unanswered';
  if (days <= borders.swift) return 'upTo5';
  return days <= borders.reply ? 'upTo10' : 'extended';
}
