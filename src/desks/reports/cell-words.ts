import type { LocalDate } from '../../law/local-date.js';
import type { Texts } from '../../platform/views/texts.js';

/** `24/11/2026`: a day as the registers write it, and as a spreadsheet of this country reads it. */
export function slashed(day: LocalDate): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

// The 100,000 rows of a year name some hundred days.
const writtenDays = { id: new Map<LocalDate, string>(), en: new Map<LocalDate, string>() };

/** `Selasa 15/12/2026`, for the columns that ask for day and date. */
export function dayAndDate(texts: Texts, day: LocalDate): string {
  const known = writtenDays[texts.language].get(day);
  if (known !== undefined) return known;
  const written = `${texts.formats.weekday(day)} ${slashed(day)}`;
  writtenDays[texts.language].set(day, written);
  return written;
}

/** What the information is for, as chosen, or in the requester's own words; empty where a paper does not say it. */
export function purposeWords(texts: Texts, kind: string, own: string | null): string {
  if (kind === 'unstated') return own ?? '';
  const chosen = texts.has(`filing.purpose.${kind}`) ? texts.t(`filing.purpose.${kind}`) : kind;
  if (own === null || own.trim() === '') return chosen;
  return kind === 'other' ? own : `${chosen}: ${own}`;
}
