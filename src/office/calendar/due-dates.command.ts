import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { EARLIEST_DAY, LATEST_DAY, parseLocalDate } from '../../law/local-date.js';
import type { ProvisionalReason, WorkingCalendar } from '../../law/working-calendar.js';
import { LONGEST_TERM } from '../../law/working-calendar.js';
import { endOfCount } from '../../law/term.js';

const ANSWER_COLUMNS = ['start_date', 'working_days', 'due_date', 'provisional'] as const;
const SEPARATORS = [',', ';', '\t'] as const;
const WHOLE_NUMBER = /^\d{1,9}$/;
const WRITTEN_DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Layout {
  readonly hasHeader: boolean;
  readonly separator: string;
  readonly start: number;
  readonly days: number;
}

/** The fields of a line, or the line itself when its quotes are broken. */
type Row = readonly string[] | string;

/**
 * `tenggat due-dates`: CSV with the columns `start_date,working_days` to CSV with always the four columns
 * `start_date,working_days,due_date,provisional`, row for row in the same order (contract section 1).
 * `2026-11-24,10` gives `2026-11-24,10,2026-12-08,`.
 *
 * The start is day 0, the due date counts. `provisional` is empty for a date that rests on decrees alone, else it says
 * why the date may move. A row that cannot be counted keeps its place and its words, with an empty date and the reason
 * in `provisional`: an impossible day, a length that is not a whole number from 1 to 5000, broken quotes.
 * One line is one row, so that one stray quote spoils one row and not the rest of the file. Further columns are
 * dropped, blank lines skipped; order and spelling of the header do not matter, and without one the first two columns
 * are taken. `;` and tab separate as well as `,`.
 */
export function dueDatesCsv(inputText: string, calendar: WorkingCalendar): string {
  const lines = inputText
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
  const layout = layoutOf(lines[0] ?? '');
  const rows = readRows(layout.hasHeader ? lines.slice(1) : lines, layout.separator);
  return stringify([ANSWER_COLUMNS, ...rows.map((row) => answerRow(row, layout, calendar))]);
}

function answerRow(row: Row, layout: Layout, calendar: WorkingCalendar): readonly string[] {
  if (typeof row === 'string') return [row.trim(), '', '', 'unreadable row: broken quotes'];
  const start = row[layout.start]?.trim() ?? '';
  const workingDays = row[layout.days]?.trim() ?? '';
  return [start, workingDays, ...count(start, workingDays, calendar)];
}

function count(start: string, workingDays: string, calendar: WorkingCalendar): readonly [string, string] {
  const day = parseLocalDate(start);
  if (!day) return ['', dayFault(start)];
  const length = WHOLE_NUMBER.test(workingDays) ? Number(workingDays) : 0;
  if (length < 1 || length > LONGEST_TERM)
    return ['', `unreadable working_days: not a whole number from 1 to ${LONGEST_TERM}`];
  const { date, provisional } = endOfCount({ start: day, workingDays: length }, calendar);
  return [date, provisional ? provisionalText(provisional) : ''];
}

function dayFault(start: string): string {
  if (start === '') return 'unreadable start_date: empty';
  if (!WRITTEN_DAY.test(start)) return 'unreadable start_date: not written YYYY-MM-DD';
  return `unreadable start_date: no such day from ${EARLIEST_DAY} to ${LATEST_DAY}`;
}

function provisionalText({ code, year }: ProvisionalReason): string {
  return `${code} ${year}: counted with weekends and fixed holidays only`;
}

/**
 * Without quotes no parser is needed. With them it reads all lines at once, and one by one only when a stray quote
 * makes lines run together.
 */
function readRows(lines: readonly string[], separator: string): readonly Row[] {
  if (!lines.some((line) => line.includes('"'))) return lines.map((line) => line.split(separator));
  const together = parseCsv(lines.join('\n'), separator);
  if (together?.length === lines.length) return together;
  return lines.map((line) => parseCsv(line, separator)?.[0] ?? line);
}

function parseCsv(text: string, separator: string): readonly (readonly string[])[] | null {
  try {
    return parse(text, { delimiter: separator, ltrim: true, rtrim: true, relax_column_count: true });
  } catch {
    return null;
  }
}

function layoutOf(firstLine: string): Layout {
  const separator = SEPARATORS.find((sign) => firstLine.includes(sign)) ?? ',';
  const names = (parseCsv(firstLine, separator)?.[0] ?? []).map((name) =>
    name.toLowerCase().replace(/[^a-z]/g, ''),
  );
  const start = names.indexOf('startdate');
  const days = names.indexOf('workingdays');
  if (start >= 0 && days >= 0) return { hasHeader: true, separator, start, days };
  return { hasHeader: firstLine !== '' && !/\d/.test(firstLine), separator, start: 0, days: 1 };
}
