import { max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import { box, drawing, grid, round, stroke, target, wholeTicks, word } from './drawing.js';

/** Cases due on one working day. */
export interface LoadDay {
  readonly day: string;
  /** The day in words. */
  readonly name: string;
  readonly cases: number;
  /** Words below the column; most days have none. */
  readonly label: string | null;
  readonly href: string;
}

/** What the office answers a day, and the words at its line. */
export interface Pace {
  readonly perDay: number;
  readonly label: string;
}

const HEIGHT = 216;
const TOP = 22;
const BOTTOM = 28;
const LEFT = 26;

/** Cases due on each of the coming working days; what lies above the pace of the office is hatched. */
export function loadChart(width: number, title: string, days: readonly LoadDay[], pace: Pace | null): string {
  const floor = HEIGHT - BOTTOM;
  const most = Math.max(1, max(days, (day) => day.cases) ?? 1, pace?.perDay ?? 0);
  const ticks = wholeTicks(most);
  const x = scaleBand(
    days.map((day) => day.day),
    [LEFT + 4, width],
  ).paddingInner(0.22);
  const y = scaleLinear([0, ticks.at(-1) ?? most], [floor, TOP]);
  const columns = days.map((day) => {
    const left = x(day.day) ?? 0;
    const within = Math.min(day.cases, pace?.perDay ?? day.cases);
    const above = day.cases - within;
    return (
      (within > 0 ? box(left, y(within), x.bandwidth(), floor - y(within), 'blue') : '') +
      (above > 0
        ? box(left, y(day.cases), x.bandwidth(), y(within) - y(day.cases) - 1, 'arsir-jingga')
        : '') +
      (day.label === null ? '' : word(left, floor + 18, day.label, { look: 'muted-text' }))
    );
  });
  const targets = days
    .filter((day) => day.cases > 0)
    .map((day) =>
      target(
        { x: x(day.day) ?? 0, y: TOP, width: x.bandwidth(), height: floor - TOP },
        day.href,
        `${day.name}: ${String(day.cases)}`,
      ),
    );
  const line =
    pace === null
      ? []
      : [
          `<path class="line line--plan" d="M${String(LEFT)} ${round(y(pace.perDay))}H${round(width)}"/>`,
          word(width, y(pace.perDay) - 6, pace.label, { anchor: 'end', look: 'strong-text' }),
        ];
  const parts = [
    grid(ticks, y, LEFT, width),
    ...columns,
    stroke(LEFT, floor + 0.5, width, floor + 0.5, 'axis'),
    ...line,
  ];
  return drawing(width, HEIGHT, title, parts, targets);
}
