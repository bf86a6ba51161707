import { addCalendarDays, type LocalDate } from '../../law/local-date.js';
import type { DataTable, Figure } from '../../platform/views/parts/staff-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import type { BoardReading } from './board.queries.js';
import { AGE_STEPS, casesHref, type AgeStep, type CaseFilter } from './case-filter.js';
import { ageChart, type AgeBar } from './charts/age-chart.js';
import { NARROW, WIDE, WIDEST } from './charts/drawing.js';
import { backlogChart, burnDownChart, trendChart, type StepLabel } from './charts/line-charts.js';
import { loadChart } from './charts/load-chart.js';
import { agesOf, burnDownOf, loadOf, paceOf, weeksOf, type WeekPoint } from './series.js';
import { mondayOf } from './weeks.js';

/** What narrows the cases behind a chart. */
type Narrow = Partial<CaseFilter>;

const LATE_STEPS: readonly AgeStep[] = ['lewat-11', 'lewat-6-10', 'lewat-1-5'];
const SOON_STEPS: readonly AgeStep[] = ['hari-ini', '1-3'];

/** Open cases by working days left; of one agency where `agency` is given. */
export function ageFigure(texts: Texts, reading: BoardReading, narrow: Narrow, agency?: string): Figure {
  const ages = agesOf(reading, agency);
  const count = (steps: readonly AgeStep[]): number =>
    steps.reduce((total, step) => total + (ages.get(step) ?? 0), 0);
  const late = count(LATE_STEPS);
  const veryLate = count(['lewat-11']);
  const bars: AgeBar[] = AGE_STEPS.map((step) => ({
    label: texts.t(`oversight.ages.${step}`),
    cases: ages.get(step) ?? 0,
    href: casesHref({ ...narrow, age: step }),
    tone: LATE_STEPS.includes(step) ? 'late' : SOON_STEPS.includes(step) ? 'soon' : 'fine',
    group: texts.t(`oversight.ages.group-${groupOf(step)}`),
    shortGroup: texts.t(`oversight.ages.short-${groupOf(step)}`),
  }));
  const finding =
    late === 0
      ? texts.t('oversight.charts.age.none-late', { n: count(SOON_STEPS) })
      : veryLate > 0
        ? texts.t('oversight.charts.age.very-late', { late, n: veryLate })
        : texts.t('oversight.charts.age.late', { late });
  const title = texts.t('oversight.charts.age.title');
  return {
    id: 'umur',
    title,
    finding,
    svg: ageChart(WIDE, `${title}. ${finding}`, bars),
    svgNarrow: ageChart(NARROW, `${title}. ${finding}`, bars),
    table: {
      head: [{ text: texts.t('oversight.charts.age.left') }, numberHead(texts, 'cases')],
      rows: AGE_STEPS.map((step) => [
        { text: texts.t(`oversight.ages.long.${step}`), header: true },
        linked(texts, ages.get(step) ?? 0, casesHref({ ...narrow, age: step })),
      ]),
    },
  };
}

function groupOf(step: AgeStep): 'late' | 'today' | 'left' {
  if (LATE_STEPS.includes(step)) return 'late';
  return step === 'hari-ini' ? 'today' : 'left';
}

/** Cases due on each of the next 20 working days against the pace. */
export function loadFigure(texts: Texts, reading: BoardReading, narrow: Narrow): Figure {
  const days = loadOf(reading);
  const pace = paceOf(reading);
  const over = pace === null ? [] : days.filter((day) => day.cases > pace);
  const total = days.reduce((sum, day) => sum + day.cases, 0);
  const finding =
    pace === null
      ? texts.t('oversight.charts.load.no-pace', { n: total })
      : over.length === 0
        ? texts.t('oversight.charts.load.within')
        : texts.t('oversight.charts.load.above', {
            n: over.length,
            date: texts.formats.dateNoYear(over[0]?.day ?? reading.today),
          });
  const title = texts.t('oversight.charts.load.title');
  const columns = days.map(({ day, cases }, index) => ({
    day,
    name: texts.formats.dateShort(day),
    cases,
    href: casesHref({ ...narrow, dueOn: day }),
    label:
      index === 0
        ? day === reading.today
          ? texts.t('oversight.today')
          : texts.formats.dayMonthShort(day)
        : index % 5 === 0
          ? texts.formats.dayMonthShort(day)
          : null,
  }));
  const line =
    pace === null ? null : { perDay: pace, label: texts.t('oversight.charts.load.pace', { n: pace }) };
  const draw = (width: number): string => loadChart(width, `${title}. ${finding}`, columns, line);
  return {
    id: 'beban',
    title,
    finding,
    svg: draw(WIDE),
    svgNarrow: draw(NARROW),
    table: {
      head: [{ text: texts.t('oversight.charts.load.day') }, numberHead(texts, 'cases')],
      rows: days.map(({ day, cases }) => [
        { text: texts.formats.dateShortYear(day), header: true },
        linked(texts, cases, casesHref({ ...narrow, dueOn: day })),
      ]),
    },
  };
}

/** The set open ten working days ago, plan against fact; null where there was none. */
export function burnDownFigure(texts: Texts, reading: BoardReading): Figure | null {
  const burn = burnDownOf(reading);
  if (burn === null) return null;
  const { formats } = texts;
  const left = burn.actual.at(-1) ?? 0;
  const planned = burn.plan[burn.actual.length - 1] ?? 0;
  const title = texts.t('oversight.charts.burn.title', { date: formats.dayMonthShort(reading.setDay) });
  const finding = texts.t('oversight.charts.burn.finding', { left, planned });
  const labels: StepLabel[] = [0, burn.actual.length - 1, burn.days.length - 1]
    .filter((step, index, all) => all.indexOf(step) === index)
    .map((step) => ({ step, text: formats.dayMonthShort(burn.days[step] ?? reading.today) }));
  const draw = (width: number): string =>
    burnDownChart(
      width,
      `${title}. ${finding}`,
      {
        values: burn.plan,
        label: texts.t('oversight.charts.burn.plan', { n: planned }),
        look: 'line line--plan',
        ink: 'muted-text strong-text',
      },
      {
        values: burn.actual,
        label: texts.t('oversight.charts.burn.actual', { n: left }),
        look: 'line',
        ink: 'blue strong-text',
      },
      labels,
      texts.t('oversight.today'),
    );
  return {
    id: 'sisa',
    title,
    finding,
    svg: draw(WIDE),
    svgNarrow: draw(NARROW),
    table: {
      head: [
        { text: texts.t('oversight.charts.load.day') },
        { text: texts.t('oversight.charts.burn.plan-head'), number: true },
        { text: texts.t('oversight.charts.burn.actual-head'), number: true },
      ],
      rows: burn.days.map((day, step) => [
        { text: formats.dateShortYear(day), header: true },
        { text: formats.number(burn.plan[step] ?? 0), number: true },
        { text: burn.actual[step] === undefined ? '' : formats.number(burn.actual[step]), number: true },
      ]),
    },
  };
}

/** What came and what was finished in 26 weeks. */
export function trendFigure(texts: Texts, reading: BoardReading, narrow: Narrow): Figure {
  const weeks = weeksOf(reading);
  const title = texts.t('oversight.charts.trend.title');
  const finding = trendFinding(texts, weeks);
  const last = weeks.at(-1);
  const draw = (width: number): string =>
    trendChart(
      width,
      `${title}. ${finding}`,
      [
        {
          values: weeks.map((week) => week.came),
          label: texts.t('oversight.charts.trend.came', { n: last?.came ?? 0 }),
          look: 'line',
          ink: 'blue strong-text',
        },
        {
          values: weeks.map((week) => week.finished),
          label: texts.t('oversight.charts.trend.finished', { n: last?.finished ?? 0 }),
          look: 'line line--dashed',
          ink: 'green strong-text',
        },
      ],
      weekLabels(texts, weeks, width),
    );
  return {
    id: 'tren',
    title,
    finding,
    svg: draw(WIDEST),
    svgNarrow: draw(NARROW),
    table: {
      head: [
        { text: texts.t('oversight.charts.trend.week') },
        { text: texts.t('oversight.charts.trend.came-head'), number: true },
        { text: texts.t('oversight.charts.trend.finished-head'), number: true },
      ],
      rows: [...weeks]
        .reverse()
        .map((week) => [
          { text: texts.formats.dateShortYear(week.monday), header: true },
          linked(texts, week.came, casesHref({ ...narrow, view: 'masuk', week: week.monday })),
          linked(texts, week.finished, casesHref({ ...narrow, view: 'selesai', week: week.monday })),
        ]),
    },
  };
}

/** Open cases at the end of each week. */
export function backlogFigure(texts: Texts, reading: BoardReading, narrow: Narrow): Figure {
  const weeks = weeksOf(reading);
  const values = weeks.map((week) => week.open);
  const now = values.at(-1) ?? 0;
  const before = values.slice(0, -1);
  const key = before.every((value) => value < now)
    ? 'highest'
    : before.every((value) => value > now)
      ? 'lowest'
      : 'range';
  const finding = texts.t(`oversight.charts.backlog.${key}`, {
    low: Math.min(...values),
    high: Math.max(...values),
  });
  const title = texts.t('oversight.charts.backlog.title');
  const draw = (width: number): string =>
    backlogChart(width, `${title}. ${finding}`, values, weekLabels(texts, weeks, width));
  return {
    id: 'tumpukan',
    title,
    finding,
    svg: draw(WIDE),
    svgNarrow: draw(NARROW),
    table: {
      head: [{ text: texts.t('oversight.charts.trend.week') }, numberHead(texts, 'open')],
      rows: [...weeks]
        .reverse()
        .map((week) => [
          { text: texts.formats.dateShortYear(week.monday), header: true },
          linked(texts, week.open, casesHref({ ...narrow, ...atEndOf(week, reading.today) })),
        ]),
    },
  };
}

/** The list of what was open at the end of a week; of the running week, now. */
export function atEndOf(week: WeekPoint, today: LocalDate): Pick<CaseFilter, 'view' | 'at'> {
  return { view: 'terbuka', at: week.monday === mondayOf(today) ? null : addCalendarDays(week.monday, 6) };
}

/** A number of a table; what counts nothing leads nowhere. */
export function linked(texts: Texts, value: number, href: string): DataTable['rows'][number][number] {
  const cell = { text: texts.formats.number(value), number: true };
  return value > 0 ? { ...cell, href } : cell;
}

function numberHead(texts: Texts, key: 'cases' | 'open'): DataTable['head'][number] {
  return { text: texts.t(`oversight.charts.${key}`), number: true };
}

function trendFinding(texts: Texts, weeks: readonly WeekPoint[]): string {
  const full = weeks.slice(0, -1);
  const growing = (week: WeekPoint): boolean => week.came > week.finished;
  const lastOther = full.findLastIndex((week) => !growing(week));
  const streak = full.length - 1 - lastOther;
  const first = full[lastOther + 1];
  if (streak >= 2 && first !== undefined)
    return texts.t('oversight.charts.trend.growing', {
      n: streak,
      date: texts.formats.dayMonthShort(first.monday),
    });
  const came = full.slice(-4).reduce((total, week) => total + week.came, 0);
  const finished = full.slice(-4).reduce((total, week) => total + week.finished, 0);
  return texts.t('oversight.charts.trend.four-weeks', { came, finished });
}

function weekLabels(texts: Texts, weeks: readonly WeekPoint[], width: number): readonly StepLabel[] {
  const every = width > WIDE ? 5 : width > NARROW ? 10 : 12;
  return weeks.flatMap((week, step) =>
    step % every === 0 ? [{ step, text: texts.formats.dayMonthShort(week.monday) }] : [],
  );
}
