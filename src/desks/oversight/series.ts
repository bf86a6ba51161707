import { addCalendarDays, laterOf, type LocalDate } from '../../law/local-date.js';
import { FEWEST_FOR_A_RATE } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { ageRanges, ageStepOf } from './age-steps.js';
import type { BoardReading } from './board.queries.js';
import { AGE_STEPS, type AgeStep } from './case-filter.js';
import { rowsOf } from './figures.js';
import { sum } from './sum.js';
import { mondayOf, TREND_WEEKS, weekDay } from './weeks.js';

const LOAD_WORKING_DAYS = 20;
const PACE_DAYS = 28;
const LONGEST_PLAN = 30;

export interface WeekPoint {
  readonly monday: LocalDate;
  readonly came: number;
  readonly finished: number;
  /** Open and late at the end of the week; for the running week, now. */
  readonly open: number;
  readonly late: number;
}

/** Open cases by working days left, in the steps of the age chart. */
export function agesOf(reading: BoardReading, agency?: string | null): ReadonlyMap<AgeStep, number> {
  const ranges = ageRanges(reading.calendar, reading.today);
  const counts = new Map<AgeStep, number>(AGE_STEPS.map((step) => [step, 0]));
  const { standing } = agency === undefined ? reading : rowsOf(reading, agency);
  for (const row of standing) {
    if (row.running === 0 || row.due_on === null) continue;
    const step = ageStepOf(ranges, row.due_on);
    counts.set(step, (counts.get(step) ?? 0) + row.running);
  }
  return counts;
}

/** Cases due on each of the next 20 working days, today included where it is one. */
export function loadOf(
  reading: BoardReading,
): readonly { readonly day: LocalDate; readonly cases: number }[] {
  const due = totals(
    reading.standing,
    (row) => row.due_on,
    (row) => row.running,
  );
  const days = workingDaysFrom(reading.calendar, reading.today, LOAD_WORKING_DAYS);
  return days.map((day) => ({ day, cases: due.get(day) ?? 0 }));
}

/** Median of the notices sent on a working day of the last four weeks; null while there are too few to speak of a pace. */
export function paceOf(reading: BoardReading): number | null {
  const { calendar, today } = reading;
  const notices = totals(
    reading.outcomes.filter((row) => row.part === 'pace'),
    (row) => row.ended,
    (row) => row.notices,
  );
  const days: number[] = [];
  for (let back = 1; back <= PACE_DAYS; back += 1) {
    const day = addCalendarDays(today, -back);
    if (!calendar.isWorkingDay(day)) continue;
    days.push(notices.get(day) ?? 0);
  }
  if (sum(days, (cases) => cases) < FEWEST_FOR_A_RATE) return null;
  days.sort((a, b) => a - b);
  const middle = days.length / 2;
  const median = ((days[Math.ceil(middle) - 1] ?? 0) + (days[Math.floor(middle)] ?? 0)) / 2;
  return median > 0 ? median : null;
}

/** The weeks of the trend, of the city or of one agency, the oldest first. */
export function weeksOf(reading: BoardReading, agency?: string | null): readonly WeekPoint[] {
  const { weeks, standing } = agency === undefined ? reading : rowsOf(reading, agency);
  const monday = mondayOf(reading.today);
  return Array.from({ length: TREND_WEEKS }, (_, week) => {
    const isRunning = week === TREND_WEEKS - 1;
    return {
      monday: weekDay(monday, week),
      came: weeks.came[week] ?? 0,
      finished: weeks.finished[week] ?? 0,
      open: isRunning ? sum(standing, (row) => row.open) : (weeks.open[week] ?? 0),
      late: isRunning ? sum(standing, (row) => row.late) : (weeks.late[week] ?? 0),
    };
  });
}

/** What came and what was finished in the last four weeks. */
export function latelyOf({ weeks }: BoardReading): { readonly came: number; readonly finished: number } {
  return { came: weeks.cameLately, finished: weeks.finishedLately };
}

/** The set open ten working days ago: how many are left by plan (each answered on its due date) and in fact. */
export interface BurnDown {
  readonly days: readonly LocalDate[];
  readonly plan: readonly number[];
  /** Up to today. */
  readonly actual: readonly number[];
}

/** Null where ten working days ago nothing with a running clock was open. */
export function burnDownOf(reading: BoardReading): BurnDown | null {
  const rows = reading.past.filter((row) => row.part === 'set' && row.due_on !== null);
  if (rows.length === 0) return null;
  const due = totals(
    rows,
    (row) => row.due_on,
    (row) => row.open,
  );
  const left = totals(
    rows,
    (row) => row.left_on,
    (row) => row.open,
  );
  const last = [...due.keys()].reduce<LocalDate>(
    (latest, day) => (day === null ? latest : laterOf(latest, day)),
    reading.today,
  );
  const days = [
    reading.setDay,
    ...workingDaysFrom(reading.calendar, addCalendarDays(reading.setDay, 1), LONGEST_PLAN),
  ].filter((day) => day <= last || day <= reading.today);
  return {
    days,
    plan: days.map((day) => totalAfter(due, day)),
    actual: days
      .filter((day) => day <= reading.today)
      .map((day) => (left.get(null) ?? 0) + totalAfter(left, day)),
  };
}

function totalAfter(totals: ReadonlyMap<LocalDate | null, number>, day: LocalDate): number {
  return sum(
    [...totals].filter(([one]) => one !== null && one > day),
    ([, total]) => total,
  );
}

/** What the rows add up to on each day. */
function totals<Row>(
  rows: readonly Row[],
  dayOf: (row: Row) => LocalDate | null,
  value: (row: Row) => number,
): ReadonlyMap<LocalDate | null, number> {
  const found = new Map<LocalDate | null, number>();
  for (const row of rows) found.set(dayOf(row), (found.get(dayOf(row)) ?? 0) + value(row));
  return found;
}

/** The first `count` working days from `start` on, itself included. */
function workingDaysFrom(calendar: WorkingCalendar, start: LocalDate, count: number): readonly LocalDate[] {
  const days: LocalDate[] = [];
  let day = calendar.nextWorkingDay(addCalendarDays(start, -1));
  while (days.length < count) {
    days.push(day);
    day = calendar.nextWorkingDay(day);
  }
  return days;
}
