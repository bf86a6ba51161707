import { Formats } from './formats.js';
import { languages } from './language.js';
import { monthOf } from './month-names.js';

/** What a person typed into the three fields of a date. */
export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export type DatePart = keyof TypedDate;

/** The date as `YYYY-MM-DD`, or what is missing, or that no such day exists. */
export type ReadDate =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly fault: 'missing'; readonly parts: readonly DatePart[] }
  | { readonly ok: false; readonly fault: 'not-a-day' };

/** Takes `14`, `12` or `Des` or `Nopember` or `December`, `2026`; spaces and a leading zero do not matter. */
export function readTypedDate(typed: TypedDate): ReadDate {
  const parts = (['day', 'month', 'year'] as const).filter((part) => typed[part].trim() === '');
  if (parts.length > 0) return { ok: false, fault: 'missing', parts };
  const day = wholeNumber(typed.day);
  const month = monthNumber(typed.month);
  const year = wholeNumber(typed.year);
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || year < 1000 || year > 9999) return { ok: false, fault: 'not-a-day' };
  return { ok: true, date: date.toISOString().slice(0, 10) };
}

function wholeNumber(text: string): number {
  const digits = text.trim();
  return /^\d{1,4}$/.test(digits) ? Number(digits) : -1;
}

function monthNumber(text: string): number {
  const word = text.trim().toLowerCase().replace(/\.$/, '');
  if (/^\d+$/.test(word)) return wholeNumber(word);
  return monthOf(word) ?? startOfName(word);
}

/** As much of a full name as is typed: `Janu`, `Septem`. */
function startOfName(word: string): number {
  for (let month = 1; month <= 12; month += 1) {
    const day = `2026-${String(month).padStart(2, '0')}-01`;
    const known = languages
      .map((language) => new Formats(language))
      .some((formats) => {
        const full = formats.dateOnly(day).split('\u00a0')[1]?.toLowerCase() ?? '';
        return word.length >= 3 && full.startsWith(word);
      });
    if (known) return month;
  }
  return -1;
}
