import type { Agency } from '../../office/agencies/agencies.queries.js';
import { shortName } from '../../office/staff/staff-frame.js';
import type { StaffMember } from '../../office/staff/staff.queries.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import type { DataTable } from '../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import type { HolderLoad } from './agency.queries.js';
import { ageFigure, linked } from './board-charts.js';
import { filterFields, kindName } from './board.page.js';
import type { BoardReading } from './board.queries.js';
import { casesHref, NONE, type BoardFilter } from './case-filter.js';
import type { CaseList } from './case-list.queries.js';
import { caseRow } from './case-rows.js';
import { boardFigures, type Figures } from './figures.js';
import { sixFigures } from './six-figures.js';

export interface AgencyFacts {
  readonly agency: Agency;
  readonly agencies: readonly Agency[];
  readonly reading: BoardReading;
  readonly filter: BoardFilter;
  readonly list: CaseList;
  readonly loads: readonly HolderLoad[];
  readonly heads: readonly StaffMember[];
  readonly lastReminder: Date | null;
  readonly done: readonly string[];
}

/** The model of `/pengawas/instansi/{kode}`: the same figures against the city's, the cases, and who carries them. */
export function agencyModel(texts: Texts, facts: AgencyFacts): object {
  const { agency, reading, filter, list, agencies } = facts;
  const narrow = { ...filter, agency: agency.code };
  const codes = agencies.map((one) => one.code);
  const all = boardFigures(reading, codes);
  const figures = all.agencies.get(agency.code) ?? all.city;
  const more = list.total - list.rows.length;
  return {
    name: agency.name,
    sub: subOf(texts, facts),
    fields: filterFields(texts, facts).filter((field) => field.name !== 'kelompok'),
    action: `/pengawas/instansi/${agency.code}`,
    done: facts.done,
    finding: findingOf(texts, figures, facts.loads),
    remindHref: figures.late + figures.soon > 0 ? `/pengawas/pengingat?instansi=${agency.code}` : null,
    figures: sixFigures(texts, { figures, city: all.city, filter: narrow, compares: reading.period.runs }),
    open: texts.formats.number(list.total),
    queueHref: casesHref({ ...narrow, view: 'terbuka' }),
    table: {
      caption: texts.t('oversight.agency.open-cases'),
      columns: (['due', 'number', 'summary', 'holder'] as const).map((key) => ({
        key,
        text: texts.t(`oversight.columns.${key}`),
      })),
      rows: list.rows.map((row) => ({ ...caseRow(texts, list, agencies, row), agency: null })),
    },
    moreLink: more > 0 ? texts.t('oversight.agency.more', { n: more }) : null,
    ages: ageFigure(texts, reading, narrow, agency.code),
    loads: loadTable(texts, facts),
  };
}

function subOf(texts: Texts, { agency, reading, heads, lastReminder }: AgencyFacts): string {
  const head = heads[0];
  const span = reading.period.name;
  const period =
    span.length === 4
      ? texts.t('oversight.filter.year', { year: span })
      : texts.t('oversight.filter.days', { n: Number(span) });
  return [
    texts.t('oversight.agency.sub', { at: texts.formats.dateTime(reading.now), period }),
    texts.t('oversight.agency.group', { group: kindName(texts, agency.kind) }),
    head === undefined
      ? texts.t('oversight.agency.no-head')
      : texts.t('oversight.agency.head', { name: shortName(head.name) }),
    lastReminder === null
      ? texts.t('oversight.agency.no-reminder')
      : texts.t('oversight.agency.last-reminder', { when: texts.formats.dateShort(lastReminder) }),
    ...(agency.active ? [] : [texts.t('oversight.agency.closed')]),
  ].join(' ');
}

/** `**8 dari 19 kasus terlambat**, paling lama 19 hari kerja; satu pemegang menyimpan 5 di antaranya.` */
function findingOf(texts: Texts, figures: Figures, loads: readonly HolderLoad[]): readonly TextPart[] {
  const { late, open, soon, oldest } = figures;
  if (late === 0)
    return [
      { text: texts.t('oversight.agency.finding-calm'), strong: true },
      { text: texts.t('oversight.agency.finding-calm-rest', { n: soon }) },
    ];
  const most = Math.max(0, ...loads.filter((load) => load.holder_id !== null).map((load) => load.late));
  return [
    { text: texts.t('oversight.agency.finding-late', { late, open }), strong: true },
    { text: texts.t('oversight.agency.finding-late-rest', { n: oldest }) },
    {
      text:
        most > 1 ? texts.t('oversight.agency.finding-holder', { n: most }) : texts.t('oversight.agency.end'),
    },
  ];
}

function loadTable(texts: Texts, { loads, agency }: AgencyFacts): DataTable {
  return {
    head: [
      { text: texts.t('oversight.columns.holder') },
      ...(['open', 'soon', 'late'] as const).map((key) => ({
        text: texts.t(`oversight.heat.${key}`),
        number: true,
      })),
    ],
    rows: loads.map((load) => {
      const narrow = {
        agency: agency.code,
        holder: load.holder_id ?? NONE,
      };
      return [
        {
          text: load.name === null ? texts.t('oversight.agency.nobody') : shortName(load.name),
          header: true,
        },
        linked(texts, load.open, casesHref({ ...narrow, view: 'terbuka' })),
        linked(texts, load.soon, casesHref({ ...narrow, view: 'tiga-hari' })),
        linked(texts, load.late, casesHref({ ...narrow, view: 'terlambat' })),
      ];
    }),
  };
}
