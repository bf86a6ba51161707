/** Two pictures of a run as SVG: how each look grows with the cases, and how long each takes beside its floor. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaleLinear, scaleLog } from 'd3-scale';

const WIDTH = 760;
const FONT = "font-family='Source Sans 3, Source Sans Pro, Helvetica, Arial, sans-serif'";
const INK = '#1d2b36';
const QUIET = '#5b6b78';
const RULE = '#d5dce1';
const COLOURS = ['#00517a', '#9a3b00', '#0a6b3d', '#6a3d9a', '#7a5900'];

const LOOKS = {
  inbox: (one) => one.inbox,
  dashboard: (one) => one.dashboard,
  'search, a common word': (one) => one.search?.['a common word'],
  'search, a rare word': (one) => one.search?.['a rare word'],
  'tracking page': (one) => one.tracking?.['tracking page'],
};

/** Writes growth.svg and latency.svg into `folder`. */
export function draw(series, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'growth.svg'), growthPlot(series));
  writeFileSync(join(folder, 'latency.svg'), latencyPlot(series.at(-1)));
}

/** p50 over the number of cases, both logarithmic: ours drawn through, the floor in dashes of the same colour. */
function growthPlot(series) {
  const [top, bottom, left, right] = [56, 400, 64, 560];
  const lines = Object.entries(LOOKS).map(([name, look], at) => ({
    name,
    colour: COLOURS[at],
    ours: series.map((one) => point(one.size, look(one)?.ours.p50)).filter(Boolean),
    floor: series.map((one) => point(one.size, look(one)?.floor.p50)).filter(Boolean),
  }));
  const values = lines.flatMap(({ ours, floor }) => [...ours, ...floor].map(({ y }) => y));
  if (values.length === 0) return svg(80, 'Growth', '');
  const x = scaleLog([series[0].size, Math.max(series.at(-1).size, series[0].size * 2)], [left, right]);
  const y = scaleLog([Math.min(...values) / 1.4, Math.max(...values) * 1.4], [bottom, top]);
  const path = (points) =>
    points.map((one, at) => `${at === 0 ? 'M' : 'L'}${fixed(x(one.x))} ${fixed(y(one.y))}`).join('');
  const labels = spread(
    lines.map((line) => ({ ...line, at: y(line.ours.at(-1)?.y ?? 1) })),
    18,
  );
  const body = [
    ...ticksOf(y).map(
      (tick) => `${rule(left, right, y(tick))}${text(left - 8, y(tick) + 4, `${tick} ms`, QUIET, 'end')}`,
    ),
    ...series.map(({ size }) => text(x(size), bottom + 22, size.toLocaleString('en'), QUIET, 'middle')),
    text((left + right) / 2, bottom + 44, 'cases in the database', QUIET, 'middle'),
    ...lines.flatMap(({ colour, ours, floor }) => [
      `<path d='${path(floor)}' fill='none' stroke='${colour}' stroke-width='1.5' stroke-dasharray='5 4' opacity='0.75'/>`,
      `<path d='${path(ours)}' fill='none' stroke='${colour}' stroke-width='2.5'/>`,
      ...ours.map(
        (one) => `<circle cx='${fixed(x(one.x))}' cy='${fixed(y(one.y))}' r='4' fill='${colour}'/>`,
      ),
    ]),
    ...labels.map(({ name, colour, at }) => text(right + 12, at + 4, name, colour)),
  ];
  return svg(bottom + 62, 'Median time by number of cases (dashes: the floor)', body.join('\n'));
}

/** p50 and p95 of each look and of filing with the most cases, as bars from zero on one scale. */
function latencyPlot(last) {
  const looks = {
    'filing, 1 client': (one) => one.filing?.alone,
    'filing, 16 clients': (one) => one.filing?.crowded,
    ...LOOKS,
  };
  const rows = Object.entries(looks).flatMap(([name, look]) => {
    const figures = look(last);
    return figures ? [{ name, ...figures }] : [];
  });
  const [left, right, step, top] = [190, 690, 46, 60];
  const most = Math.max(1, ...rows.flatMap(({ ours, floor }) => [ours.p95, floor.p95]));
  const x = scaleLinear([0, most], [left, right]).nice();
  const bottom = top + rows.length * step;
  const bar = (figures, at, colour) =>
    `<rect x='${left}' y='${at}' width='${fixed(Math.max(1, x(figures.p50) - left))}' height='13' fill='${colour}'/>` +
    `<path d='M${fixed(x(figures.p50))} ${at + 6.5}H${fixed(x(figures.p95))}' stroke='${colour}' stroke-width='2'/>` +
    `<path d='M${fixed(x(figures.p95))} ${at + 2}v9' stroke='${colour}' stroke-width='2'/>` +
    text(x(figures.p95) + 6, at + 11, `${ms(figures.p50)} / ${ms(figures.p95)}`, QUIET);
  const body = [
    ...x
      .ticks(6)
      .map(
        (tick) =>
          `<path d='M${fixed(x(tick))} ${top - 8}V${bottom}' stroke='${RULE}'/>${text(x(tick), bottom + 18, `${tick} ms`, QUIET, 'middle')}`,
      ),
    ...rows.flatMap(({ name, ours, floor }, at) => [
      text(left - 10, top + at * step + 20, name, INK, 'end'),
      bar(ours, top + at * step, COLOURS[0]),
      bar(floor, top + at * step + 17, '#8a98a3'),
    ]),
  ];
  const title = `p50 (bar) and p95 (line) with ${last.size.toLocaleString('en')} cases: program above, floor below`;
  return svg(bottom + 34, title, body.join('\n'));
}

function svg(height, title, body) {
  return `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${WIDTH} ${height}' width='${WIDTH}' height='${height}' role='img' ${FONT} font-size='13'>
<title>${title}</title>
<rect width='${WIDTH}' height='${height}' fill='#ffffff'/>
<text x='16' y='28' font-size='15' font-weight='600' fill='${INK}'>${title}</text>
${body}
</svg>
`;
}

function ticksOf(y) {
  const [low, high] = y.domain();
  return [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].filter(
    (tick) => tick >= low && tick <= high,
  );
}

/** Labels that would lie on each other move apart. */
function spread(labels, least) {
  const placed = [...labels].sort((a, b) => a.at - b.at);
  for (let at = 1; at < placed.length; at += 1)
    placed[at].at = Math.max(placed[at].at, placed[at - 1].at + least);
  return placed;
}

const point = (x, y) => (y === undefined || !Number.isFinite(y) ? null : { x, y });
const rule = (from, to, at) => `<path d='M${from} ${fixed(at)}H${to}' stroke='${RULE}'/>`;
const text = (x, y, words, colour, anchor = 'start') =>
  `<text x='${fixed(x)}' y='${fixed(y)}' fill='${colour}' text-anchor='${anchor}'>${words}</text>`;
const fixed = (value) => value.toFixed(1);
const ms = (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(1));
