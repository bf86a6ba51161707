import { addCalendarDays, compareLocalDates, type LocalDate } from '../../law/local-date.js';
import { explainCount, type TermCount } from '../../law/term.js';
import type { ExplainedDay, SkippedDay, WorkingCalendar } from '../../law/working-calendar.js';
import type { CountedDays, CountedRow, DateTone, SkippedRow } from '../../platform/views/parts/date-block.js';
import type { Texts } from '../../platform/views/texts.js';

export interface CountedDaysFacts extends TermCount {
  /** Marks past days and today; without it all days lie ahead. */
  readonly today?: LocalDate;
  readonly tone: DateTone;
  /** Sentence above the list; by default the day of receipt and the rule of day 1. */
  readonly intro?: string;
}

/** The list behind "Bagaimana tanggal ini dihitung?": each counted day with its number, each free day with its reason. */
export function countedDays(texts: Texts, calendar: WorkingCalendar, facts: CountedDaysFacts): CountedDays {
  const days = explainCount(facts, calendar);
  const rows: (CountedRow | SkippedRow)[] = [];
  for (let index = 0; index < days.length; index += 1) {
    const day = days[index];
    if (day === undefined) continue;
    if (day.counted) {
      rows.push(countedRow(texts, day.date, day.number, facts));
      continue;
    }
    const next = days[index + 1];
    const pair =
      isPlainWeekend(day) &&
      next !== undefined &&
      isPlainWeekend(next) &&
      next.date === addCalendarDays(day.date, 1);
    rows.push(pair ? weekendRow(texts, day.date, next.date) : skippedRow(texts, day));
    if (pair) index += 1;
  }
  const key = days[0]?.date === facts.start ? 'how-intro-counted' : 'how-intro';
  const intro = facts.intro ?? texts.t(`common.date.${key}`, { date: texts.formats.date(facts.start) });
  return { tone: facts.tone, intro, rows };
}

function countedRow(texts: Texts, date: LocalDate, number: number, facts: CountedDaysFacts): CountedRow {
  const isLast = number === facts.workingDays;
  const order = facts.today === undefined ? 1 : compareLocalDates(date, facts.today);
  const mark = isLast ? 'last' : order === 0 ? 'today' : order < 0 ? 'past' : 'ahead';
  const right = isLast ? texts.t('common.date.due') : mark === 'today' ? texts.t('common.date.today') : null;
  return {
    kind: 'counted',
    chip: texts.t('common.date.chip', { n: number }),
    mark,
    text: texts.formats.dayOfYear(date),
    right,
  };
}

function weekendRow(texts: Texts, saturday: LocalDate, sunday: LocalDate): SkippedRow {
  const { formats } = texts;
  const sameMonth = saturday.slice(0, 7) === sunday.slice(0, 7);
  const first = sameMonth
    ? `${formats.weekday(saturday)}\u00a0${formats.dayNumber(saturday)}`
    : formats.dayOfYear(saturday);
  const text = texts.t('common.date.weekend-pair', { first, second: formats.dayOfYear(sunday) });
  return { kind: 'skipped', text, note: null };
}

const holidayKeys = {
  national: 'common.date.holiday',
  fixed: 'common.date.holiday',
  collective_leave: 'common.date.collective-leave',
  one_off: 'common.date.holiday',
  local_closure: 'common.date.local-holiday',
} as const;

function skippedRow(texts: Texts, day: SkippedDay): SkippedRow {
  const { holiday } = day;
  const date = texts.formats.dayOfYear(day.date);
  if (holiday === null)
    return { kind: 'skipped', text: texts.t('common.date.weekend', { days: date }), note: null };
  const name = texts.language === 'id' ? holiday.nameId : holiday.nameEn;
  const note = holiday.decree === null ? null : texts.t('common.date.basis', { decree: holiday.decree });
  return { kind: 'skipped', text: texts.t(holidayKeys[holiday.kind], { day: date, name }), note };
}

function isPlainWeekend(day: ExplainedDay): day is SkippedDay {
  return !day.counted && day.weekend && day.holiday === null;
}
