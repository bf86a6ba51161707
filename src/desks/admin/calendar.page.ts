import { localDayOf, yearOf } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { missingDecree } from '../../office/calendar/missing-decree.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CalendarDay } from './calendar-days.queries.js';
import type { AdminTable } from './table.js';

/** The notice about a missing year, or null. */
export function missingNotice(
  texts: Texts,
  calendar: WorkingCalendar,
  now: Date,
): { readonly text: string; readonly tone: 'amber' } | null {
  const missing = missingDecree(calendar, localDayOf(now));
  if (missing === null) return null;
  const key = missing.isLate ? 'admin.calendar.missing-late' : 'admin.calendar.missing';
  return { text: texts.t(key, { year: String(missing.year) }), tone: 'amber' };
}

/** `2022 sampai 2027` where the years follow each other. */
export function yearsCovered(texts: Texts, calendar: WorkingCalendar): string {
  const years = calendar.coveredYears;
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return texts.t('admin.calendar.none');
  if (last - first + 1 !== years.length) return years.join(', ');
  return texts.t('admin.calendar.years', { first: String(first), last: String(last) });
}

const COLUMNS = ['date', 'name', 'kind', 'decree'] as const;

/** `/admin/kalender`: one table a year, the newest first. */
export function calendarModel(
  texts: Texts,
  calendar: WorkingCalendar,
  days: readonly CalendarDay[],
  now: Date,
): object {
  const years = [...new Set(days.map(({ date }) => yearOf(date)))].sort((a, b) => b - a);
  return {
    lead: texts.t('admin.calendar.lead', {
      years: yearsCovered(texts, calendar),
      version: calendar.version,
      n: days.length,
    }),
    missing: missingNotice(texts, calendar, now),
    years: years.map((year) => ({
      title: texts.t('admin.calendar.year', { year: String(year) }),
      table: yearTable(
        texts,
        year,
        days.filter((day) => yearOf(day.date) === year),
      ),
    })),
  };
}

function yearTable(texts: Texts, year: number, days: readonly CalendarDay[]): AdminTable {
  return {
    id: `hari-${String(year)}`,
    caption: texts.t('admin.calendar.year', { year: String(year) }),
    head: COLUMNS.map((column) => ({ text: texts.t(`admin.calendar.columns.${column}`) })),
    rows: days.map((day) => [
      { text: texts.formats.dateShort(day.date), header: true },
      { text: day.name_id },
      { text: texts.t(`admin.calendar.kind.${day.kind}`) },
      { text: day.decree, muted: true },
    ]),
  };
}
