import { cityCalendar } from '../../test/law/city-calendar.js';
import { localDate } from './local-date.js';
import { clocksAtFiling, isOverdue, replyDueWhenComplete, replyStartWhenComplete } from './reply-clock.js';
import { DEFAULT_RULESET } from './ruleset.js';
import { dayOfReceipt, endOfTerm } from './term.js';

const calendar = cityCalendar();
const tuesday = localDate('2026-11-24');
const OFFICE_CLOSES = { weekdays: '16:00', friday: '11:30' };

describe('the clocks at filing', () => {
  it('count the check and the reply from receipt', () => {
    expect(clocksAtFiling({ receivedOn: tuesday, enteredOn: tuesday }, calendar, DEFAULT_RULESET)).toEqual({
      completenessDue: { date: '2026-11-27', provisional: null },
      replyDue: { date: '2026-12-08', provisional: null },
    });
  });

  it('count the check of a letter from its entry, the reply from its receipt', () => {
    const filing = { receivedOn: tuesday, enteredOn: localDate('2026-11-26') };
    const clocks = clocksAtFiling(filing, calendar, DEFAULT_RULESET);
    expect([clocks.completenessDue.date, clocks.replyDue.date]).toEqual(['2026-12-01', '2026-12-08']);
  });

  it('count the day of receipt itself in the other reading', () => {
    const rules = { ...DEFAULT_RULESET, firstDay: 'day-of-receipt' } as const;
    expect(endOfTerm('reply', tuesday, calendar, rules).date).toBe('2026-12-07');
    expect(endOfTerm('reply', localDate('2026-11-28'), calendar, rules).date).toBe('2026-12-11');
  });

  it('refuse a term that has no length in days', () => {
    for (const name of ['delivery', 'registration', 'breachNotice'] as const)
      expect(() => endOfTerm(name, tuesday, calendar, DEFAULT_RULESET)).toThrow(TypeError);
  });
});

describe('the reply date of a complete request', () => {
  const completed = { receivedOn: tuesday, declaredOn: localDate('2026-11-26') };
  const regulation = { ...DEFAULT_RULESET, replyClock: 'completeness' } as const;

  it('runs from receipt by default', () => {
    expect(replyDueWhenComplete(completed, calendar, DEFAULT_RULESET).date).toBe('2026-12-08');
  });

  it('runs from the declaration in the reading of the regulation', () => {
    expect(replyDueWhenComplete(completed, calendar, regulation).date).toBe('2026-12-10');
  });

  it('has the day of the declaration as day 0, also where both days give one date', () => {
    const eve = { receivedOn: localDate('2026-12-23'), declaredOn: localDate('2026-12-24') };
    expect(replyStartWhenComplete(eve, DEFAULT_RULESET)).toBe('2026-12-23');
    expect(replyStartWhenComplete(eve, regulation)).toBe('2026-12-24');
    expect(replyDueWhenComplete(eve, calendar, regulation)).toEqual(
      replyDueWhenComplete(eve, calendar, DEFAULT_RULESET),
    );
  });

  it('runs from receipt when nobody checked', () => {
    const unchecked = { ...completed, declaredOn: null };
    expect(replyDueWhenComplete(unchecked, calendar, regulation).date).toBe('2026-12-08');
  });
});

describe('the day of receipt', () => {
  const rolling = { ...DEFAULT_RULESET, afterHoursRollsOver: true };
  const received = (instant: string, rules: typeof rolling | typeof DEFAULT_RULESET = DEFAULT_RULESET) =>
    dayOfReceipt(new Date(instant), calendar, rules, OFFICE_CLOSES);

  it('is the day on the city clock, at any hour', () => {
    expect(received('2026-11-24T14:30:00Z')).toBe('2026-11-24');
    expect(received('2026-11-24T15:10:00Z')).toBe('2026-11-25');
  });

  it('rolls over after hours only where the city says so', () => {
    expect(received('2026-11-24T06:59:59Z', rolling)).toBe('2026-11-24');
    expect(received('2026-11-24T07:00:00Z', rolling)).toBe('2026-11-25');
    expect(received('2026-11-27T02:29:00Z', rolling)).toBe('2026-11-27');
    expect(received('2026-11-27T02:30:00Z', rolling)).toBe('2026-11-30');
    expect(received('2026-11-28T10:00:00Z', rolling)).toBe('2026-11-28');
  });
});

describe('what comes after hours (D5)', () => {
  const day = { receivedOn: localDate('2026-11-25'), enteredOn: localDate('2026-11-24') };

  it('is entered on no day before the one that counts as its receipt', () => {
    const { completenessDue } = clocksAtFiling(day, calendar, DEFAULT_RULESET);
    expect(completenessDue.date).toBe('2026-11-30');
  });
});

describe('a declaration after the last day of the check (D1, law.md row 3)', () => {
  const rules = { ...DEFAULT_RULESET, replyClock: 'completeness' } as const;
  const from = (declaredOn: string) =>
    replyStartWhenComplete(
      {
        receivedOn: localDate('2026-11-24'),
        declaredOn: localDate(declaredOn),
        completenessDue: localDate('2026-11-27'),
      },
      rules,
    );

  it('finds a request that counts as complete from receipt already', () => {
    expect(from('2026-11-27')).toBe('2026-11-27');
    expect(from('2026-11-28')).toBe('2026-11-24');
  });
});

describe('overdue', () => {
  const late = (state: Parameters<typeof isOverdue>[0]['state'], now: string) =>
    isOverdue({ state, replyDue: localDate('2026-12-08') }, new Date(now));

  it('begins at 24:00 in Ambon', () => {
    expect(late('processing', '2026-12-08T14:59:59.999Z')).toBe(false);
    expect(late('processing', '2026-12-08T15:00:00.000Z')).toBe(true);
  });

  it('holds while a refusal waits for consent, not once a notice is sent', () => {
    expect(late('consent_pending', '2026-12-09T00:00:00Z')).toBe(true);
    expect(late('granted_open', '2026-12-09T00:00:00Z')).toBe(false);
  });

  it('holds while the requester completes only where the law is read without a pause (D2)', () => {
    expect(late('incomplete', '2026-12-09T00:00:00Z')).toBe(true);
    expect(isOverdue({ state: 'incomplete', replyDue: null }, new Date('2026-12-09T00:00:00Z'))).toBe(false);
  });

  it('needs a running clock', () => {
    expect(isOverdue({ state: 'processing', replyDue: null }, new Date('2030-01-01'))).toBe(false);
  });
});
