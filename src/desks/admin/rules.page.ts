import { DEFAULT_RULESET, READINGS, type RulesetKey } from '../../law/ruleset.js';
import type { RuleSet } from '../../office/calendar/city-rules.js';
import type { City } from '../../platform/config/city.js';
import type { Texts } from '../../platform/views/texts.js';
import type { AdminTable } from './table.js';

export interface RulesFacts {
  /** Every version, the newest first. */
  readonly versions: readonly RuleSet[];
  readonly current: RuleSet;
  /** Open cases by the version they began under. */
  readonly openCases: ReadonlyMap<number, number>;
  readonly city: City;
}

/** One doubt as the page tells it. */
interface DoubtRow {
  readonly doubt: string;
  readonly key: string;
  readonly question: string;
  readonly readings: readonly {
    readonly text: string;
    readonly inForce: boolean;
    readonly isDefault: boolean;
  }[];
  readonly since: string;
  readonly articles: string;
}

/** The model of `/admin/aturan`. */
export function rulesModel(texts: Texts, facts: RulesFacts): object {
  const { current } = facts;
  return {
    lead: texts.t('admin.rules.lead', {
      version: String(current.version),
      date: texts.formats.date(current.effectiveFrom),
    }),
    doubts: [...KEYS.map((key) => doubtRow(texts, facts, key)), ...outsideRows(texts, facts.city)]
      .sort((a, b) => Number(a.doubt.slice(1)) - Number(b.doubt.slice(1)))
      .map((row) => ({ ...row, articles: articleWords(texts, row.articles) })),
    versions: versionTable(texts, facts),
  };
}

/** The source of a reading in the language of the page. */
function articleWords(texts: Texts, source: string): string {
  if (source.startsWith('no text')) return texts.t('admin.rules.no-text');
  return source.replaceAll('art.', texts.t('admin.rules.article'));
}

const KEYS = Object.keys(READINGS) as readonly RulesetKey[];

function doubtRow(texts: Texts, facts: RulesFacts, key: RulesetKey): DoubtRow {
  const { doubt, values, source } = READINGS[key];
  const inForce = facts.current.ruleset[key];
  return {
    doubt,
    key,
    question: texts.t(`admin.rules.doubts.${key}.question`),
    readings: values.map((value) => ({
      text: texts.t(`admin.rules.doubts.${key}.${String(value)}`),
      inForce: value === inForce,
      isDefault: value === DEFAULT_RULESET[key],
    })),
    since: texts.formats.date(sinceOf(facts, key)),
    articles: source,
  };
}

/** The day from which the reading in force has stood without a break. */
function sinceOf({ versions, current }: RulesFacts, key: RulesetKey): RuleSet['effectiveFrom'] {
  let since = current.effectiveFrom;
  for (const version of versions.filter((known) => known.version < current.version)) {
    if (version.ruleset[key] !== current.ruleset[key]) break;
    since = version.effectiveFrom;
  }
  return since;
}

/** D11 and D19 are facts of the city, D18 is a decision: no setting of the rule set, but doubts all the same. */
function outsideRows(texts: Texts, city: City): readonly DoubtRow[] {
  const word = (name: string): string => texts.t(`admin.rules.doubts.${name}`);
  const settled = { since: word('at-start'), articles: '' };
  return [
    {
      ...settled,
      doubt: 'D11',
      key: 'commission',
      question: word('commission.question'),
      readings: [{ text: city.commission.name.id, inForce: true, isDefault: true }],
      articles: 'UU 14/2008 art. 26(2)b, 27; PerKI 1/2013 art. 6',
    },
    {
      ...settled,
      doubt: 'D18',
      key: 'silence',
      question: word('silence.question'),
      readings: [{ text: word('silence.never'), inForce: true, isDefault: true }],
      since: word('no-setting'),
      articles: 'UU 14/2008 art. 35(1)c; UU 30/2014 art. 53',
    },
    {
      ...settled,
      doubt: 'D19',
      key: 'answeredBy',
      question: word('answeredBy.question'),
      readings: (['agency', 'desk'] as const).map((value) => ({
        text: word(`answeredBy.${value}`),
        inForce: city.answeredBy === value,
        isDefault: value === 'agency',
      })),
      articles: 'PerKI 1/2021 art. 10, 12',
    },
  ];
}

function versionTable(texts: Texts, { versions, current, openCases }: RulesFacts): AdminTable {
  const head = ['version', 'from', 'loaded', 'cases', 'changes'] as const;
  return {
    id: 'versi',
    caption: texts.t('admin.rules.versions'),
    head: head.map((column) => ({
      text: texts.t(`admin.rules.columns.${column}`),
      ...(column === 'cases' ? { number: true } : {}),
    })),
    rows: versions.map((known, at) => [
      {
        text: `${String(known.version)}${known.version === current.version ? ` (${texts.t('admin.rules.in-force')})` : ''}`,
        header: true,
      },
      { text: texts.formats.date(known.effectiveFrom) },
      { text: `${texts.formats.dateTime(known.loadedAt)}, ${known.loadedBy}`, muted: true },
      { text: texts.formats.number(openCases.get(known.version) ?? 0), number: true },
      { text: changesOf(texts, known, versions[at + 1]) },
    ]),
  };
}

function changesOf(texts: Texts, version: RuleSet, before: RuleSet | undefined): string {
  const base = before?.ruleset ?? DEFAULT_RULESET;
  const changed = KEYS.filter((key) => version.ruleset[key] !== base[key]).map(
    (key) =>
      `${READINGS[key].doubt}: ${texts.t(`admin.rules.doubts.${key}.${String(version.ruleset[key])}`)}`,
  );
  if (changed.length > 0) return changed.join('; ');
  return texts.t(before === undefined ? 'admin.rules.all-default' : 'admin.rules.no-change');
}
