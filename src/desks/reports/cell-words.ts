import { weekdayOf, type LocalDate } from '../../law/local-date.js';
import type { Texts } from '../../platform/views/texts.js';

/** `24/11/2026`: a day as the registers write it, and as a spreadsheet of this country reads it. */
export function slashed(day: LocalDate): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `Selasa 15/12/2026`, for the columns that ask for day and date. */
export function dayAndDate(texts: Texts, day: LocalDate): string {
  return `${weekdayName(texts, day)} ${slashed(day)}`;
}

/** What the information is for, as chosen, or in the requester's own words. */
export function purposeWords(texts: Texts, kind: string, own: string | null): string {
  const chosen = texts.has(`filing.purpose.${kind}`) ? texts.t(`filing.purpose.${kind}`) : kind;
  if (own === null || own.trim() === '') return chosen;
  return kind === 'other' ? own : `${chosen}: ${own}`;
}

// 2026-11-23 is a Monday; a name is asked for once, not for each of 100,000 rows.
const weekdayNames = new Map<string, readonly string[]>();

function weekdayName(texts: Texts, day: LocalDate): string {
  let names = weekdayNames.get(texts.language);
  if (names === undefined) {
    names = Array.from({ length: 7 }, (_, at) => texts.formats.weekday(`2026-11-${String(23 + at)}`));
    weekdayNames.set(texts.language, names);
  }
  return names[weekdayOf(day) - 1] ?? '';
}
