import { addCalendarDays, type LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { AGE_STEPS, type AgeStep } from './case-filter.js';

/** The due dates that a step of the age chart holds; null = without end on that side. */
export interface DueRange {
  readonly step: AgeStep;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** Working days left from which each step begins; before the first lies everything older. */
const FIRST_OF_STEP: readonly number[] = [-10, -5, 0, 1, 4, 8, 11];

/**
 * The steps of the age chart as ranges of due dates, by the law's calendar: chart and list ask for the same days. On
 * Fri 2026-12-04 the step 1-3 is Sat 2026-12-05 to Wed 2026-12-09.
 */
export function ageRanges(calendar: WorkingCalendar, today: LocalDate): readonly DueRange[] {
  const starts = FIRST_OF_STEP.map((left) => firstDayWith(calendar, today, left));
  return AGE_STEPS.map((step, index) => {
    const next = starts[index];
    return {
      step,
      from: starts[index - 1] ?? null,
      to: next === undefined ? null : addCalendarDays(next, -1),
    };
  });
}

/** The step that a due date falls into. */
export function ageStepOf(ranges: readonly DueRange[], due: LocalDate): AgeStep {
  const found = ranges.find((range) => range.to === null || due <= range.to);
  return found?.step ?? '11-17';
}

// Ranges begin the day after the last working day of the step before, so that no day lies between two steps.
function firstDayWith(calendar: WorkingCalendar, today: LocalDate, left: number): LocalDate {
  if (left === 0) return today;
  if (left === 1) return addCalendarDays(today, 1);
  if (left > 1) return addCalendarDays(calendar.dueDate(today, left - 1).date, 1);
  const reached = calendar.workingDayBefore(today, 0);
  return calendar.workingDayBefore(reached, -left);
}
