import type { AnnualReport, ReportLength } from './annual-report.js';
import { lateShare, type CountedFigure, type GroupFigures } from './report-figures.js';

/** The report for programs: codes and numbers, no words of ours. The short version leaves out agencies and channels. */
export function reportJson(report: AnnualReport, length: ReportLength): object {
  const { requests, disputes } = report;
  const head = {
    year: report.year,
    length,
    dataOn: report.knowledge.day,
    availableBy: report.availableBy,
    requests: {
      ...groupJson(requests.all),
      extended: requests.extended.count,
      givenOnOrder: requests.givenOnOrder.count,
      imported: requests.imported.count,
      byResult: counts(requests.results),
      byReason: counts(requests.reasons),
      byDuration: counts(requests.durations),
      byMonth: requests.months.map((month) => ({ month: month.key, ...groupJson(month) })),
      ...(length === 'full'
        ? {
            byAgency: requests.agencies.map((group) => ({ agency: group.key, ...groupJson(group) })),
            byChannel: requests.channels.map((group) => ({ channel: group.key, ...groupJson(group) })),
          }
        : {}),
    },
    courtesy: { received: requests.courtesy.count },
    officialHelp: { received: requests.officialHelp.count },
    objections: {
      received: disputes.received,
      imported: disputes.imported,
      answeredInTime: disputes.answeredInTime,
      late: disputes.late,
      byResult: counts(disputes.results),
      orders: disputes.orders,
      ordersCarriedOut: disputes.ordersDone,
      ...(length === 'full' ? { byGround: counts(disputes.grounds) } : {}),
    },
    disputes: {
      filedAtCommission: disputes.filedAtCommission,
      imported: disputes.disputesImported,
      byStep: counts(disputes.disputes),
      suits: disputes.suits,
      cassations: disputes.cassations,
      orders: disputes.rulingOrders,
      ordersCarriedOut: disputes.rulingOrdersDone,
    },
    texts: report.texts.words,
  };
  return head;
}

function counts(figures: readonly Pick<CountedFigure, 'key' | 'count'>[]): Readonly<Record<string, number>> {
  return Object.fromEntries(figures.map(({ key, count }) => [key, count]));
}

function groupJson(group: GroupFigures): object {
  return {
    received: group.received.count,
    answered: group.answered.count,
    onTime: group.onTime,
    late: group.late.count,
    lateShare: rounded(lateShare(group)),
    meanWorkingDays: rounded(group.meanWorkingDays),
    medianWorkingDays: group.medianWorkingDays,
  };
}

// Four decimals: the same text on every machine and in every run.
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000;
}
