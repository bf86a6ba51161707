import type { LocalDate } from './local-date.js';

/** What can make a day of the week free; `collective_leave` is cuti bersama, `one_off` an election day by Keppres. */
export const DAY_KINDS = ['national', 'collective_leave', 'one_off', 'local_closure'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** One row of a holiday decree. Days that fall on a weekend are rows too. */
export interface DayRow {
  readonly date: LocalDate;
  readonly kind: DayKind;
  readonly nameId: string;
  readonly nameEn: string;
  /** Short citation that the public may be shown, such as "SKB 1497/2025, 2/2025, 5/2025". */
  readonly decree: string;
  readonly decreeDate: LocalDate;
}

/** A holiday of a year whose decree is not known: its date is the same every year, so it needs none. */
export interface FixedHoliday {
  readonly date: LocalDate;
  readonly kind: 'fixed';
  readonly nameId: string;
  readonly nameEn: string;
  readonly decree: null;
  readonly decreeDate: null;
}

export type FreeDay = DayRow | FixedHoliday;

/** How doubtful days are read (law.md D4, D5; a local closure is a switch of the city, holidays-id.md). */
export interface CalendarReading {
  readonly collectiveLeave: 'free' | 'working';
  readonly localClosures: 'free' | 'working';
  /** Whether a day of receipt that is a working day is day 1 itself (`term.ts`); by default it is day 0. */
  readonly firstDay?: 'next-working-day' | 'day-of-receipt';
}

/** Why Saturday and Sunday are free: offices work Monday to Friday (art. 3). */
export const WORKING_WEEK_SOURCE = 'Perpres 21/2023';

const FIXED_HOLIDAYS: readonly {
  readonly monthAndDay: string;
  readonly nameId: string;
  readonly nameEn: string;
}[] = [
  { monthAndDay: '01-01', nameId: 'Tahun Baru Masehi', nameEn: "New Year's Day" },
  { monthAndDay: '05-01', nameId: 'Hari Buruh Internasional', nameEn: 'Labour Day' },
  { monthAndDay: '06-01', nameId: 'Hari Lahir Pancasila', nameEn: 'Pancasila Day' },
  { monthAndDay: '08-17', nameId: 'Hari Kemerdekaan Republik Indonesia', nameEn: 'Independence Day' },
  { monthAndDay: '12-25', nameId: 'Hari Raya Natal', nameEn: 'Christmas Day' },
];

/**
 * The holidays of a year without decree. Only the five whose date never moves: lunar days and cuti bersama are not
 * guessed, because a guessed holiday would show the citizen a date that is too late.
 */
export function fixedHolidaysOf(year: number): readonly FixedHoliday[] {
  return FIXED_HOLIDAYS.map(({ monthAndDay, nameId, nameEn }) => ({
    date: `${year}-${monthAndDay}` as LocalDate,
    kind: 'fixed',
    nameId,
    nameEn,
    decree: null,
    decreeDate: null,
  }));
}

/** Whether a row makes its day free in this reading. */
export function isFreeIn(reading: CalendarReading, row: DayRow): boolean {
  if (row.kind === 'collective_leave') return reading.collectiveLeave === 'free';
  if (row.kind === 'local_closure') return reading.localClosures === 'free';
  return true;
}

/** Two rows on one day: the one that binds everybody explains it. */
export function strongerOf(a: DayRow, b: DayRow): DayRow {
  return STRENGTH[b.kind] > STRENGTH[a.kind] ? b : a;
}

const STRENGTH: Readonly<Record<DayKind, number>> = {
  national: 3,
  one_off: 2,
  collective_leave: 1,
  local_closure: 0,
};
