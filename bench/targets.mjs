/**
 * The targets P1-P20 of docs/reference/performance.md as functions of what was measured: `must` and `good` are words for
 * the table and a judgement on `{ ours, floor }`. Under `must` is a defect, `good` is the aim.
 */

const atMost = (limit, unit) => ({
  words: `<= ${number(limit)}${unit === '' ? '' : ` ${unit}`}`,
  holds: ({ ours }) => ours <= limit,
});
const atLeast = (limit, unit) => ({
  words: `>= ${number(limit)}${unit}`,
  holds: ({ ours }) => ours >= limit,
});
const ofFloor = (share) => ({
  words: `>= ${String(share)} of floor`,
  holds: ({ ours, floor }) => ours >= share * floor,
});
const both = (one, other) => ({
  words: `${one.words}, ${other.words}`,
  holds: (figures) => one.holds(figures) && other.holds(figures),
});
const pair = (make, must, good, unit = '') => ({ must: make(must, unit), good: make(good, unit) });

/** By a name of their own: several figures belong to one line of the paper. */
export const TARGETS = {
  'filing rate': { must: both(ofFloor(0.25), atLeast(150, '/s')), good: ofFloor(0.5) },
  'filing alone': pair(atMost, 15, 6, 'ms'),
  'filing crowded': pair(atMost, 150, 50, 'ms'),
  'filing lag': pair(atMost, 30, 10, 's'),
  'tracking rate': pair(ofFloor, 0.2, 0.4),
  'tracking time': { must: atMost(40, 'ms'), good: null },
  'inbox rate': pair(ofFloor, 0.15, 0.35),
  'inbox time': { must: atMost(25, 'ms'), good: null },
  'inbox growth': pair(atMost, 2, 1.5, ''),
  dashboard: pair(atMost, 100, 40, 'ms'),
  search: pair(atMost, 100, 30, 'ms'),
  sweep: pair(atLeast, 1_000, 3_333, '/s'),
  idle: pair(atMost, 10, 2, 'ms'),
  drain: pair(atLeast, 200, 700, '/s'),
  'export rate': pair(atLeast, 25_000, 60_000, '/s'),
  'export first byte': { must: atMost(200, 'ms'), good: null },
  'export memory': { must: atMost(60, 'MB'), good: null },
  'annual report': pair(atMost, 5, 1, 's'),
  'cold start': pair(atMost, 4, 2, 's'),
  'memory web': pair(atMost, 300, 200, 'MB'),
  'memory worker': pair(atMost, 250, 160, 'MB'),
  'memory both': { must: atMost(500, 'MB'), good: null },
  'memory growth': pair(atMost, 15, 5, '%'),
  'suite unit': pair(atMost, 30, 15, 's'),
  'suite journeys': pair(atMost, 240, 120, 's'),
  'suite browser': { must: atMost(210, 's'), good: null },
  'public weight': pair(atMost, 60, 25, 'kB'),
  'inbox weight': pair(atMost, 150, 60, 'kB'),
  'inbox html': pair(atMost, 60, 30, 'kB'),
  'statements filing': pair(atMost, 12, 7),
  'statements tracking': pair(atMost, 4, 2),
  'statements inbox': pair(atMost, 6, 4),
  'statements dashboard': pair(atMost, 8, 5),
  'decree over open cases': { must: atMost(60, 's'), good: null },
  'routing a text': { must: atMost(5, 'ms'), good: null },
  'counting dates': { must: atMost(2, 's'), good: null },
};

/** `good`, `must` or `missed`. */
export function verdictOf(target, figures) {
  if (!target.must.holds(figures)) return 'missed';
  return target.good === null || target.good.holds(figures) ? 'good' : 'must';
}

function number(value) {
  return value.toLocaleString('en');
}
