import { scaleBand, scaleLinear } from 'd3-scale';
import { max } from 'd3-array';
import { box, drawing, stroke, target, widthOf, word } from './drawing.js';

/** One step of working days left. */
export interface AgeBar {
  readonly label: string;
  readonly cases: number;
  readonly tone: 'late' | 'soon' | 'fine';
  readonly href: string;
  /** Words below a group of neighbouring bars: `hari kerja lewat batas`. */
  readonly group: string;
  /** The same where the bars are narrow. */
  readonly shortGroup: string;
}

const HEIGHT = 224;
const TOP = 22;
const BOTTOM = 52;
const LOOKS = { late: 'arsir-merah', soon: 'amber', fine: 'blue' } as const;

/** Open cases by working days left: what is late is hatched, so that it stands out in black and white too. */
export function ageChart(width: number, title: string, bars: readonly AgeBar[]): string {
  const floor = HEIGHT - BOTTOM;
  const x = scaleBand(
    bars.map((bar) => bar.label),
    [0, width],
  ).paddingInner(0.2);
  const y = scaleLinear([0, Math.max(1, max(bars, (bar) => bar.cases) ?? 1)], [floor, TOP]);
  const columns = bars.map((bar) => {
    const left = x(bar.label) ?? 0;
    const top = y(bar.cases);
    const middle = left + x.bandwidth() / 2;
    const edge =
      bar.tone === 'late' && bar.cases > 0
        ? `<rect x="${left}" y="${top}" width="${x.bandwidth()}" height="${floor - top}" fill="none" stroke="#A61B1B"/>`.replace(
            /\d+\.\d+/gu,
            (number) => String(Math.round(Number(number) * 10) / 10),
          )
        : '';
    return (
      (bar.cases > 0 ? box(left, top, x.bandwidth(), floor - top, LOOKS[bar.tone]) + edge : '') +
      word(middle, top - 6, String(bar.cases), { anchor: 'middle', look: 'strong-text' }) +
      word(middle, floor + 18, bar.label, { anchor: 'middle' })
    );
  });
  const targets = bars
    .filter((bar) => bar.cases > 0)
    .map((bar) =>
      target(
        { x: x(bar.label) ?? 0, y: 0, width: x.bandwidth(), height: floor },
        bar.href,
        `${bar.label}: ${String(bar.cases)}`,
      ),
    );
  const parts = [
    ...columns,
    stroke(0, floor + 0.5, width, floor + 0.5, 'axis'),
    ...groupsOf(bars).map(({ group, shortGroup, first, last }) => {
      const left = x(first) ?? 0;
      const right = (x(last) ?? 0) + x.bandwidth();
      return (
        stroke(left, floor + 27.5, right, floor + 27.5, 'axis') +
        word((left + right) / 2, floor + 44, widthOf(group) > right - left + 12 ? shortGroup : group, {
          anchor: 'middle',
          look: 'muted-text',
        })
      );
    }),
  ];
  return drawing(width, HEIGHT, title, parts, targets);
}

function groupsOf(bars: readonly AgeBar[]): readonly {
  readonly group: string;
  readonly shortGroup: string;
  readonly first: string;
  readonly last: string;
}[] {
  const names = [...new Set(bars.map((bar) => bar.group))];
  return names.map((group) => {
    const members = bars.filter((bar) => bar.group === group);
    return {
      group,
      shortGroup: members[0]?.shortGroup ?? group,
      first: members[0]?.label ?? '',
      last: members.at(-1)?.label ?? '',
    };
  });
}
