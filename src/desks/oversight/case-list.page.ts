import type { Agency } from '../../office/agencies/agencies.queries.js';
import { paginate } from '../../platform/views/parts/pagination.js';
import type { QueueColumn } from '../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { channelItems, kindName, spanItems } from './board.page.js';
import { CASE_VIEWS, casesHref, NONE, PERIOD_VIEWS, type CaseFilter, type CaseView } from './case-filter.js';
import { LIST_ROWS, type CaseList } from './case-list.queries.js';
import { caseRow } from './case-rows.js';
import { agencyName } from './heat-table.js';

export interface ListFacts {
  readonly list: CaseList;
  readonly filter: CaseFilter;
  readonly agencies: readonly Agency[];
  readonly holderName: string | null;
  /** The supervisor may remind; the superior only looks. */
  readonly mayAct: boolean;
  readonly done: readonly string[];
}

/** The columns of every list of this room. */
export function listColumns(texts: Texts): readonly QueueColumn[] {
  return (['due', 'number', 'summary', 'status', 'holder', 'last'] as const).map((key) => ({
    key,
    text: texts.t(`oversight.columns.${key}`),
  }));
}

/** The model of `/pengawas/kasus`. */
export function listModel(texts: Texts, facts: ListFacts): object {
  const { list, filter, agencies } = facts;
  const ofObjections = filter.view === 'keberatan';
  const pages = Math.max(1, Math.ceil(list.total / LIST_ROWS));
  const rows = list.rows.map((row) => caseRow(texts, list, agencies, row));
  return {
    head: {
      title: titleOf(texts, filter),
      count: texts.t(ofObjections ? 'oversight.list.objections' : 'oversight.list.count', { n: list.total }),
      sentence: [{ text: aboutOf(texts, facts) }],
    },
    filter: bandOf(texts, facts),
    table: {
      caption: titleOf(texts, filter),
      desk: true,
      selectable: facts.mayAct && !ofObjections && rows.length > 0,
      columns: listColumns(texts),
      rows,
    },
    done: facts.done,
    range:
      pages > 1
        ? texts.t('oversight.list.range', {
            from: (list.page - 1) * LIST_ROWS + 1,
            to: Math.min(list.total, list.page * LIST_ROWS),
            total: list.total,
          })
        : null,
    pagination: paginate(list.page, pages, (page) => casesHref(filter, page)),
    empty:
      rows.length > 0
        ? null
        : {
            title: texts.t(filter.view === 'terbuka' ? 'oversight.list.empty-open' : 'oversight.list.empty'),
            text: texts.t('oversight.list.empty-text'),
            primary: { href: '/pengawas', text: texts.t('oversight.list.to-board') },
          },
  };
}

function titleOf(texts: Texts, filter: CaseFilter): string {
  return texts.t(`oversight.views.${filter.view}`);
}

function aboutOf(texts: Texts, { filter, list }: ListFacts): string {
  const { formats } = texts;
  const key = `oversight.about.${filter.view}`;
  if (!PERIOD_VIEWS.includes(filter.view)) return texts.t(key);
  const period =
    filter.week === null
      ? texts.t('oversight.about.period', {
          from: formats.dateOnly(list.period.from),
          to: formats.dateOnly(list.period.to),
        })
      : texts.t('oversight.about.period-week', { from: formats.dateOnly(filter.week) });
  return texts.t(key, { period });
}

function bandOf(texts: Texts, { filter, list, agencies, holderName }: ListFacts): object {
  const word = (key: string): string => texts.t(`oversight.filter.${key}`);
  const kinds = [...new Set(agencies.map((agency) => agency.kind))];
  const select = (
    name: string,
    label: string,
    value: string | null,
    items: readonly { readonly value: string; readonly text: string }[],
  ): object => ({ kind: 'select', name, label: word(label), value: value ?? '', items });
  const active = activeOf(texts, filter, agencies, holderName);
  return {
    action: '/pengawas/kasus',
    hidden: hiddenOf(filter),
    activeCount: active.length,
    open: false,
    fields: [
      select(
        'tampilan',
        'view',
        filter.view,
        CASE_VIEWS.map((view: CaseView) => ({ value: view, text: texts.t(`oversight.views.${view}`) })),
      ),
      select('instansi', 'agency', filter.agency, [
        { value: '', text: word('every-agency') },
        ...agencies.map((agency) => ({ value: agency.code, text: agency.shortName })),
        { value: NONE, text: texts.t('oversight.desk') },
      ]),
      select('kelompok', 'group', filter.group, [
        { value: '', text: texts.t('oversight.filter.all-agencies', { n: agencies.length }) },
        ...kinds.map((kind) => ({ value: kind, text: kindName(texts, kind) })),
      ]),
      select('kanal', 'channel', filter.channel, [
        { value: '', text: word('all-channels') },
        ...channelItems(texts),
      ]),
      select('jangka', 'span', list.period.name, spanItems(texts, list.now)),
    ],
    active,
  };
}

// What no field of the band shows travels on in hidden ones.
function hiddenOf(filter: CaseFilter): Readonly<Record<string, string>> {
  const pairs: readonly (readonly [string, string | null])[] = [
    ['pemegang', filter.holder],
    ['batas', filter.dueOn],
    ['sisa', filter.age],
    ['minggu', filter.week],
    ['pada', filter.at],
  ];
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** Each filter in force with the address of the list without it. */
function activeOf(
  texts: Texts,
  filter: CaseFilter,
  agencies: readonly Agency[],
  holderName: string | null,
): readonly { readonly label: string; readonly value: string; readonly removeHref: string }[] {
  const { formats } = texts;
  const item = (label: string, value: string | null, without: Partial<CaseFilter>) =>
    value === null
      ? []
      : [
          {
            label: texts.t(`oversight.filter.${label}`),
            value,
            removeHref: casesHref({ ...filter, ...without }),
          },
        ];
  const { agency, holder, group, channel, dueOn, age, week, at } = filter;
  return [
    ...item('agency', agency === null ? null : agencyName(texts, agencies, agency === NONE ? null : agency), {
      agency: null,
    }),
    ...item('group', group === null ? null : kindName(texts, group), { group: null }),
    ...item('channel', channel === null ? null : texts.t(`oversight.channels.${channel}`), { channel: null }),
    ...item(
      'holder',
      holder === null ? null : holder === NONE ? texts.t('oversight.agency.nobody') : (holderName ?? '?'),
      { holder: null },
    ),
    ...item('due', dueOn === null ? null : formats.dateShortYear(dueOn), { dueOn: null }),
    ...item('age', age === null ? null : texts.t(`oversight.ages.long.${age}`), { age: null }),
    ...item('week', week === null ? null : formats.dateShortYear(week), { week: null }),
    ...item('at', at === null ? null : formats.dateShortYear(at), { at: null }),
  ];
}
