import type { Agency } from '../../office/agencies/agencies.queries.js';
import type { Texts } from '../../platform/views/texts.js';
import type { AnnualReport } from './annual-report.js';
import type { CountedFigure, GroupFigures } from './report-figures.js';
import { registerHref, type FieldError } from './register-query.js';
import { ReportWording } from './report-words.js';
import { REPORT_PARTS, type ReportWords } from './report-texts.js';

export interface ReportPageFacts {
  readonly report: AnnualReport;
  readonly agencies: readonly Agency[];
  readonly years: readonly number[];
  readonly csrf: string;
  /** What was typed, where the form comes back; else the saved words. */
  readonly typed: ReportWords | null;
  readonly errors: readonly FieldError[];
  readonly saved: boolean;
  readonly stale: boolean;
}

interface Cell {
  readonly text: string;
  readonly href?: string;
  readonly number?: boolean;
  readonly header?: boolean;
}

/** Where the disputes stand, one by one. */
const DISPUTES = '/pengawas/sengketa';

/** The model of `/pengawas/laporan`: each number leads to the rows of the register that it counts. */
export function reportModel(texts: Texts, facts: ReportPageFacts): object {
  const { report, agencies } = facts;
  const wording = new ReportWording(texts, agencies);
  const t = texts.t.bind(texts);
  const { requests, disputes, year } = report;
  const span = { dari: `${String(year)}-01-01`, sampai: `${String(year)}-12-31` };
  const link = (figure: CountedFigure): Cell => ({
    text: wording.number(figure.count),
    number: true,
    ...(figure.count === 0 ? {} : { href: registerHref(span, figure.filter) }),
  });
  const listed = (field: 'result' | 'reason' | 'duration', figures: readonly CountedFigure[]) => ({
    id: `tabel-${field}`,
    title: t(`reports.filter.${field}`),
    head: [{ text: t('reports.report.heads.name') }, { text: t('reports.report.heads.count'), number: true }],
    rows: figures.map((figure) => [{ text: wording.of(field, figure), header: true }, link(figure)]),
  });
  const grouped = (field: 'month' | 'agency' | 'channel', groups: readonly GroupFigures[]) => ({
    id: `tabel-${field}`,
    title: t(`reports.filter.${field}`),
    head: [
      { text: t(`reports.filter.${field}`) },
      ...['received', 'answered', 'late', 'share', 'mean', 'median'].map((key) => ({
        text: t(`reports.report.heads.${key}`),
        number: true,
      })),
    ],
    rows: groups.map((group) => [
      { text: wording.of(field, group), header: true },
      ...groupCells(wording, group, link),
    ]),
  });
  return {
    year: String(year),
    years: facts.years.map((one) => ({ value: String(one), text: String(one) })),
    lead: t('reports.page.lead', {
      date: texts.formats.date(report.availableBy),
      day: texts.formats.date(report.knowledge.day),
    }),
    figures: [
      { ...link(requests.all.received), label: t('reports.report.figures.received') },
      {
        text: wording.percent(wording.onTimeShare(requests.all)),
        label: t('reports.report.figures.on-time'),
      },
      { text: wording.days(requests.all.medianWorkingDays), label: t('reports.report.figures.median') },
      { ...link(requests.extended), label: t('reports.report.figures.extended') },
      {
        text: wording.number(disputes.received),
        ...(disputes.received === 0 ? {} : { href: registerHref({ jenis: 'keberatan', ...span }) }),
        label: t('reports.report.figures.objections'),
      },
      {
        text: wording.number(disputes.filedAtCommission),
        ...(disputes.filedAtCommission === 0 ? {} : { href: DISPUTES }),
        label: t('reports.report.figures.disputes'),
      },
    ],
    tables: [
      listed('result', requests.results),
      listed('reason', wording.counted(requests.reasons)),
      listed('duration', requests.durations),
      grouped('month', requests.months),
      grouped('agency', requests.agencies),
      grouped('channel', requests.channels),
      {
        ...listed('result', []),
        id: 'tabel-lain',
        title: t('reports.page.besides'),
        rows: [
          [{ text: t('reports.kinds.courtesy'), header: true }, link(requests.courtesy)],
          [{ text: t('reports.kinds.officialHelp'), header: true }, link(requests.officialHelp)],
          [{ text: t('reports.filter.imported'), header: true }, link(requests.imported)],
        ],
      },
    ].filter(({ rows }) => rows.length > 0),
    disputes: wording.disputeLines(report).map((line) => ({
      ...line,
      href: line.rows === 'objections' ? registerHref({ jenis: 'keberatan', ...span }) : DISPUTES,
    })),
    form: {
      csrf: facts.csrf,
      version: String(report.texts.version),
      parts: REPORT_PARTS.map((part) => ({
        name: part,
        label: t(`reports.page.parts.${part}`),
        hint: part === 'budget' ? t('reports.page.budget-hint') : null,
        value: (facts.typed ?? report.texts.words)[part],
      })),
    },
    errors: facts.errors.map(({ field, message }) => ({ field, message: t(message) })),
    done: facts.saved ? t('reports.page.saved') : null,
    stale: facts.stale ? t('reports.page.stale') : null,
    downloads: (['summary', 'full'] as const).map((length) => ({
      href: `/pengawas/laporan/${String(year)}/${length}.pdf`,
      text: t(`reports.page.download.${length}`),
    })),
  };
}

function groupCells(
  wording: ReportWording,
  group: GroupFigures,
  link: (figure: CountedFigure) => Cell,
): readonly Cell[] {
  const late = wording.onTimeShare(group);
  return [
    link(group.received),
    link(group.answered),
    link(group.late),
    { text: wording.percent(late === null ? null : 1 - late), number: true },
    { text: wording.days(group.meanWorkingDays), number: true },
    { text: wording.days(group.medianWorkingDays), number: true },
  ];
}
