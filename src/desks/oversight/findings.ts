import { FEWEST_FOR_A_RATE } from '../../law/service-rules.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import type { BoardReading } from './board.queries.js';
import { casesHref, type BoardFilter } from './case-filter.js';
import type { BoardFigures } from './figures.js';
import { latelyOf, loadOf, paceOf } from './series.js';

/** A sentence in parts. */
export type Sentence = readonly TextPart[];

const SHOWN = 2;
const TOP_AGENCIES = 3;
const GAP: TextPart = { text: ' ' };

export interface FindingFacts {
  readonly reading: BoardReading;
  readonly figures: BoardFigures;
  readonly filter: BoardFilter;
  readonly nameOf: (agency: string | null) => string;
}

/** The two worst things that the figures say, worst first; made by rule, so that the same figures say the same. */
export function findingsOf(texts: Texts, facts: FindingFacts): readonly Sentence[] {
  const worst = [whoIsLate, backlog, load, oldest].flatMap((rule) => rule(texts, facts) ?? []);
  if (worst.length > 0) return worst.slice(0, SHOWN);
  return [[{ text: texts.t('oversight.findings.calm', { n: facts.figures.city.open }) }]];
}

type Rule = (texts: Texts, facts: FindingFacts) => readonly [Sentence] | null;

const whoIsLate: Rule = (texts, { figures, filter, nameOf }) => {
  const { late } = figures.city;
  if (late === 0) return null;
  const most = [...figures.agencies]
    .filter(([, of]) => of.late > 0)
    .sort(([, a], [, b]) => b.late - a.late || b.oldest - a.oldest)
    .slice(0, TOP_AGENCIES);
  const held = most.reduce((total, [, of]) => total + of.late, 0);
  const share = texts.formats.percent(held / late);
  const all = held === late;
  return [
    [
      {
        text: texts.t('oversight.findings.late-who', {
          who: listed(
            texts,
            most.map(([code]) => nameOf(code)),
          ),
        }),
      },
      GAP,
      {
        text: texts.t(all ? 'oversight.findings.late-all' : 'oversight.findings.late-some', { held, late }),
        strong: true,
      },
      { text: all ? '. ' : ` (${share}). ` },
      {
        text: texts.t('oversight.findings.see-cases'),
        href: casesHref({ ...filter, view: 'terlambat' }),
      },
    ],
  ];
};

const backlog: Rule = (texts, { reading, figures }) => {
  const { open, earlier } = figures.city;
  if (open <= earlier.open || earlier.open < FEWEST_FOR_A_RATE) return null;
  const { came, finished } = latelyOf(reading);
  return [
    [
      { text: texts.t('oversight.findings.backlog', { before: earlier.open }) },
      GAP,
      { text: texts.t('oversight.findings.backlog-now', { now: open }), strong: true },
      { text: ` ${texts.t('oversight.findings.backlog-flow', { came, finished })} ` },
      { text: texts.t('oversight.findings.see-trend'), href: '#tren-judul' },
    ],
  ];
};

const load: Rule = (texts, { reading, filter }) => {
  const pace = paceOf(reading);
  const first = pace === null ? undefined : loadOf(reading).find((day) => day.cases > pace);
  if (pace === null || first === undefined) return null;
  return [
    [
      { text: texts.t('oversight.findings.load', { date: texts.formats.dateNoYear(first.day) }) },
      GAP,
      { text: texts.t('oversight.findings.load-cases', { n: first.cases }), strong: true },
      { text: texts.t('oversight.findings.load-pace', { pace }) },
      GAP,
      { text: texts.t('oversight.findings.see-cases'), href: casesHref({ ...filter, dueOn: first.day }) },
    ],
  ];
};

const oldest: Rule = (texts, { figures, filter, nameOf }) => {
  const { city, agencies } = figures;
  if (city.oldest === 0) return null;
  const who = [...agencies].find(([, of]) => of.oldest === city.oldest)?.[0] ?? null;
  return [
    [
      { text: texts.t('oversight.findings.oldest') },
      GAP,
      { text: texts.t('oversight.findings.oldest-days', { n: city.oldest }), strong: true },
      { text: texts.t('oversight.findings.oldest-who', { who: nameOf(who) }) },
      GAP,
      {
        text: texts.t('oversight.findings.see-cases'),
        href: casesHref({ ...filter, view: 'terlambat', agency: who ?? '-' }),
      },
    ],
  ];
};

/** `A, B, dan C`. */
function listed(texts: Texts, names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  const last = names.at(-1) ?? '';
  const rest = names.slice(0, -1).join(', ');
  return texts.t(names.length === 2 ? 'oversight.findings.two' : 'oversight.findings.more', { rest, last });
}
