import { cityCalendar, cityDays } from '../../test/law/city-calendar.js';
import type { DayRow } from './free-days.js';
import { localDate, type LocalDate } from './local-date.js';

describe('a new decree', () => {
  const withDay = (row: Partial<DayRow>): readonly DayRow[] => [
    ...cityDays(),
    {
      date: localDate('2026-12-01'),
      kind: 'one_off',
      nameId: 'Pemilihan',
      nameEn: 'Election',
      decree: 'Keppres 1/2026',
      decreeDate: localDate('2026-11-25'),
      ...row,
    },
  ];

  it('moves a date by the day it adds', () => {
    const changed = cityCalendar('A', withDay({}));
    expect(changed.dueDate(localDate('2026-11-24'), 10).date).toBe('2026-12-09');
  });

  it('moves a date back by the day it takes away', () => {
    const without = cityDays().filter(({ date }) => date !== '2026-12-24');
    expect(cityCalendar('A', without).dueDate(localDate('2026-12-14'), 10).date).toBe('2026-12-29');
  });

  it('does not cover a year with a single day', () => {
    const changed = cityCalendar('A', withDay({ date: localDate('2028-02-16') }));
    expect(changed.isCovered(2028)).toBe(false);
    expect(changed.isWorkingDay(localDate('2028-02-16'))).toBe(false);
    expect(changed.isWorkingDay(localDate('2028-08-17'))).toBe(false);
  });

  it('leaves a local closure working where the city says so', () => {
    const rows = withDay({ kind: 'local_closure' });
    const reading = { collectiveLeave: 'free', localClosures: 'working' } as const;
    expect(cityCalendar('A', rows).isWorkingDay(localDate('2026-12-01'))).toBe(false);
    expect(cityCalendar('A', rows).inReading(reading).isWorkingDay(localDate('2026-12-01'))).toBe(true);
  });

  it('explains a day by the row that binds everybody', () => {
    const [closure, leave] = ['local_closure', 'collective_leave'] as const;
    const day = localDate('2026-12-02') as LocalDate;
    const rows = [...withDay({ date: day, kind: closure }), ...withDay({ date: day, kind: leave })];
    expect(cityCalendar('A', rows).holidayOn(day)?.kind).toBe('collective_leave');
    expect(cityCalendar('A', rows.toReversed()).holidayOn(day)?.kind).toBe('collective_leave');
    expect(cityCalendar('B', rows).holidayOn(day)?.kind).toBe('local_closure');
  });
});
