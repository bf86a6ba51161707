import { yearOf } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { CalendarVersion, Decree } from '../../office/calendar/decrees.js';
import { missingNotice } from '../../office/calendar/missing-decree.js';
import type { Texts } from '../../platform/views/texts.js';
import type { CalendarDay } from './calendar-days.queries.js';
import type { AdminTable } from './table.js';

/** `2022 sampai 2027` where the years follow each other. */
export function yearsCovered(texts: Texts, calendar: WorkingCalendar): string {
  const years = calendar.coveredYears;
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return texts.t('admin.calendar.none');
  if (last - first + 1 !== years.length) return years.join(', ');
  return texts.t('admin.calendar.years', { first: String(first), last: String(last) });
}

const COLUMNS = ['date', 'name', 'kind', 'decree'] as const;
const DECREE_COLUMNS = ['decree', 'state', 'by', 'settled', 'version'] as const;
const VERSION_COLUMNS = ['version', 'source', 'loaded'] as const;

/** What the page of the calendar shows. */
export interface CalendarFacts {
  readonly now: Date;
  readonly days: readonly CalendarDay[];
  readonly decrees: readonly Decree[];
  readonly versions: readonly CalendarVersion[];
}

/** `/admin/kalender`: decrees and versions, then one table a year, the newest first. */
export function calendarModel(
  texts: Texts,
  calendar: WorkingCalendar,
  { now, days, decrees, versions }: CalendarFacts,
): object {
  const years = [...new Set(days.map(({ date }) => yearOf(date)))].sort((a, b) => b - a);
  return {
    lead: texts.t('admin.calendar.lead', {
      years: yearsCovered(texts, calendar),
      version: calendar.version,
      n: days.length,
    }),
    missing: missingNotice(texts, calendar, now),
    decrees: decrees.length === 0 ? null : decreeTable(texts, decrees),
    versions: versionTable(texts, versions),
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

function decreeTable(texts: Texts, decrees: readonly Decree[]): AdminTable {
  return {
    id: 'keputusan',
    caption: texts.t('admin.calendar.decrees'),
    head: DECREE_COLUMNS.map((column) => ({ text: texts.t(`admin.calendar.columns.${column}`) })),
    rows: decrees.map((decree) => [
      { text: decree.citation, href: `/admin/kalender/keputusan/${decree.id}`, header: true },
      { text: texts.t(`admin.decree.state.${decree.state}`) },
      { text: `${decree.proposedByName}, ${texts.formats.dateTimeShort(decree.proposedAt)}` },
      {
        text:
          decree.settledAt === null
            ? ''
            : `${decree.settledByName ?? ''}, ${texts.formats.dateTimeShort(decree.settledAt)}`,
      },
      decree.fileId === null
        ? { text: decree.version === null ? '' : String(decree.version), number: true }
        : {
            text: `${String(decree.version ?? '')} ${texts.t('admin.calendar.document')}`.trim(),
            href: `/admin/kalender/keputusan/${decree.id}/dokumen`,
          },
    ]),
  };
}

function versionTable(texts: Texts, versions: readonly CalendarVersion[]): AdminTable {
  return {
    id: 'versi',
    caption: texts.t('admin.calendar.versions'),
    head: VERSION_COLUMNS.map((column) => ({ text: texts.t(`admin.calendar.columns.${column}`) })),
    rows: versions.map(({ version, title, loaded_at: at }) => [
      { text: texts.t('admin.calendar.version-title', { version: String(version) }), header: true },
      { text: title },
      { text: texts.formats.dateTime(at), muted: true },
    ]),
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
