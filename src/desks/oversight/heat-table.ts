import type { Agency } from '../../office/agencies/agencies.queries.js';
import type { Texts } from '../../platform/views/texts.js';
import { casesHref, NONE, type BoardFilter, type CaseFilter } from './case-filter.js';
import { shareOf, type BoardFigures, type Figures } from './figures.js';
import { lateShade, onTimeShade, type Shade } from './heat.js';

export const HEAT_COLUMNS = [
  'open',
  'soon',
  'late',
  'oldest',
  'median',
  'on-time',
  'extended',
  'objections',
] as const;

export interface HeatCell {
  readonly text: string;
  /** The cases behind the number; null where there are none. */
  readonly href: string | null;
  readonly shade: Shade;
  readonly quiet: boolean;
}

export interface HeatRow {
  readonly code: string | null;
  readonly name: string;
  readonly href: string;
  readonly cells: readonly HeatCell[];
}

export interface HeatFacts {
  readonly figures: BoardFigures;
  readonly agencies: readonly Agency[];
  readonly filter: BoardFilter;
  /** The superior has no page of one agency: the name opens its cases. */
  readonly hasAgencyPages: boolean;
}

/** One row an agency, most late first, then most due within three days; every number opens its cases. */
export function heatRows(texts: Texts, facts: HeatFacts): readonly HeatRow[] {
  const order = new Map(facts.agencies.map((agency, index) => [agency.code, index]));
  return [...facts.figures.agencies]
    .filter(([code, figures]) => isShown(code, figures, facts))
    .sort(
      ([a, x], [b, y]) =>
        y.late - x.late ||
        y.soon - x.soon ||
        y.oldest - x.oldest ||
        y.open - x.open ||
        (order.get(a ?? '') ?? 999) - (order.get(b ?? '') ?? 999),
    )
    .map(([code, figures]) => heatRow(texts, facts, code, figures));
}

/** Name of an agency in tables; null is what the desk holds: not assigned yet, or split among several. */
export function agencyName(texts: Texts, agencies: readonly Agency[], code: string | null): string {
  if (code === null) return texts.t('oversight.desk');
  return agencies.find((agency) => agency.code === code)?.shortName ?? code;
}

// A closed agency stays while it holds something; the group that was chosen leaves out all others.
function isShown(code: string | null, figures: Figures, { agencies, filter }: HeatFacts): boolean {
  const holds = figures.open + figures.fellDue + figures.durations.answered + figures.objections > 0;
  const agency = agencies.find((one) => one.code === code);
  if (agency === undefined) return holds;
  if (filter.group !== null && agency.kind !== filter.group) return false;
  return agency.active || holds;
}

function heatRow(texts: Texts, facts: HeatFacts, code: string | null, figures: Figures): HeatRow {
  const narrow = { ...facts.filter, agency: code ?? NONE };
  const list = (view: CaseFilter['view']): string => casesHref({ ...narrow, view });
  const count = (value: number, view: CaseFilter['view'], shade: Shade = null): HeatCell => ({
    text: texts.formats.number(value),
    href: value > 0 ? list(view) : null,
    shade,
    quiet: value === 0,
  });
  const { durations, fellDue } = figures;
  const share = shareOf(figures.onTime, fellDue);
  const rate = (
    text: string | null,
    behind: number,
    view: CaseFilter['view'],
    shade: Shade = null,
  ): HeatCell => ({
    text: text ?? texts.t('oversight.few'),
    href: behind > 0 ? list(view) : null,
    shade,
    quiet: text === null,
  });
  const { formats } = texts;
  return {
    code,
    name: agencyName(texts, facts.agencies, code),
    href:
      code !== null && facts.hasAgencyPages
        ? `/pengawas/instansi/${code}${spanOf(facts.filter)}`
        : list('terbuka'),
    cells: [
      count(figures.open, 'terbuka'),
      count(figures.soon, 'tiga-hari'),
      count(figures.late, 'terlambat', lateShade(figures.late)),
      count(figures.oldest, 'terlambat', lateShade(figures.oldest)),
      rate(
        durations.median === null ? null : formats.number(durations.median),
        durations.answered,
        'dijawab',
      ),
      rate(
        share === null ? null : formats.percent(share),
        fellDue,
        'jatuh-tempo',
        share === null ? null : onTimeShade(share),
      ),
      {
        ...rate(
          share === null ? null : formats.percent(figures.extended / fellDue),
          figures.extended,
          'diperpanjang',
        ),
        quiet: share === null || figures.extended === 0,
      },
      count(figures.objections, 'keberatan'),
    ],
  };
}

function spanOf(filter: BoardFilter): string {
  return filter.span === null ? '' : `?jangka=${filter.span}`;
}
