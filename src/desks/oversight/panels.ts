import type { Agency } from '../../office/agencies/agencies.queries.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { DataTable } from '../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { atEndOf, linked } from './board-charts.js';
import type { BoardReading } from './board.queries.js';
import { casesHref, NONE, type BoardFilter } from './case-filter.js';
import { panelChart } from './charts/panel-chart.js';
import type { BoardFigures } from './figures.js';
import { agencyName, type HeatRow } from './heat-table.js';
import { weeksOf, type WeekPoint } from './series.js';
import { PANEL_WEEKS } from './weeks.js';

/** The small panel of one agency. */
export interface Panel {
  readonly name: string;
  readonly href: string;
  readonly svg: string;
  readonly words: readonly TextPart[];
  readonly ownScale: boolean;
}

export interface Panels {
  readonly items: readonly Panel[];
  readonly most: number;
  /** Agencies without a case in all these weeks, in one sentence; null = none. */
  readonly quiet: string | null;
  readonly table: DataTable;
}

/** How many panels may leave the common scale, and how far above the next one must lie. */
const OUTLIER_TIMES = 1.5;
const MOST_OUTLIERS = 2;

/** A panel for each row of the heat table, in its order and on one scale; what towers above the rest has its own. */
export function panelsOf(
  texts: Texts,
  facts: {
    readonly reading: BoardReading;
    readonly figures: BoardFigures;
    readonly agencies: readonly Agency[];
    readonly filter: BoardFilter;
  },
  rows: readonly HeatRow[],
): Panels {
  const { reading, filter } = facts;
  const all = rows.map((row) => {
    const weeks = weeksOf(reading, row.code).slice(-PANEL_WEEKS);
    return { row, weeks, most: Math.max(0, ...weeks.map((week) => week.open)) };
  });
  const drawn = all.filter((one) => one.most > 0);
  const quiet = all.filter((one) => one.most === 0).map(({ row }) => row.name);
  const most = commonScale(drawn.map((one) => one.most));
  const monday = weeksOf(reading, null).slice(-PANEL_WEEKS);
  return {
    most,
    quiet: quiet.length === 0 ? null : texts.t('oversight.panels.quiet', { names: quiet.join(', ') }),
    items: drawn.map(({ row, weeks, most: own }) => ({
      name: agencyName(texts, facts.agencies, row.code),
      href: row.href,
      svg: panelChart(titleOf(texts, row, weeks), weeks, Math.max(most, own > most ? own : 0)),
      words: wordsOf(texts, facts, row),
      ownScale: own > most,
    })),
    table: {
      head: [
        { text: texts.t('oversight.heat.agency') },
        ...monday.map((week) => ({ text: texts.formats.dayMonthShort(week.monday), number: true })),
      ],
      rows: drawn.map(({ row, weeks }) => [
        { text: row.name, header: true },
        ...weeks.map((week) =>
          linked(
            texts,
            week.open,
            casesHref({ ...filter, agency: row.code ?? NONE, ...atEndOf(week, reading.today) }),
          ),
        ),
      ]),
    },
  };
}

function commonScale(peaks: readonly number[]): number {
  const sorted = [...peaks].sort((a, b) => b - a);
  for (let left = 1; left <= MOST_OUTLIERS; left += 1) {
    const next = sorted[left] ?? 0;
    const outlier = sorted[left - 1] ?? 0;
    if (next >= 4 && outlier >= next * OUTLIER_TIMES) return next;
  }
  return Math.max(4, sorted[0] ?? 0);
}

function titleOf(texts: Texts, row: HeatRow, weeks: readonly WeekPoint[]): string {
  return texts.t('oversight.panels.title', {
    name: row.name,
    first: weeks[0]?.open ?? 0,
    last: weeks.at(-1)?.open ?? 0,
  });
}

function wordsOf(
  texts: Texts,
  { figures, filter }: { readonly figures: BoardFigures; readonly filter: BoardFilter },
  row: HeatRow,
): readonly TextPart[] {
  const of = figures.agencies.get(row.code);
  if (of === undefined) return [];
  const narrow = { ...filter, agency: row.code ?? NONE };
  const part = (key: 'open' | 'late', n: number, view: 'terbuka' | 'terlambat'): TextPart => ({
    text: texts.t(`oversight.panels.${key}`, { n }),
    ...(n > 0 ? { href: casesHref({ ...narrow, view }) } : {}),
  });
  const median = of.durations.median === null ? texts.t('oversight.few') : of.durations.median;
  return [
    part('open', of.open, 'terbuka'),
    { text: ', ' },
    { ...part('late', of.late, 'terlambat'), strong: of.late > 0 },
    { text: `, ${texts.t('oversight.panels.median', { n: median })}` },
  ];
}
