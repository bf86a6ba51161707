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

/** What every part of the page is drawn with. */
interface Drawing {
  readonly texts: Texts;
  readonly wording: ReportWording;
  /** The year as the register's filter names it. */
  readonly span: Readonly<Record<'dari' | 'sampai', string>>;
  /** A number that leads to the rows of the register that it counts. */
  readonly link: (figure: CountedFigure) => Cell;
}

/** The model of `/pengawas/laporan`: each number leads to the rows of the register that it counts. */
export function reportModel(texts: Texts, facts: ReportPageFacts): object {
  const { report } = facts;
  const drawing = drawingOf(texts, facts);
  const t = texts.t.bind(texts);
  const year = String(report.year);
  return {
    year,
    years: facts.years.map((one) => ({ value: String(one), text: String(one) })),
    lead: t('reports.page.lead', {
      date: texts.formats.date(report.availableBy),
      day: texts.formats.date(report.knowledge.day),
    }),
    figures: figuresOf(drawing, report),
    tables: [...requestTables(drawing, report), besidesTable(drawing, report)].filter(
      ({ rows }) => rows.length > 0,
    ),
    disputes: drawing.wording.disputeLines(report).map((line) => ({
      ...line,
      href: line.rows === 'objections' ? objectionsHref(drawing) : DISPUTES,
    })),
    form: wordsForm(texts, facts),
    errors: facts.errors.map(({ field, message }) => ({ field, message: t(message) })),
    done: facts.saved ? t('reports.page.saved') : null,
    stale: facts.stale ? t('reports.page.stale') : null,
    downloads: (['summary', 'full'] as const).map((length) => ({
      href: `/pengawas/laporan/${year}/${length}.pdf`,
      text: t(`reports.page.download.${length}`),
    })),
  };
}

function drawingOf(texts: Texts, { report: { year }, agencies }: ReportPageFacts): Drawing {
  const wording = new ReportWording(texts, agencies);
  const span = { dari: `${String(year)}-01-01`, sampai: `${String(year)}-12-31` };
  const link = ({ count, filter }: CountedFigure): Cell => ({
    text: wording.number(count),
    number: true,
    ...(count === 0 ? {} : { href: registerHref(span, filter) }),
  });
  return { texts, wording, span, link };
}

function objectionsHref({ span }: Drawing): string {
  return registerHref({ jenis: 'keberatan', ...span });
}

/** The six figures at the top. */
function figuresOf(drawing: Drawing, { requests, disputes }: AnnualReport): readonly object[] {
  const { texts, wording, link } = drawing;
  const label = (key: string): string => texts.t(`reports.report.figures.${key}`);
  const counted = (count: number, href: string): object => ({
    text: wording.number(count),
    ...(count === 0 ? {} : { href }),
  });
  return [
    { ...link(requests.all.received), label: label('received') },
    { text: wording.percent(wording.onTimeShare(requests.all)), label: label('on-time') },
    { text: wording.days(requests.all.medianWorkingDays), label: label('median') },
    { ...link(requests.extended), label: label('extended') },
    { ...counted(disputes.received, objectionsHref(drawing)), label: label('objections') },
    { ...counted(disputes.filedAtCommission, DISPUTES), label: label('disputes') },
  ];
}

interface Table {
  readonly id: string;
  readonly title: string;
  /** How its rows are told apart, where the head alone does not say it. */
  readonly note: string | null;
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The requests by result, reason and duration, by month, agency and channel. */
function requestTables(drawing: Drawing, { requests }: AnnualReport): readonly Table[] {
  const { texts, wording, link } = drawing;
  const listed = (field: 'result' | 'reason' | 'duration', figures: readonly CountedFigure[]): Table => ({
    ...countTable(texts, field, texts.t(`reports.filter.${field}`)),
    rows: figures.map((figure) => [{ text: wording.of(field, figure), header: true }, link(figure)]),
  });
  return [
    listed('result', requests.results),
    listed('reason', wording.counted(requests.reasons)),
    listed('duration', requests.durations),
    groupTable(drawing, 'month', requests.months),
    groupTable(drawing, 'agency', requests.agencies),
    groupTable(drawing, 'channel', requests.channels),
  ];
}

/** What stands beside the requests of the law, or came from an older register. */
function besidesTable({ texts, link }: Drawing, { requests }: AnnualReport): Table {
  const row = (key: string, figure: CountedFigure): readonly Cell[] => [
    { text: texts.t(`reports.${key}`), header: true },
    link(figure),
  ];
  return {
    ...countTable(texts, 'lain', texts.t('reports.page.besides')),
    rows: [
      row('kinds.courtesy', requests.courtesy),
      row('kinds.officialHelp', requests.officialHelp),
      row('filter.imported', requests.imported),
      row('filter.ordered', requests.givenOnOrder),
    ],
  };
}

function countTable(texts: Texts, name: string, title: string): Omit<Table, 'rows'> {
  const head = [
    { text: texts.t('reports.report.heads.name') },
    { text: texts.t('reports.report.heads.count'), number: true },
  ];
  return { id: `tabel-${name}`, title, note: null, head };
}

function groupTable(
  { texts, wording, link }: Drawing,
  field: 'month' | 'agency' | 'channel',
  groups: readonly GroupFigures[],
): Table {
  const title = texts.t(`reports.filter.${field}`);
  const columns = ['received', 'answered', 'late', 'share', 'mean', 'median'];
  return {
    id: `tabel-${field}`,
    title,
    note: field === 'month' ? texts.t('reports.report.month-rule') : null,
    head: [
      { text: title },
      ...columns.map((key) => ({ text: texts.t(`reports.report.heads.${key}`), number: true })),
    ],
    rows: groups.map((group) => [
      { text: wording.of(field, group), header: true },
      ...groupCells(wording, group, link),
    ]),
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

/** The parts that people write (PerKI 1/2021 art. 57): as typed where the form comes back, else as saved. */
function wordsForm(texts: Texts, { report, typed, csrf }: ReportPageFacts): object {
  const words = typed ?? report.texts.words;
  return {
    csrf,
    version: String(report.texts.version),
    parts: REPORT_PARTS.map((part) => ({
      name: part,
      label: texts.t(`reports.page.parts.${part}`),
      hint: part === 'budget' ? texts.t('reports.page.budget-hint') : null,
      value: words[part],
    })),
  };
}
