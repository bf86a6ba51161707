import { localDate, parseLocalDate } from './local-date.js';
import { TIME_LIMITS, timeLimit, type TimeLimit } from './time-limits.js';

const today = localDate('2026-11-24');

describe('the time limits of the law', () => {
  it('are T1 to T20, each once', () => {
    expect(TIME_LIMITS.map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, index) => `T${index + 1}`),
    );
  });

  it.each([
    ['completenessCheck', 3, 'workingDays'],
    ['repair', 3, 'workingDays'],
    ['reply', 10, 'workingDays'],
    ['extension', 7, 'workingDays'],
    ['objectionWindow', 30, 'workingDays'],
    ['objectionReply', 30, 'workingDays'],
    ['disputeFiling', 14, 'workingDays'],
    ['disputeEnd', 100, 'workingDays'],
    ['cassation', 14, 'calendarDays'],
    ['annualReport', 3, 'months'],
    ['exemptionReview', 30, 'workingDays'],
    ['breachNotice', 72, 'hours'],
  ] as const)('give %s %d %s', (name, length, unit) => {
    expect(timeLimit(name, today)).toMatchObject({ length, unit });
  });

  it('cite an article and a day from which they hold', () => {
    for (const { id, article, validFrom } of TIME_LIMITS) {
      expect([id, /\d{2,4}\/?\d* art\. \d/.test(article) || /^P/.test(article)]).toEqual([id, true]);
      expect([id, parseLocalDate(validFrom)]).toEqual([id, validFrom]);
    }
  });

  it('count a case of former years as the law stood first', () => {
    expect(timeLimit('completenessCheck', localDate('2019-01-02')).length).toBe(3);
  });

  it('count by the law in force on the day, once a later one changes a term', () => {
    const reply = timeLimit('reply', today);
    const changed = (length: number, from: string): TimeLimit => ({
      ...reply,
      length,
      validFrom: localDate(from),
    });
    const limits = [changed(10, '2010-05-01'), changed(14, '2029-01-01'), changed(12, '2027-01-01')];
    const lengthOn = (day: string) => timeLimit('reply', localDate(day), limits).length;
    expect(['2009-12-31', '2026-12-31', '2027-01-01', '2028-12-31', '2029-01-01'].map(lengthOn)).toEqual([
      10, 10, 12, 12, 14,
    ]);
    expect(() => timeLimit('reply', today, [])).toThrow('no such term: reply');
  });
});
