import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { dot, drawing, grid, path, stroke, wholeTicks, widthOf, word } from './drawing.js';

/** One line: a value a step, from the first step on. */
export interface Series {
  readonly values: readonly number[];
  /** Words at the end of the line: `masuk 54`. */
  readonly label: string;
  readonly look: 'line' | 'line line--dashed' | 'line line--plan';
  /** Class of the words, in the colour of the line. */
  readonly ink: string;
}

/** Words below the axis at a step. */
export interface StepLabel {
  readonly step: number;
  readonly text: string;
}

const TOP = 14;
const BOTTOM = 28;
const LEFT = 32;
const WORD_HEIGHT = 16;
const UNDER_TODAY = 28;

/** What came and what was finished, week by week. */
export function trendChart(
  width: number,
  title: string,
  series: readonly Series[],
  labels: readonly StepLabel[],
): string {
  const height = 208;
  const room = Math.max(...series.map((one) => widthOf(one.label))) + 10;
  const { x, y, ticks, right, floor } = scales(series, width - room, height);
  const draw = line<number>(
    (_, index) => x(index),
    (value) => y(value),
  );
  return drawing(width, height, title, [
    grid(ticks, y, LEFT, right),
    stroke(LEFT, floor + 0.5, right, floor + 0.5, 'axis'),
    stepLabels(labels, x, floor),
    ...series.map((one) => path(draw([...one.values]), one.look)),
    ...endWords(series, y).map(({ one, at }) => word(right + 8, at, one.label, { look: one.ink })),
  ]);
}

/** Open cases week by week, as a filled line. */
export function backlogChart(
  width: number,
  title: string,
  values: readonly number[],
  labels: readonly StepLabel[],
): string {
  const height = 208;
  const end = String(values.at(-1) ?? 0);
  const series: Series = { values, label: end, look: 'line', ink: 'blue strong-text' };
  const { x, y, ticks, right, floor } = scales([series], width - widthOf(end) - 14, height);
  const at = (_: number, index: number): number => x(index);
  return drawing(width, height, title, [
    path(area<number>(at, floor, (value) => y(value))([...values]), 'area'),
    grid(ticks, y, LEFT, right),
    stroke(LEFT, floor + 0.5, right, floor + 0.5, 'axis'),
    stepLabels(labels, x, floor),
    path(line<number>(at, (value) => y(value))([...values]), 'line'),
    dot(right, y(values.at(-1) ?? 0), 'blue'),
    word(right + 10, y(values.at(-1) ?? 0) + 5, end, { look: 'strong-text' }),
  ]);
}

/** A set of cases and how it shrinks: planned to the end, actual up to today. */
export function burnDownChart(
  width: number,
  title: string,
  plan: Series,
  actual: Series,
  labels: readonly StepLabel[],
  today: string,
): string {
  const height = 224;
  const { x, y, ticks, right, floor } = scales([plan, actual], width, height, 22);
  const steps = line<number>(
    (_, index) => x(index),
    (value) => y(value),
  ).curve(curveStepAfter);
  const now = x(actual.values.length - 1);
  const ends = endWords([actual, { ...plan, values: plan.values.slice(0, actual.values.length) }], y);
  return drawing(width, height, title, [
    grid(ticks, y, LEFT, right),
    stroke(LEFT, floor + 0.5, right, floor + 0.5, 'axis'),
    stepLabels(labels, x, floor, width),
    stroke(now, 18, now, floor, 'axis'),
    word(now, 12, today, { anchor: anchorAt(now, today, width), look: 'muted-text' }),
    path(steps([...plan.values]), plan.look),
    path(steps([...actual.values]), actual.look),
    dot(now, y(actual.values.at(-1) ?? 0), 'blue'),
    ...ends.map(({ one, at }) => {
      const fits = now + 10 + widthOf(one.label) <= width;
      // Left of today the words stand above their line, not on it; at the top, where today is named, below it.
      const beside = at - 12 < UNDER_TODAY ? at + 12 : at - 12;
      return fits
        ? word(now + 10, at, one.label, { look: one.ink })
        : word(now - 10, beside, one.label, { look: one.ink, anchor: 'end' });
    }),
  ]);
}

function scales(series: readonly Series[], right: number, height: number, top = TOP) {
  const floor = height - BOTTOM;
  const most = max(series.flatMap((one) => one.values)) ?? 1;
  const steps = Math.max(1, ...series.map((one) => one.values.length - 1));
  const ticks = wholeTicks(most);
  return {
    x: scaleLinear([0, steps], [LEFT, right]),
    y: scaleLinear([0, ticks.at(-1) ?? most], [floor, top]),
    ticks,
    right,
    floor,
  };
}

function stepLabels(
  labels: readonly StepLabel[],
  x: (step: number) => number,
  floor: number,
  width = Infinity,
): string {
  const placed = labels.map(({ step, text }) => {
    const at = x(step);
    const anchor = step === 0 ? ('start' as const) : anchorAt(at, text, width);
    const from = at - { start: 0, middle: 0.5, end: 1 }[anchor] * widthOf(text);
    return { text, at, anchor, from, to: from + widthOf(text) };
  });
  // Of two that would lie on each other the later one stays.
  return placed
    .filter(({ to }, index) => to + 4 <= (placed[index + 1]?.from ?? Infinity))
    .map(({ text, at, anchor }) => word(at, floor + 18, text, { anchor, look: 'muted-text' }))
    .join('');
}

/** Words beside the right edge end there; others stand in the middle of their place. */
function anchorAt(x: number, text: string, width: number): 'middle' | 'end' {
  return x + widthOf(text) / 2 > width ? 'end' : 'middle';
}

// Words at the ends of two lines must not lie on each other.
function endWords(
  series: readonly Series[],
  y: (value: number) => number,
): readonly { readonly one: Series; readonly at: number }[] {
  const ends = series.map((one) => ({ one, at: y(one.values.at(-1) ?? 0) + 5 })).sort((a, b) => a.at - b.at);
  return ends.map((end, index) => {
    const above = ends[index - 1];
    return above === undefined || end.at - above.at >= WORD_HEIGHT
      ? end
      : { ...end, at: above.at + WORD_HEIGHT };
  });
}
