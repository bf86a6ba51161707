import { cityCalendar } from '../../../test/law/city-calendar.js';
import { localDate } from '../../law/local-date.js';
import { explainWorkingDays, explanationWords, readExplanationQuery } from './explain-working-days.js';

const calendar = cityCalendar();
const words = explanationWords((key, values) => (values ? `${key} ${values['year']}` : key));
const explain = (from: string, count: number, language: 'id' | 'en' = 'id') =>
  explainWorkingDays({ from: localDate(from), count }, calendar, language, words);

describe('the explanation of a working-day count', () => {
  it('numbers counted days and names the reason of the others', () => {
    expect(explain('2026-12-23', 1)).toEqual({
      dueDate: '2026-12-28',
      provisional: null,
      days: [
        {
          date: '2026-12-24',
          counted: false,
          reason: 'Cuti Bersama Kelahiran Yesus Kristus',
          source: 'SKB 1497/2025, 2/2025, 5/2025',
        },
        {
          date: '2026-12-25',
          counted: false,
          reason: 'Kelahiran Yesus Kristus',
          source: 'SKB 1497/2025, 2/2025, 5/2025',
        },
        { date: '2026-12-26', counted: false, reason: 'calendar.weekend', source: 'Perpres 21/2023' },
        { date: '2026-12-27', counted: false, reason: 'calendar.weekend', source: 'Perpres 21/2023' },
        { date: '2026-12-28', counted: true, number: 1 },
      ],
    });
  });

  it('speaks English when asked', () => {
    expect(explain('2026-12-24', 1, 'en').days[0]).toMatchObject({ reason: 'Christmas Day' });
  });

  it('names weekend and holiday where both fall on a day', () => {
    const sunday = explain('2026-05-30', 1).days.find(({ date }) => date === '2026-05-31');
    expect(sunday).toMatchObject({ reason: expect.stringMatching(/^calendar\.weekend; .*Waisak/) });
  });

  it('says that a year without decree is provisional', () => {
    const { provisional, days } = explain('2028-08-16', 1);
    expect(provisional).toBe('calendar.year-without-decree 2028');
    expect(days[0]).toMatchObject({ date: '2028-08-17', source: 'calendar.fixed-holiday' });
  });
});

describe('a year before the data', () => {
  it('is not said to be waiting for its decree', () => {
    expect(explain('2021-03-01', 5).provisional).toBe('calendar.year-before-data 2021');
    expect(explain('2021-12-30', 5).provisional).toBe('calendar.year-before-data 2021');
  });
});

describe('the query for an explanation', () => {
  it('takes a day and a count up to 400', () => {
    expect(readExplanationQuery('2026-11-24', '400')).toEqual({
      ok: true,
      query: { from: '2026-11-24', count: 400 },
    });
  });

  it('names every faulty field', () => {
    const faults = [
      { field: 'from', code: 'not-a-day' },
      { field: 'count', code: 'out-of-range' },
    ];
    expect(readExplanationQuery('24-11-2026', '401')).toEqual({ ok: false, faults });
    expect(readExplanationQuery(undefined, undefined)).toEqual({ ok: false, faults });
    expect(readExplanationQuery('2026-02-30', '0')).toEqual({ ok: false, faults });
  });
});
