import { localDate } from '../../law/local-date.js';
import { WorkingCalendar, type ExplainedDay } from '../../law/working-calendar.js';
import { printedCountedDate, printedDate, printedDueDate, skippedInWords } from './letter-dates.js';

const counted = (date: string, number: number): ExplainedDay => ({
  date: localDate(date),
  counted: true,
  number,
});
const weekend = (date: string): ExplainedDay => ({
  date: localDate(date),
  counted: false,
  weekend: true,
  holiday: null,
});
const holiday = (date: string, nameId: string): ExplainedDay => ({
  date: localDate(date),
  counted: false,
  weekend: false,
  holiday: {
    date: localDate(date),
    kind: 'national',
    nameId,
    nameEn: nameId,
    decree: 'SKB',
    decreeDate: localDate('2026-06-01'),
  },
});

const decreed = { provisionalBetween: () => null };

describe('a printed date', () => {
  it('names the weekday and says the day in words', () => {
    expect(printedDate(localDate('2026-12-08'))).toEqual({
      iso: '2026-12-08',
      long: '8 Desember 2026',
      weekdayLong: 'Selasa, 8 Desember 2026',
      inWords: 'delapan Desember dua ribu dua puluh enam',
    });
  });
});

describe('a printed due date', () => {
  const days = [
    weekend('2026-11-28'),
    weekend('2026-11-29'),
    counted('2026-11-30', 1),
    counted('2026-12-01', 2),
  ];

  it('starts the strip on the day of receipt and ends it on the last day', () => {
    const due = printedDueDate({ start: localDate('2026-11-27'), days }, decreed);
    expect(due.workingDays).toBe(2);
    expect(due.countedFrom.iso).toBe('2026-11-30');
    expect(due.strip).toEqual([
      { day: 27, weekday: 5, kind: 'received', number: null },
      { day: 28, weekday: 6, kind: 'free', number: null },
      { day: 29, weekday: 7, kind: 'free', number: null },
      { day: 30, weekday: 1, kind: 'counted', number: 1 },
      { day: 1, weekday: 2, kind: 'last', number: 2 },
    ]);
  });

  it('marks the former last day of a lengthened term', () => {
    const due = printedDueDate(
      {
        start: localDate('2026-11-27'),
        formerDays: days,
        days: [counted('2026-12-02', 1), counted('2026-12-03', 2)],
      },
      decreed,
    );
    expect(due.date.iso).toBe('2026-12-03');
    expect(due.strip?.map((cell) => cell.kind)).toEqual([
      'received',
      'free',
      'free',
      'counted',
      'formerLast',
      'counted',
      'last',
    ]);
  });

  it('leaves the strip out beyond 24 calendar days', () => {
    const many = Array.from({ length: 24 }, (_, i) =>
      counted(`2026-11-${String(i + 1).padStart(2, '0')}`, i + 1),
    );
    expect(printedDueDate({ start: localDate('2026-10-31'), days: many }, decreed).strip).toBeNull();
    expect(
      printedDueDate({ start: localDate('2026-10-31'), days: many.slice(0, 23) }, decreed).strip,
    ).toHaveLength(24);
  });

  it('is provisional while a year of its term has no decree', () => {
    const calendar = new WorkingCalendar({
      version: '1',
      days: [],
      coveredYears: [2026],
      reading: { collectiveLeave: 'free', localClosures: 'free' },
    });
    const start = localDate('2026-12-29');
    const told = 'Kalender 2027 belum ditetapkan; tanggal dapat berubah dan Anda diberi tahu.';
    expect(printedDueDate({ start, days: calendar.explain(start, 2) }, calendar).provisional).toBeNull();
    expect(printedDueDate({ start, days: calendar.explain(start, 3) }, calendar).provisional).toBe(told);
    expect(printedCountedDate(localDate('2026-12-31'), start, calendar).provisional).toBeNull();
    expect(printedCountedDate(localDate('2027-01-04'), start, calendar).provisional).toBe(told);
  });

  it('refuses a term that ends on a free day', () => {
    expect(() => printedDueDate({ start: localDate('2026-11-27'), days: days.slice(0, 2) }, decreed)).toThrow(
      RangeError,
    );
  });
});

describe('days passed over in words', () => {
  it('groups a holiday with its collective leave', () => {
    const days = [
      weekend('2026-12-26'),
      weekend('2026-12-27'),
      holiday('2026-12-24', 'Cuti Bersama Kelahiran Yesus Kristus'),
      holiday('2026-12-25', 'Kelahiran Yesus Kristus'),
      holiday('2027-01-01', 'Tahun Baru 2027 Masehi'),
      holiday('2027-01-05', 'Isra Mikraj Nabi Muhammad SAW 1448 H'),
    ];
    expect(skippedInWords(days)).toBe(
      'Sabtu, Minggu, 24 dan 25 Desember (Natal), 1 Januari (Tahun Baru), 5 Januari (Isra Mikraj)',
    );
  });

  it('lists three days with commas', () => {
    const leave = ['2026-03-20', '2026-03-23', '2026-03-24'].map((date) =>
      holiday(date, 'Cuti Bersama Idul Fitri 1447 H'),
    );
    expect(skippedInWords(leave)).toBe('20, 23, dan 24 Maret (Idul Fitri)');
  });

  it('says nothing when every day counts', () => {
    expect(skippedInWords([counted('2026-11-25', 1)])).toBeNull();
  });
});
