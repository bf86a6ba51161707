import { addCalendarDays, laterOf, type LocalDate } from '../../law/local-date.js';
import { FEWEST_FOR_A_RATE } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { ageRanges, ageStepOf } from './age-steps.js';
import type { BoardReading, PastRow, WeekRow } from './board.queries.js';
import { AGE_STEPS, type AgeStep } from './case-filter.js';
import { countOf, sum } from './figures.js';
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
  for (const row of reading.standing) {
    if (row.running === 0 || row.due_on === null) continue;
    if (agency !== undefined && row.agency_code !== agency) continue;
    const step = ageStepOf(ranges, row.due_on);
    counts.set(step, (counts.get(step) ?? 0) + row.running);
  }
  return counts;
}

/** Cases due on each of the next 20 working days, today included where it is one. */
export function loadOf(
  reading: BoardReading,
): readonly { readonly day: LocalDate; readonly cases: number }[] {
  const days = workingDaysFrom(reading.calendar, reading.today, LOAD_WORKING_DAYS);
  return days.map((day) => ({
    day,
    cases: sum(
      reading.standing.filter((row) => row.due_on === day),
      (row) => row.running,
    ),
  }));
}

/** Median of the notices sent on a working day of the last four weeks; null while there are too few to speak of a pace. */
export function paceOf(reading: BoardReading): number | null {
  const { calendar, today } = reading;
  const days: number[] = [];
  for (let back = 1; back <= PACE_DAYS; back += 1) {
    const day = addCalendarDays(today, -back);
    if (!calendar.isWorkingDay(day)) continue;
    days.push(
      sum(
        reading.outcomes.filter((row) => row.part === 'pace' && row.ended === day),
        (row) => row.notices,
      ),
    );
  }
  if (sum(days, (cases) => cases) < FEWEST_FOR_A_RATE) return null;
  days.sort((a, b) => a - b);
  const middle = days.length / 2;
  const median = ((days[Math.ceil(middle) - 1] ?? 0) + (days[Math.floor(middle)] ?? 0)) / 2;
  return median > 0 ? median : null;
}

/** The weeks of the trend, of the city or of one agency, the oldest first. */
export function weeksOf(reading: BoardReading, agency?: string | null): readonly WeekPoint[] {
  const belongs = (row: { readonly agency_code: string | null }): boolean =>
    agency === undefined || row.agency_code === agency;
  const rows = reading.weeks.filter(belongs);
  const now = reading.standing.filter(belongs);
  const monday = mondayOf(reading.today);
  return Array.from({ length: TREND_WEEKS }, (_, week) => {
    const isRunning = week === TREND_WEEKS - 1;
    const open = rows.filter((row) => isOpenAtEnd(row, week));
    return {
      monday: weekDay(monday, week),
      came: countOf(rows.filter((row) => row.came === week)),
      finished: countOf(rows.filter((row) => row.left_in === week)),
      open: isRunning ? sum(now, (row) => row.open) : countOf(open),
      late: isRunning
        ? sum(now, (row) => row.late)
        : countOf(open.filter((row) => row.due_in !== null && row.due_in <= week)),
    };
  });
}

function isOpenAtEnd(row: WeekRow, week: number): boolean {
  return row.came <= week && (row.left_in === null || row.left_in > week);
}

/** What came and what was finished in the last four weeks. */
export function latelyOf(reading: BoardReading): { readonly came: number; readonly finished: number } {
  return {
    came: sum(reading.weeks, (row) => row.came_lately),
    finished: sum(reading.weeks, (row) => row.left_lately),
  };
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
  const last = rows.reduce((latest, row) => laterOf(latest, row.due_on ?? latest), reading.today);
  const days = [
    reading.setDay,
    ...workingDaysFrom(reading.calendar, addCalendarDays(reading.setDay, 1), LONGEST_PLAN),
  ].filter((day) => day <= last || day <= reading.today);
  return {
    days,
    plan: days.map((day) => openOf(rows.filter((row) => row.due_on !== null && row.due_on > day))),
    actual: days
      .filter((day) => day <= reading.today)
      .map((day) => openOf(rows.filter((row) => row.left_on === null || row.left_on > day))),
  };
}

function openOf(rows: readonly PastRow[]): number {
  return sum(rows, (row) => row.open);
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
