import { addCalendarDays, localDate, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { monthOf } from '../../platform/views/month-names.js';

// Word and Excel set their own apostrophe in the Friday of every register.
const BEFORE =
  /^(?:(?:hari|tanggal|tgl|senin|selasa|rabu|kamis|jum['’‘`´ʼ]?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min)\b[\s,.:/]*)+/iu;
const WEEKDAYS: readonly RegExp[] = [
  /\bsen(in)?\b/iu,
  /\bsel(asa)?\b/iu,
  /\brab(u)?\b/iu,
  /\bkam(is)?\b/iu,
  /\bjum(['’‘`´ʼ]?at)?\b/iu,
  /\bsab(tu)?\b/iu,
  /\b(min(ggu)?|ahad)\b/iu,
];
const TIME_BEHIND =
  /(?:T|[\s,]+(?:pukul |jam |pkl\.? )?)([01]?\d|2[0-3])[.:][0-5]\d(?:[.:][0-5]\d(?:\.\d+)?)?(?:Z| ?WIT| ?WITA| ?WIB)?$/iu;
const YEAR_FIRST = /^(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})$/u;
const IN_FIGURES = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})$/u;
const IN_WORDS = /^(\d{1,2})[\s.-]+([a-z]{3,9})\.?[\s,.-]+(\d{4}|\d{2})$/iu;
/** 1900 as spreadsheets count: day 60 is the 29 February 1900 that never was. */
const SERIAL_ZERO = localDate('1900-01-01');
const SERIAL_ZERO_1904 = localDate('1904-01-01');
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000];

/**
 * A day as people write it: `3 Mar 2026`, `03/03/2026` (day first), `3-3-26`, `Jum’at, tgl 3 Maret 2026`, `2026-03-03`,
 * `2026/3/3`, any of them with the time of day behind it, or the number that a spreadsheet keeps. Null for anything else,
 * and for days that do not exist. Two figures are 2000 to 2099.
 */
export function readWrittenDate(written: string | number, since1904 = false): LocalDate | null {
  if (typeof written === 'number') return ofSerial(written, since1904);
  const text = written.trim().replace(/\s+/gu, ' ').replace(BEFORE, '');
  return ofText(text, since1904) ?? ofText(text.replace(TIME_BEHIND, ''), since1904);
}

/**
 * The ISO weekday (1 = Monday) that is written before a day, "Senin, 5 Januari 2026"; null where none is. One that is not
 * the day's own means that day, month or year is mistyped.
 */
export function writtenWeekday(written: string): number | null {
  const before = BEFORE.exec(written.trim().replace(/\s+/gu, ' '))?.[0] ?? '';
  const at = WEEKDAYS.findIndex((name) => name.test(before));
  return at === -1 ? null : at + 1;
}

function ofText(text: string, since1904: boolean): LocalDate | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return ofParts(yearFirst[3], Number(yearFirst[2]), yearFirst[1]);
  const figures = IN_FIGURES.exec(text);
  if (figures !== null) return ofParts(figures[1], Number(figures[2]), figures[3]);
  const words = IN_WORDS.exec(text);
  if (words !== null) return ofParts(words[1], monthOf(words[2] ?? '') ?? 0, words[3]);
  return /^\d{5}(\.0+)?$/u.test(text) ? ofSerial(Number(text), since1904) : null;
}

function ofParts(day = '', month: number, year = ''): LocalDate | null {
  const whole = year.length === 2 ? `20${year}` : year;
  return parseLocalDate(`${whole}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function ofSerial(serial: number, since1904: boolean): LocalDate | null {
  if (!Number.isFinite(serial) || serial < FIRST_SERIAL || serial > LAST_SERIAL) return null;
  const days = Math.floor(serial);
  return since1904 ? addCalendarDays(SERIAL_ZERO_1904, days) : addCalendarDays(SERIAL_ZERO, days - 2);
}
