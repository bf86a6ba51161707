import { addCalendarDays, localInstant, type LocalDate } from '../../law/local-date.js';
import type { City } from '../../platform/config/city.js';
import { letterheadOf } from '../../platform/letters/letter-city.js';
import type { RegisterSheet } from '../../platform/letters/sheet-data.js';
import type { Texts } from '../../platform/views/texts.js';
import type { RegisterRow, RegisterWish } from './register-table.js';
import type { RegisterSpan } from './register-span.js';

/** Columns in which nothing is said with a dash; ticks stay empty. */
const DASHED: readonly string[] = ['contact', 'occupation', 'noticed', 'provided', 'cost', 'payment'];

/** Rows of one sheet: 5,000 (500 pages, 35 MB) take some 30 s of a core and 2 GB while they print; more is refused. */
export const MOST_SHEET_ROWS = 5_000;

/** What the register prints on paper. */
export function registerSheetOf(
  texts: Texts,
  city: City,
  wish: RegisterWish,
  columns: readonly string[],
  rows: readonly RegisterRow[],
): RegisterSheet {
  return {
    letterhead: letterheadOf(city),
    period: periodWords(texts, wish.span),
    dataOn: texts.formats.date(wish.knowledge.day).replaceAll('\u00a0', ' '),
    printedFrom: `${city.domain}/pengawas/register`,
    rows: rows.map((row) => row.map((cell, at) => onPaper(cell, columns[at] ?? ''))),
  };
}

/** The only date inside the file: the day that is known of, so that two prints of a day are the same bytes. */
export function printedAt(day: LocalDate): Date {
  return localInstant(day, '00:00');
}

/** `2026`, `November 2026`, `15 Oktober 2026 sampai 3 November 2026`. */
export function periodWords(texts: Texts, { from, to, year }: RegisterSpan): string {
  if (year !== null) return String(year);
  const plain = (day: LocalDate): string => texts.formats.dateOnly(day).replaceAll('\u00a0', ' ');
  const month = from.slice(0, 7);
  if (from.endsWith('-01') && month === to.slice(0, 7) && isLastOfMonth(to))
    return plain(from).replace(/^\d+ /u, '');
  return from === to ? plain(from) : texts.t('reports.period', { from: plain(from), to: plain(to) });
}

function isLastOfMonth(day: LocalDate): boolean {
  return addCalendarDays(day, 1).endsWith('-01');
}

// Narrow columns: years in two figures, and a dash where nothing is said.
function onPaper(cell: string, column: string): string {
  if (cell === '') return DASHED.includes(column) ? '–' : '';
  return cell.replace(/\b(\d{2}\/\d{2}\/)20(\d{2})\b/gu, '$1$2').replaceAll('\u00a0', ' ');
}
