import { sum } from './sum.js';
import { TREND_WEEKS } from './weeks.js';

/** Cases by the week they came, left and fell due; week 0 is the first of the trend, -1 lies before it. */
export interface WeekRow {
  readonly agency_code: string | null;
  readonly came: number;
  readonly left_in: number | null;
  readonly due_in: number | null;
  readonly cases: number;
  /** Of them, within the last four weeks. */
  readonly came_lately: number;
  readonly left_lately: number;
}

/** Cases in each week of the trend, the oldest first. */
export interface WeekCounts {
  readonly came: readonly number[];
  readonly finished: readonly number[];
  /** At the end of the week. */
  readonly open: readonly number[];
  readonly late: readonly number[];
  readonly cameLately: number;
  readonly finishedLately: number;
}

/** A case is open at the end of each week from the one it came in to the one before it left, late from the one it fell due in. */
export function countWeeks(rows: readonly WeekRow[]): WeekCounts {
  const [came, finished, open, late] = [noWeeks(), noWeeks(), noWeeks(), noWeeks()];
  const lately = { cameLately: 0, finishedLately: 0 };
  for (const row of rows) {
    const from = Math.max(0, row.came);
    const until = row.left_in === null ? TREND_WEEKS : Math.max(0, row.left_in);
    add(came, row.came, row.came + 1, row.cases);
    if (row.left_in !== null) add(finished, row.left_in, row.left_in + 1, row.cases);
    add(open, from, until, row.cases);
    if (row.due_in !== null) add(late, Math.max(from, row.due_in), until, row.cases);
    lately.cameLately += row.came_lately;
    lately.finishedLately += row.left_lately;
  }
  return { came, finished, open, late, ...lately };
}

/** The weeks of all, from those of each. */
export function addedWeeks(each: readonly WeekCounts[]): WeekCounts {
  const added = (weeksOf: (counts: WeekCounts) => readonly number[]): readonly number[] =>
    noWeeks().map((_, week) => sum(each, (counts) => weeksOf(counts)[week] ?? 0));
  return {
    came: added((counts) => counts.came),
    finished: added((counts) => counts.finished),
    open: added((counts) => counts.open),
    late: added((counts) => counts.late),
    cameLately: sum(each, (counts) => counts.cameLately),
    finishedLately: sum(each, (counts) => counts.finishedLately),
  };
}

function noWeeks(): number[] {
  return Array.from({ length: TREND_WEEKS }, () => 0);
}

/** From one week to the one before another; what lies beside the trend is left out. */
function add(weeks: number[], from: number, until: number, cases: number): void {
  for (let week = Math.max(0, from); week < Math.min(until, TREND_WEEKS); week += 1)
    weeks[week] = (weeks[week] ?? 0) + cases;
}
