import { FEWEST_FOR_A_RATE } from '../../law/service-rules.js';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { ageFigure, backlogFigure, burnDownFigure, loadFigure, trendFigure } from './board-charts.js';
import type { BoardReading } from './board.queries.js';
import { casesHref, CHANNELS, queryOf, type BoardFilter, type CaseView } from './case-filter.js';
import { boardFigures, type BoardFigures } from './figures.js';
import { findingsOf } from './findings.js';
import { agencyName, HEAT_COLUMNS, heatRows } from './heat-table.js';
import { panelsOf } from './panels.js';
import { SPANS, yearsUntil } from './period.js';
import { sixFigures } from './six-figures.js';

export interface BoardFacts {
  readonly reading: BoardReading;
  readonly figures: BoardFigures;
  readonly agencies: readonly Agency[];
  readonly filter: BoardFilter;
  readonly hasAgencyPages: boolean;
}

interface Option {
  readonly value: string;
  readonly text: string;
}

/** Gathers what page and CSV are made of: one reading, one set of figures. */
export function boardFacts(
  reading: BoardReading,
  agencies: readonly Agency[],
  filter: BoardFilter,
  hasAgencyPages: boolean,
): BoardFacts {
  const codes = agencies.map((agency) => agency.code);
  return { reading, figures: boardFigures(reading, codes), agencies, filter, hasAgencyPages };
}

/** The model of `/pengawas`; the template only prints it. */
export function boardModel(texts: Texts, facts: BoardFacts): object {
  const { reading, figures, filter, agencies } = facts;
  const { city } = figures;
  const rows = heatRows(texts, facts);
  const panels = panelsOf(texts, facts, rows);
  const late = city.late > 0;
  return {
    asOf: texts.t('oversight.as-of', { at: texts.formats.dateTime(reading.now) }),
    fields: filterFields(texts, facts),
    findings: findingsOf(texts, {
      ...facts,
      nameOf: (code) => agencyName(texts, agencies, code),
    }),
    primary: {
      text: texts.t(late ? 'oversight.see-late' : 'oversight.see-open', {
        n: late ? city.late : city.open,
      }),
      href: casesHref({ ...filter, view: late ? 'terlambat' : 'terbuka' }),
    },
    csvHref: `/pengawas/ringkasan.csv${queryOf(filter)}`,
    isEmpty: city.durations.answered < FEWEST_FOR_A_RATE,
    figures: sixFigures(texts, { figures: city, city: null, filter, compares: reading.period.runs }),
    waits: waitsOf(texts, facts),
    heat: { columns: HEAT_COLUMNS.map((key) => texts.t(`oversight.heat.${key}`)), rows },
    beside: [
      ageFigure(texts, reading, filter),
      loadFigure(texts, reading, filter),
      burnDownFigure(texts, reading),
    ].filter((figure) => figure !== null),
    trend: trendFigure(texts, reading, filter),
    backlog: backlogFigure(texts, reading, filter),
    panels: { ...panels, about: texts.t('oversight.panels.about', { most: panels.most }) },
  };
}

/** What waits for somebody else or has nobody: a line of links below the figures. */
function waitsOf(texts: Texts, { figures: { city }, filter }: BoardFacts): readonly TextPart[][] {
  const part = (key: string, n: number, view: CaseView): TextPart[] => [
    { text: texts.t(`oversight.waits.${key}`), muted: true },
    {
      text: texts.formats.number(n),
      strong: true,
      href: casesHref({ ...filter, view }),
    },
  ];
  return [
    part('today', city.today, 'hari-ini'),
    part('consent', city.consent, 'menunggu-persetujuan'),
    part('ownerless', city.ownerless, 'tanpa-pemegang'),
    part('deliver', city.toDeliver, 'menunggu-penyerahan'),
  ];
}

/** The three fields above every board and list: span, group, channel. */
export function filterFields(
  texts: Texts,
  { reading, agencies, filter }: Pick<BoardFacts, 'reading' | 'agencies' | 'filter'>,
): readonly {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly items: readonly Option[];
}[] {
  const active = agencies.filter((agency) => agency.active);
  const kinds = [...new Set(active.map((agency) => agency.kind))];
  return [
    {
      name: 'jangka',
      label: texts.t('oversight.filter.span'),
      value: reading.period.name,
      items: spanItems(texts, reading.now),
    },
    {
      name: 'kelompok',
      label: texts.t('oversight.filter.group'),
      value: filter.group ?? '',
      items: [
        { value: '', text: texts.t('oversight.filter.all-agencies', { n: active.length }) },
        ...kinds.map((kind) => ({ value: kind, text: kindName(texts, kind) })),
      ],
    },
    {
      name: 'kanal',
      label: texts.t('oversight.filter.channel'),
      value: filter.channel ?? '',
      items: [{ value: '', text: texts.t('oversight.filter.all-channels') }, ...channelItems(texts)],
    },
  ];
}

export function spanItems(texts: Texts, now: Date): readonly Option[] {
  return [
    ...SPANS.map((span) => ({ value: span, text: texts.t('oversight.filter.days', { n: Number(span) }) })),
    ...yearsUntil(now).map((year) => ({ value: year, text: texts.t('oversight.filter.year', { year }) })),
  ];
}

export function channelItems(texts: Texts): readonly Option[] {
  return CHANNELS.map((channel) => ({ value: channel, text: texts.t(`oversight.channels.${channel}`) }));
}

/** `Dinas`, `Badan`, ...; a kind that the city adds later is shown as it is written. */
export function kindName(texts: Texts, kind: string): string {
  const key = `oversight.groups.${kind}`;
  return texts.has(key) ? texts.t(key) : kind.charAt(0).toUpperCase() + kind.slice(1);
}
