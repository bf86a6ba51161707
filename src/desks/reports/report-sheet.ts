import type { Agency } from '../../office/agencies/agencies.queries.js';
import type { City } from '../../platform/config/city.js';
import { letterheadOf } from '../../platform/letters/letter-city.js';
import { printedDate } from '../../platform/letters/letter-dates.js';
import type { ReportSheet } from '../../platform/letters/sheet-data.js';
import type { Texts } from '../../platform/views/texts.js';
import type { AnnualReport, ReportLength } from './annual-report.js';
import { readBudgetLines } from './budget-lines.js';
import { lateShare, type CountedFigure, type GroupFigures } from './report-figures.js';
import { ReportWording } from './report-words.js';

/** What every part of the report is written with. */
interface Writing {
  readonly texts: Texts;
  readonly wording: ReportWording;
  readonly report: AnnualReport;
}

/** What the annual report prints (picture 13). */
export function reportSheetOf(
  texts: Texts,
  city: City,
  agencies: readonly Agency[],
  report: AnnualReport,
  length: ReportLength,
): ReportSheet {
  const wording = new ReportWording(texts, agencies);
  const writing = { texts, wording, report };
  const t = texts.t.bind(texts);
  return {
    letterhead: letterheadOf(city),
    year: String(report.year),
    lengthName: t(`reports.report.length.${length}`),
    lengthWord: t(`reports.report.word.${length}`),
    figures: figuresOf(writing),
    availableBy: printedDate(report.availableBy),
    madeNote: t('reports.report.made', { date: printedDate(report.knowledge.day).long }),
    ...writtenParts(writing),
    ...countedParts(writing),
    ...monthParts(writing),
    disputes: wording.disputeLines(report).map(({ label, text }) => ({ label, text })),
    tables: length === 'full' ? fullTables(texts, wording, report) : [],
    address: `${city.domain}/statistik`,
  };
}

function figuresOf({ texts, wording, report: { requests, disputes } }: Writing): ReportSheet['figures'] {
  const { all } = requests;
  const figure = (key: string, value: string) => ({ value, label: texts.t(`reports.report.figures.${key}`) });
  return [
    figure('received', wording.number(all.received.count)),
    figure('on-time', wording.percent(wording.onTimeShare(all))),
    figure('median', wording.days(all.medianWorkingDays)),
    figure('extended', wording.number(requests.extended.count)),
    figure('objections', wording.number(disputes.received)),
    figure('disputes', wording.number(disputes.filedAtCommission)),
  ];
}

/** The parts that people write (PerKI 1/2021 art. 57 a, b, e, f). */
function writtenParts({
  texts,
  wording,
  report,
}: Writing): Pick<
  ReportSheet,
  'policy' | 'facilities' | 'staff' | 'budget' | 'budgetText' | 'obstacles' | 'followUp'
> {
  const { words } = report.texts;
  const written = (text: string): string => (text.trim() === '' ? texts.t('reports.report.unwritten') : text);
  const named = (part: 'internalObstacles' | 'externalObstacles' | 'recommendations' | 'followUp') => ({
    label: texts.t(`reports.parts.${part}`),
    text: written(words[part]),
  });
  return {
    policy: written(words.policy),
    facilities: written(words.facilities),
    staff: written(words.staff),
    ...budgetOf(texts, wording, words.budget, written),
    obstacles: [named('internalObstacles'), named('externalObstacles')],
    followUp: [named('recommendations'), named('followUp')],
  };
}

/** The requests by result, reason and duration (art. 57 c), with what stands beside them. */
function countedParts({
  texts,
  wording,
  report: { requests },
}: Writing): Pick<ReportSheet, 'resultsTitle' | 'results' | 'besides' | 'reasons' | 'durations'> {
  const total = requests.all.received.count;
  const lines = (figures: readonly CountedFigure[], field: 'result' | 'reason' | 'duration') =>
    wording.counted(figures).map((figure) => ({
      label: wording.of(field, figure),
      count: wording.number(figure.count),
      share: field === 'reason' ? null : wording.share(figure.count, total),
    }));
  const none = { label: texts.t('reports.report.no-requests'), count: '0', share: '–' };
  const orNone = (found: ReturnType<typeof lines>) => (found.length === 0 ? [none] : found);
  const besides = (label: string, count: number, how = 'besides') =>
    count === 0
      ? []
      : [{ label: texts.t(`reports.${label}`), text: texts.t(`reports.report.${how}`, { n: count }) }];
  return {
    resultsTitle: texts.t('reports.report.results-title', { n: total }),
    results: orNone(lines(requests.results, 'result')),
    besides: [
      ...besides('kinds.courtesy', requests.courtesy.count),
      ...besides('kinds.officialHelp', requests.officialHelp.count),
      ...besides('filter.imported', requests.imported.count, 'imported'),
      ...besides('filter.ordered', requests.givenOnOrder.count, 'ordered'),
    ],
    reasons: lines(requests.reasons, 'reason'),
    durations: orNone(lines(requests.durations, 'duration')),
  };
}

function monthParts({
  texts,
  wording,
  report,
}: Writing): Pick<ReportSheet, 'monthFinding' | 'months' | 'monthTotal'> {
  const { all, months } = report.requests;
  return {
    monthFinding: wording.monthFinding(report).replaceAll('\u00a0', ' '),
    months: months.map((month) => monthOf(texts, wording, month)),
    monthTotal: {
      received: wording.number(all.received.count),
      onTime: wording.number(all.onTime),
      late: wording.number(all.late.count),
      median: wording.days(all.medianWorkingDays),
    },
  };
}

function monthOf(texts: Texts, wording: ReportWording, month: GroupFigures) {
  const { received, onTime, late } = month;
  return {
    name: texts.formats.monthShort(`${month.key}-01`),
    received: received.count,
    onTime,
    late: late.count,
    other: received.count - onTime - late.count,
    median: wording.days(month.medianWorkingDays),
  };
}

function budgetOf(
  texts: Texts,
  wording: ReportWording,
  text: string,
  written: (text: string) => string,
): Pick<ReportSheet, 'budget' | 'budgetText'> {
  const lines = readBudgetLines(text);
  if (lines === null) return { budget: null, budgetText: written(text) };
  const total = {
    item: texts.t('reports.report.total'),
    planned: lines.reduce((sum, line) => sum + line.planned, 0),
    spent: lines.reduce((sum, line) => sum + line.spent, 0),
  };
  return {
    budget: [...lines, total].map(({ item, planned, spent }) => ({
      item,
      planned: wording.number(planned),
      spent: wording.number(spent),
      share: wording.share(spent, planned),
    })),
    budgetText: written(text),
  };
}

/** By agency, channel and ground of objection: the full report alone. */
function fullTables(texts: Texts, wording: ReportWording, report: AnnualReport): ReportSheet['tables'] {
  const heads = (first: string): readonly string[] => [
    texts.t(`reports.filter.${first}`),
    ...['received', 'answered', 'late', 'late-share', 'mean', 'median'].map((key) =>
      texts.t(`reports.report.heads.${key}`),
    ),
  ];
  const rows = (groups: readonly GroupFigures[], field: 'agency' | 'channel') =>
    groups.map((group) => [
      wording.of(field, group),
      wording.number(group.received.count),
      wording.number(group.answered.count),
      wording.number(group.late.count),
      wording.percent(lateShare(group)),
      wording.days(group.meanWorkingDays),
      wording.days(group.medianWorkingDays),
    ]);
  const { requests, disputes } = report;
  const grounds = disputes.grounds
    .filter(({ count }) => count > 0)
    .map(({ key, count }) => [texts.t('reports.report.ground', { letter: key }), wording.number(count)]);
  return [
    {
      title: texts.t('reports.report.by-agency'),
      heads: heads('agency'),
      rows: rows(requests.agencies, 'agency'),
    },
    {
      title: texts.t('reports.report.by-channel'),
      heads: heads('channel'),
      rows: rows(requests.channels, 'channel'),
    },
    ...(grounds.length === 0
      ? []
      : [
          {
            title: texts.t('reports.report.by-ground'),
            heads: [texts.t('reports.report.heads.ground'), texts.t('reports.report.heads.count')],
            rows: grounds,
          },
        ]),
  ].filter(({ rows: own }) => own.length > 0);
}
