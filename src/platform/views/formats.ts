import { localDayOf, localTimeOf } from '../../law/local-date.js';
import { NBSP, type Language } from './language.js';

const names = {
  id: {
    days: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
    shortDays: ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'],
    months: [
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
    ],
    shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  },
  en: {
    days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    shortDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
} as const;

interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** Takes `YYYY-MM-DD` apart; instants are first read as the day they have in the city. */
function calendarDay(value: string | Date): CalendarDay {
  const local = value instanceof Date ? localDayOf(value) : value.slice(0, 10);
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(local);
  if (!match) throw new Error(`Not a calendar day: ${local}`);
  const [, year, month, day] = match.map(Number);
  if (year === undefined || month === undefined || day === undefined)
    throw new Error(`Not a calendar day: ${local}`);
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/**
 * Dates, times and numbers as a page of one language writes them. Days are `YYYY-MM-DD` or instants (read in the
 * city's zone); no-break spaces keep day, month and year together, and a number with its unit.
 */
export class Formats {
  constructor(readonly language: Language) {}

  private parts(value: string | Date) {
    const day = calendarDay(value);
    const set = names[this.language];
    return {
      day: String(day.day),
      year: String(day.year),
      weekday: set.days[day.weekday] ?? '',
      shortWeekday: set.shortDays[day.weekday] ?? '',
      month: set.months[day.month - 1] ?? '',
      shortMonth: set.shortMonths[day.month - 1] ?? '',
    };
  }

  /** `Selasa, 8 Desember 2026`; `Tuesday 8 December 2026`. */
  date(value: string | Date): string {
    return this.language === 'id'
      ? `${this.weekday(value)}, ${this.dateOnly(value)}`
      : `${this.weekday(value)} ${this.dateOnly(value)}`;
  }

  /** `8 Desember 2026`. */
  dateOnly(value: string | Date): string {
    const { day, month, year } = this.parts(value);
    return [day, month, year].join(NBSP);
  }

  /** `Selasa`. */
  weekday(value: string | Date): string {
    return this.parts(value).weekday;
  }

  /** `Rabu 25 November`: a day in a list whose year is known. */
  dayOfYear(value: string | Date): string {
    const { weekday, day, month } = this.parts(value);
    return `${weekday} ${day}${NBSP}${month}`;
  }

  /** `Senin, 30 November`: a date of this year in a sentence. */
  dateNoYear(value: string | Date): string {
    const { weekday, day, month } = this.parts(value);
    return this.language === 'id' ? `${weekday}, ${day}${NBSP}${month}` : `${weekday} ${day}${NBSP}${month}`;
  }

  /** `Sel 8 Des`. */
  dateShort(value: string | Date): string {
    const { shortWeekday, day, shortMonth } = this.parts(value);
    return [shortWeekday, day, shortMonth].join(NBSP);
  }

  /** `Sel 8 Des 2026`. */
  dateShortYear(value: string | Date): string {
    return [this.dateShort(value), this.parts(value).year].join(NBSP);
  }

  /** `8 Des`. */
  dayMonthShort(value: string | Date): string {
    const { day, shortMonth } = this.parts(value);
    return [day, shortMonth].join(NBSP);
  }

  /** `Des`. */
  monthShort(value: string | Date): string {
    return this.parts(value).shortMonth;
  }

  /** `8`. */
  dayNumber(value: string | Date): string {
    return this.parts(value).day;
  }

  /** `10.15 WIT`; `10:15 (Eastern Indonesia Time)`. */
  time(instant: Date): string {
    const bare = this.clock(instant);
    return this.language === 'id' ? `${bare}${NBSP}WIT` : `${bare} (Eastern${NBSP}Indonesia${NBSP}Time)`;
  }

  /** `10.15`, without the zone, for staff tables whose foot names it. */
  clock(instant: Date): string {
    const bare = localTimeOf(instant);
    return this.language === 'id' ? bare.replace(':', '.') : bare;
  }

  /** `Kamis, 26 November 2026 pukul 09.20 WIT`. */
  dateTime(instant: Date): string {
    return this.language === 'id'
      ? `${this.date(instant)} pukul${NBSP}${this.time(instant)}`
      : `${this.date(instant)}, ${this.time(instant)}`;
  }

  /** `Kam 3 Des 14.05`: staff tables and timelines. */
  dateTimeShort(instant: Date): string {
    return `${this.dateShort(instant)}${NBSP}${this.clock(instant)}`;
  }

  /** `4.000`, `7,2`. At most `digits` decimals, trailing zeros left out. */
  number(value: number, digits = 1): string {
    const scale = 10 ** digits;
    const rounded = Math.round(Math.abs(value) * scale) / scale;
    const [whole = '0', fraction] = String(rounded).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, this.language === 'id' ? '.' : ',');
    const mark = this.language === 'id' ? ',' : '.';
    return `${value < 0 && rounded !== 0 ? '-' : ''}${grouped}${fraction ? mark + fraction : ''}`;
  }

  /** `61 %` from the share 0.61. */
  percent(share: number, digits = 0): string {
    return `${this.number(share * 100, digits)}${NBSP}%`;
  }

  /** `184 kB`, `7,2 MB` (steps of 1,000). */
  bytes(count: number): string {
    if (count < 1000) return `${this.number(count)}${NBSP}B`;
    if (count < 999_500) return `${this.number(count / 1000, 0)}${NBSP}kB`;
    if (count < 999_950_000) return `${this.number(count / 1e6)}${NBSP}MB`;
    return `${this.number(count / 1e9)}${NBSP}GB`;
  }

  /** `Rp2.500`. */
  rupiah(amount: number): string {
    return `Rp${this.number(amount, 0)}`;
  }
}
