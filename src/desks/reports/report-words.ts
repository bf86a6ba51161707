import type { Agency } from '../../office/agencies/agencies.queries.js';
import type { Texts } from '../../platform/views/texts.js';
import type { AnnualReport } from './annual-report.js';
import { filterWords } from './register.page.js';
import { lateShare, type CountedFigure, type GroupFigures } from './report-figures.js';

/** A line of the settling of disputes, and in which list its rows stand. */
export interface DisputeLine {
  readonly rows: 'objections' | 'disputes';
  readonly label: string;
  readonly text: string;
}

/** Numbers and sentences of the report in words; page and paper say the same. */
export class ReportWording {
  constructor(
    private readonly texts: Texts,
    private readonly agencies: readonly Agency[],
  ) {}

  number(value: number): string {
    return this.texts.formats.number(value, 0);
  }

  /** `93,0 %` with one decimal always, as the picture writes it; a dash while nothing fell due. */
  percent(share: number | null): string {
    return share === null ? '–' : `${this.oneDecimal(share * 100)} %`;
  }

  /** `65,9`: a share of a total for a column that has % in its head. */
  share(part: number, total: number): string {
    return total === 0 ? '–' : this.oneDecimal((part / total) * 100);
  }

  days(value: number | null): string {
    return value === null ? '–' : this.texts.formats.number(value, 1);
  }

  /** Words of a result, reason or class. */
  of(
    field: 'result' | 'reason' | 'duration' | 'agency' | 'channel' | 'month',
    { key }: { key: string },
  ): string {
    return filterWords(this.texts, this.agencies, field, key).replaceAll('\u00a0', ' ');
  }

  onTimeShare(group: GroupFigures): number | null {
    const late = lateShare(group);
    return late === null ? null : 1 - late;
  }

  /** Only the lines that count something; the head of a table of zeros would say nothing. */
  counted(figures: readonly CountedFigure[]): readonly CountedFigure[] {
    return figures.filter(({ count }) => count > 0);
  }

  /** What the months show, as the heading of their chart. */
  monthFinding({ requests }: AnnualReport): string {
    const known = requests.months.filter(({ received }) => received.count > 0);
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined || known.length < 2) {
      return this.texts.t('reports.report.month-few', { n: requests.all.received.count });
    }
    return this.texts.t('reports.report.month-finding', {
      first: this.of('month', first),
      last: this.of('month', last),
      from: first.received.count,
      to: last.received.count,
      late: this.percent(lateShare(requests.all)),
    });
  }

  /** Letter d: objections, commission, courts. */
  disputeLines({ disputes }: AnnualReport): readonly DisputeLine[] {
    const { t } = { t: this.texts.t.bind(this.texts) };
    const of = (key: string): number => disputes.results.find((row) => row.key === key)?.count ?? 0;
    const stage = (key: string): number => disputes.disputes.find((row) => row.key === key)?.count ?? 0;
    const besides = (key: string, n: number): string =>
      n === 0 ? '' : ` ${t(`reports.report.${key}`, { n })}`;
    return [
      {
        rows: 'objections',
        label: t('reports.report.objections'),
        text: `${t('reports.report.objections-text', {
          n: disputes.received,
          inTime: disputes.answeredInTime,
          late: disputes.late,
          open: of('open'),
          granted: of('granted'),
          partly: of('partlyGranted'),
          upheld: of('upheld'),
          inadmissible: of('inadmissible'),
          orders: disputes.orders,
          done: disputes.ordersDone,
          settled: of('settled'),
          withdrawn: of('withdrawn'),
        })}${besides('objections-imported', disputes.imported)}`,
      },
      {
        rows: 'disputes',
        label: t('reports.report.commission'),
        text: `${t('reports.report.commission-text', {
          n: disputes.filedAtCommission,
          running: stage('undecided'),
          mediated: stage('mediation-agreed'),
          ruled: stage('ruling'),
          final: stage('final'),
          orders: disputes.rulingOrders,
          done: disputes.rulingOrdersDone,
        })}${besides('commission-imported', disputes.disputesImported)}`,
      },
      {
        rows: 'disputes',
        label: t('reports.report.courts'),
        text:
          disputes.suits === 0
            ? t('reports.report.courts-none')
            : t('reports.report.courts-text', {
                suits: disputes.suits,
                cassations: disputes.cassations,
                court: stage('court-ruling'),
                cassation: stage('cassation-ruling'),
              }),
      },
    ];
  }

  private oneDecimal(value: number): string {
    const rounded = (Math.round(value * 10) / 10).toFixed(1);
    return this.texts.language === 'id' ? rounded.replace('.', ',') : rounded;
  }
}
