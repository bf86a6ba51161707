import type { LocalDate } from '../../law/local-date.js';
import { weekdayOf } from '../../law/local-date.js';
import type { ExplainedDay, WorkingCalendar } from '../../law/working-calendar.js';
import type { CountedDate, DueDate, PrintedDate, StripDay } from './letter-parts.js';
import { numberInWords } from './number-words.js';

const WEEKDAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'];
const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

/** The day strip fits the page up to here; longer spans are told in words. */
const LONGEST_STRIP = 24;

/** A legal day as letters print it: "Selasa, 8 Desember 2026", "delapan Desember dua ribu dua puluh enam". */
export function printedDate(day: LocalDate): PrintedDate {
  const { dayOfMonth, month, year } = partsOf(day);
  const long = `${dayOfMonth} ${month} ${year}`;
  return {
    iso: day,
    long,
    weekdayLong: `${WEEKDAYS[weekdayOf(day) - 1] ?? ''}, ${long}`,
    inWords: `${numberInWords(dayOfMonth)} ${month} ${numberInWords(year)}`,
  };
}

/** What knows the years without decree. */
type DecreedYears = Pick<WorkingCalendar, 'provisionalBetween'>;

/**
 * A day counted from `from`, for a sentence: the reader is told when a year of its term has no decree yet and, where the
 * days of the count are given, what it passed over.
 */
export function printedCountedDate(
  day: LocalDate,
  from: LocalDate,
  calendar: DecreedYears,
  days: readonly ExplainedDay[] = [],
): CountedDate {
  return {
    ...printedDate(day),
    provisional: provisionalWords(from, day, calendar),
    skipped: skippedWithDecrees(days),
  };
}

function provisionalWords(from: LocalDate, to: LocalDate, calendar: DecreedYears): string | null {
  const missing = calendar.provisionalBetween(from, to);
  return missing === null
    ? null
    : `Kalender ${String(missing.year)} belum ditetapkan; tanggal dapat berubah dan Anda diberi tahu.`;
}

/** A term as the calendar explains it, from the day after `start` to its last day. */
export interface CountedTerm {
  /** Day 0: day of receipt, of the letter, or the day a term passed. */
  readonly start: LocalDate;
  readonly days: readonly ExplainedDay[];
  /** The days of the first term, when this one lengthens it: `start` is then the first term's start. */
  readonly formerDays?: readonly ExplainedDay[];
}

/**
 * The due date of a term with all that a date block shows: how many working days, from which day on, the day strip
 * (up to 24 calendar days with the day of receipt) or the days passed over in words, and that it is provisional while a
 * year of the term has no holiday decree. Throws `RangeError` without a counted last day.
 */
export function printedDueDate(term: CountedTerm, calendar: DecreedYears): DueDate {
  const first = term.days.find((day) => day.counted);
  const last = term.days.at(-1);
  if (first === undefined || last?.counted !== true) throw new RangeError('a term ends on a counted day');
  const strip = stripOf(term);
  return {
    date: printedDate(last.date),
    workingDays: last.number,
    countedFrom: printedDate(first.date),
    strip: strip.length <= LONGEST_STRIP ? strip : null,
    skipped: skippedWithDecrees([...(term.formerDays ?? []), ...term.days]),
    provisional: provisionalWords(term.start, last.date, calendar),
  };
}

function stripOf({ start, days, formerDays = [] }: CountedTerm): StripDay[] {
  const cell =
    (kind: 'last' | 'formerLast') => (day: ExplainedDay, i: number, all: readonly ExplainedDay[]) => ({
      day: partsOf(day.date).dayOfMonth,
      weekday: weekdayOf(day.date),
      kind: !day.counted ? ('free' as const) : i === all.length - 1 ? kind : ('counted' as const),
      number: day.counted ? day.number : null,
    });
  // Where the day of receipt counts it is day 1 and stands in the strip as such.
  const received: StripDay[] =
    days[0]?.date === start
      ? []
      : [{ day: partsOf(start).dayOfMonth, weekday: weekdayOf(start), kind: 'received', number: null }];
  return [...received, ...formerDays.map(cell('formerLast')), ...days.map(cell('last'))];
}

/** The same with the decrees that make the holidays: "Sabtu, Minggu, 25 Desember (Natal); menurut SKB 1497/2025". */
function skippedWithDecrees(days: readonly ExplainedDay[]): string | null {
  const words = skippedInWords(days);
  const decrees = new Set(
    days.flatMap((day) =>
      day.counted || day.weekend || day.holiday?.decree == null ? [] : [day.holiday.decree],
    ),
  );
  return words === null || decrees.size === 0 ? words : `${words}; menurut ${[...decrees].join('; ')}`;
}

/**
 * Days passed over, as a reader would list them: "Sabtu, Minggu, 24 dan 25 Desember (Kelahiran Yesus Kristus),
 * 1 Januari (Tahun Baru)". Holidays on a weekend are not named again; `null` when nothing was passed over.
 */
export function skippedInWords(days: readonly ExplainedDay[]): string | null {
  const weekdays = [6, 7].filter((weekday) =>
    days.some((day) => isWeekend(day) && weekdayOf(day.date) === weekday),
  );
  const groups: { readonly month: string; readonly name: string; readonly days: number[] }[] = [];
  for (const day of days) {
    if (day.counted || day.weekend || day.holiday === null) continue;
    const { dayOfMonth, month } = partsOf(day.date);
    const name = shortHolidayName(day.holiday.nameId);
    const group = groups.find((known) => known.month === month && known.name === name);
    if (group === undefined) groups.push({ month, name, days: [dayOfMonth] });
    else group.days.push(dayOfMonth);
  }
  const parts = [
    ...weekdays.map((weekday) => WEEKDAYS[weekday - 1] ?? ''),
    ...groups.map((group) => `${listed(group.days)} ${group.month} (${group.name})`),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

function isWeekend(day: ExplainedDay): boolean {
  return !day.counted && day.weekend;
}

/**
 * "Cuti Bersama Idul Fitri 1448 H" and "Idul Fitri 1448 H (hari kedua)" are one holiday to the reader, and the long
 * names of the decrees have short ones: a note has three lines.
 */
function shortHolidayName(name: string): string {
  return name
    .replace(/^Cuti Bersama /, '')
    .replace(/ \(.*\)$/, '')
    .replace(/ \d{4}( (H|M|Masehi|BE|Kongzili))?$/, '')
    .replace(/ Nabi Muhammad SAW$/, '')
    .replace(/^Kelahiran Yesus Kristus$/, 'Natal');
}

function listed(days: readonly number[]): string {
  if (days.length < 3) return days.join(' dan ');
  return `${days.slice(0, -1).join(', ')}, dan ${days.at(-1) ?? ''}`;
}

function partsOf(day: LocalDate): {
  readonly dayOfMonth: number;
  readonly month: string;
  readonly year: number;
} {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  return { dayOfMonth, month: MONTHS[month - 1] ?? '', year };
}
