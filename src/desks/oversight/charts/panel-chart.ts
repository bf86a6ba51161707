import { scaleBand, scaleLinear } from 'd3-scale';
import { box, drawing, stroke } from './drawing.js';

/** Open cases of an agency at the end of one week, and those of them that were late. */
export interface PanelWeek {
  readonly open: number;
  readonly late: number;
}

const WIDTH = 160;
const HEIGHT = 80;

/** A small panel: columns of open cases, the late ones dark at the bottom with a white line above them. */
export function panelChart(title: string, weeks: readonly PanelWeek[], most: number): string {
  const floor = HEIGHT - 1;
  const x = scaleBand(
    weeks.map((_, index) => index),
    [0, WIDTH],
  ).paddingInner(0.18);
  const y = scaleLinear([0, Math.max(1, most)], [floor, 2]);
  const columns = weeks.map(({ open, late }, index) => {
    const left = x(index) ?? 0;
    const line = late > 0 && open > late ? 1 : 0;
    return (
      (open > late ? box(left, y(open), x.bandwidth(), y(late) - y(open) - line, 'panel-blue') : '') +
      (late > 0 ? box(left, y(late), x.bandwidth(), floor - y(late), 'red') : '')
    );
  });
  return drawing(WIDTH, HEIGHT, title, [...columns, stroke(0, floor + 0.5, WIDTH, floor + 0.5, 'axis')]);
}
