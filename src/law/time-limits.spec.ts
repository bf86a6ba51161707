import { localDate, parseLocalDate } from './local-date.js';
import { TIME_LIMITS, timeLimit } from './time-limits.js';

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
});
