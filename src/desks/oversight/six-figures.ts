import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { casesHref, type CaseFilter } from './case-filter.js';
import { shareOf, type Durations, type Figures } from './figures.js';

/** One of the six figures: the number, where its cases are, and two short lines below it. */
export interface ShownFigure {
  readonly label: string;
  readonly value: string;
  readonly href: string | null;
  readonly tone: 'late' | null;
  readonly notes: readonly (readonly TextPart[])[];
}

export interface FigureFacts {
  readonly figures: Figures;
  /** On the page of one agency: the city's figures, to compare with. */
  readonly city: Figures | null;
  readonly filter: Partial<CaseFilter>;
  /** False for a year that is over: nothing is compared with four weeks ago. */
  readonly compares: boolean;
}

/** The six figures of a board, each with its change in words. */
export function sixFigures(texts: Texts, facts: FigureFacts): readonly ShownFigure[] {
  const { figures, filter } = facts;
  const href = (view: CaseFilter['view']): string => casesHref({ ...filter, view });
  const n = (value: number): string => texts.formats.number(value);
  const note = (key: string, count: number, view: CaseFilter['view']): TextPart => ({
    text: texts.t(`oversight.notes.${key}`, { n: count }),
    ...(count > 0 ? { href: href(view) } : {}),
  });
  return [
    {
      label: texts.t('oversight.figures.open'),
      value: n(figures.open),
      href: href('terbuka'),
      tone: null,
      notes: [
        [change(texts, figures.open, figures.earlier.open)],
        [note('waiting', figures.waiting, 'menunggu-pemohon')],
      ],
    },
    {
      label: texts.t('oversight.figures.soon'),
      value: n(figures.soon),
      href: href('tiga-hari'),
      tone: null,
      notes: [
        [change(texts, figures.soon, figures.earlier.soon)],
        [note('today', figures.today, 'hari-ini')],
      ],
    },
    {
      label: texts.t('oversight.figures.late'),
      value: n(figures.late),
      href: href('terlambat'),
      tone: figures.late > 0 ? 'late' : null,
      notes: [
        [change(texts, figures.late, figures.earlier.late)],
        [
          {
            text:
              figures.late === 0
                ? texts.t('oversight.notes.none-late')
                : texts.t('oversight.notes.oldest', { n: figures.oldest }),
          },
        ],
      ],
    },
    medianFigure(texts, facts, href('dijawab')),
    onTimeFigure(texts, facts, href),
    objectionFigure(texts, facts, href('keberatan')),
  ];
}

function medianFigure(texts: Texts, { figures, city, compares }: FigureFacts, href: string): ShownFigure {
  const { durations, earlier } = figures;
  const label = texts.t('oversight.figures.median');
  if (durations.median === null) return tooFew(texts, label, durations.answered, href, 'answered');
  const first =
    city === null
      ? compares
        ? medianChange(texts, durations, earlier.durations)
        : ''
      : cityValue(texts, city.durations.median === null ? null : texts.formats.number(city.durations.median));
  return {
    label,
    value: texts.formats.number(durations.median),
    href,
    tone: null,
    notes: [
      [{ text: first }],
      [
        {
          text: `${texts.t('oversight.notes.spread', {
            ninetieth: durations.ninetieth ?? 0,
            mean: durations.mean ?? 0,
          })} `,
        },
        { text: texts.t('oversight.notes.n', { n: durations.answered }), href },
      ],
    ],
  };
}

function onTimeFigure(
  texts: Texts,
  { figures, city, compares }: FigureFacts,
  href: (view: CaseFilter['view']) => string,
): ShownFigure {
  const label = texts.t('oversight.figures.on-time');
  const share = shareOf(figures.onTime, figures.fellDue);
  if (share === null) return tooFew(texts, label, figures.fellDue, href('jatuh-tempo'), 'due');
  const before = shareOf(figures.earlier.onTime, figures.earlier.fellDue);
  const cityShare = city === null ? null : shareOf(city.onTime, city.fellDue);
  const first =
    city === null
      ? compares && before !== null
        ? pointsChange(texts, share, before)
        : ''
      : cityValue(texts, cityShare === null ? null : texts.formats.percent(cityShare));
  return {
    label,
    value: texts.formats.percent(share),
    href: href('jatuh-tempo'),
    tone: null,
    notes: [
      [{ text: first }],
      [
        {
          text: texts.t('oversight.notes.extended', {
            share: texts.formats.percent(figures.extended / figures.fellDue),
          }),
          ...(figures.extended > 0 ? { href: href('diperpanjang') } : {}),
        },
      ],
    ],
  };
}

function objectionFigure(texts: Texts, { figures }: FigureFacts, href: string): ShownFigure {
  const { answered } = figures.durations;
  const rate = shareOf(figures.objectionsFiled, answered);
  return {
    label: texts.t('oversight.figures.objections'),
    value: texts.formats.number(figures.objections),
    href,
    tone: null,
    notes: [
      [change(texts, figures.objections, figures.earlier.objections)],
      [
        {
          text:
            rate === null
              ? texts.t('oversight.notes.objections-few')
              : texts.t('oversight.notes.per-hundred', { n: rate * 100 }),
        },
      ],
    ],
  };
}

function tooFew(
  texts: Texts,
  label: string,
  count: number,
  href: string,
  kind: 'answered' | 'due',
): ShownFigure {
  return {
    label,
    value: texts.t('oversight.few'),
    href: count > 0 ? href : null,
    tone: null,
    notes: [[{ text: texts.t(`oversight.notes.few-${kind}`, { n: count }) }]],
  };
}

/** `naik 4 dari 4 minggu lalu`. */
function change(texts: Texts, now: number, before: number): TextPart {
  const key = now > before ? 'up' : now < before ? 'down' : 'same';
  return { text: texts.t(`oversight.change.${key}`, { n: Math.abs(now - before) }) };
}

function medianChange(texts: Texts, now: Durations, before: Durations): string {
  if (now.median === null || before.median === null) return '';
  return change(texts, now.median, before.median).text;
}

function pointsChange(texts: Texts, now: number, before: number): string {
  const points = Math.round(now * 100) - Math.round(before * 100);
  const key = points > 0 ? 'points-up' : points < 0 ? 'points-down' : 'same';
  return texts.t(`oversight.change.${key}`, { n: Math.abs(points) });
}

function cityValue(texts: Texts, value: string | null): string {
  return value === null ? '' : texts.t('oversight.change.city', { value });
}
