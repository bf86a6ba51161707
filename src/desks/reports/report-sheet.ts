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

/** What the annual report prints (picture 13). */
export function reportSheetOf(
  texts: Texts,
  city: City,
  agencies: readonly Agency[],
  report: AnnualReport,
  length: ReportLength,
): ReportSheet {
  const wording = new ReportWording(texts, agencies);
  const { requests, disputes } = report;
  const { words } = report.texts;
  const { all } = requests;
  const t = texts.t.bind(texts);
  const written = (text: string): string => (text.trim() === '' ? t('reports.report.unwritten') : text);
  const total = all.received.count;
  const lines = (
    figures: readonly CountedFigure[],
    field: 'result' | 'reason' | 'duration',
    shares: boolean,
  ) =>
    wording.counted(figures).map((figure) => ({
      label: wording.of(field, figure),
      count: wording.number(figure.count),
      share: shares ? wording.share(figure.count, total) : null,
    }));
  const results = lines(requests.results, 'result', true);
  const durations = lines(requests.durations, 'duration', true);
  const none = { label: t('reports.report.no-requests'), count: '0', share: '–' };
  return {
    letterhead: letterheadOf(city),
    year: String(report.year),
    lengthName: t(`reports.report.length.${length}`),
    lengthWord: t(`reports.report.word.${length}`),
    figures: [
      { value: wording.number(total), label: t('reports.report.figures.received') },
      { value: wording.percent(wording.onTimeShare(all)), label: t('reports.report.figures.on-time') },
      { value: wording.days(all.medianWorkingDays), label: t('reports.report.figures.median') },
      { value: wording.number(requests.extended.count), label: t('reports.report.figures.extended') },
      { value: wording.number(disputes.received), label: t('reports.report.figures.objections') },
      { value: wording.number(disputes.filedAtCommission), label: t('reports.report.figures.disputes') },
    ],
    availableBy: printedDate(report.availableBy),
    madeNote: t('reports.report.made', { date: printedDate(report.knowledge.day).long }),
    policy: written(words.policy),
    facilities: written(words.facilities),
    staff: written(words.staff),
    ...budgetOf(texts, wording, words.budget, written),
    resultsTitle: t('reports.report.results-title', { n: total }),
    results: results.length === 0 ? [none] : results,
    besides: [
      ...besides(t('reports.kinds.courtesy'), requests.courtesy.count),
      ...besides(t('reports.kinds.officialHelp'), requests.officialHelp.count),
      ...besides(t('reports.filter.imported'), requests.imported.count, 'imported'),
    ],
    reasons: lines(requests.reasons, 'reason', false),
    monthFinding: wording.monthFinding(report).replaceAll('\u00a0', ' '),
    months: requests.months.map((month) => monthOf(texts, wording, month)),
    monthTotal: {
      received: wording.number(total),
      onTime: wording.number(all.onTime),
      late: wording.number(all.late.count),
      median: wording.days(all.medianWorkingDays),
    },
    durations: durations.length === 0 ? [none] : durations,
    disputes: wording.disputeLines(report).map(({ label, text }) => ({ label, text })),
    obstacles: [
      { label: t('reports.parts.internalObstacles'), text: written(words.internalObstacles) },
      { label: t('reports.parts.externalObstacles'), text: written(words.externalObstacles) },
    ],
    followUp: [
      { label: t('reports.parts.recommendations'), text: written(words.recommendations) },
      { label: t('reports.parts.followUp'), text: written(words.followUp) },
    ],
    tables: length === 'full' ? fullTables(texts, wording, report) : [],
    address: `${city.domain}/statistik`,
  };

  function besides(label: string, count: number, how = 'besides') {
    return count === 0 ? [] : [{ label, text: t(`reports.report.${how}`, { n: count }) }];
  }
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
