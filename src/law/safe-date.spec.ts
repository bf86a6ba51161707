import { cityCalendar } from '../../test/law/city-calendar.js';
import { localDate } from './local-date.js';
import { DEFAULT_RULESET, type Ruleset } from './ruleset.js';
import {
  safeObjectionReplyDate,
  safeReplyDate,
  safeWindowEnd,
  strictDateWhileIncomplete,
  type ReplyDateFacts,
} from './safe-date.js';

const calendar = cityCalendar('A');
const day = localDate;

/** The city that counts the day of receipt already: D5 has nothing earlier to say. */
const FROM_RECEIPT: Ruleset = { ...DEFAULT_RULESET, firstDay: 'day-of-receipt' };

function reply(facts: Partial<ReplyDateFacts>, rules: Ruleset = FROM_RECEIPT) {
  return safeReplyDate(
    {
      receivedOn: day('2026-11-24'),
      declaredOn: null,
      repairedOn: null,
      extendedOn: null,
      replyDue: day('2026-12-07'),
      ...facts,
    },
    calendar.inReading(rules),
    rules,
  );
}

describe('the safe date of a reply', () => {
  it('is the day before where the day of receipt may count (D5)', () => {
    expect(reply({ replyDue: day('2026-12-08') }, DEFAULT_RULESET)).toEqual({
      date: '2026-12-07',
      because: ['firstDay'],
    });
    expect(reply({})).toBeNull();
  });

  it('is earlier where cuti bersama may be a working day (D4)', () => {
    expect(reply({ receivedOn: day('2026-12-14'), replyDue: day('2026-12-29') })).toEqual({
      date: '2026-12-28',
      because: ['collectiveLeave'],
    });
    expect(reply({ receivedOn: day('2026-12-14'), replyDue: day('2026-12-30') }, DEFAULT_RULESET)).toEqual({
      date: '2026-12-28',
      because: ['collectiveLeave', 'firstDay'],
    });
  });

  it('is earlier where the extension may run from its letter (D3)', () => {
    const extended = { extendedOn: day('2026-12-04'), replyDue: day('2026-12-16') };
    expect(reply(extended)).toEqual({ date: '2026-12-15', because: ['extensionBase'] });
  });

  it('is the date of the law without a pause after a repair (D2)', () => {
    const repaired = { repairedOn: day('2026-12-02'), replyDue: day('2026-12-15') };
    expect(reply(repaired)).toEqual({ date: '2026-12-07', because: ['incompletePausesClock'] });
    const never = { ...FROM_RECEIPT, incompletePausesClock: 'never' } as const;
    expect(reply({ ...repaired, replyDue: day('2026-12-07') }, never)).toBeNull();
  });

  it('runs from receipt where the city counts from completeness (D1)', () => {
    const late = { ...FROM_RECEIPT, replyClock: 'completeness' } as const;
    const declared = { declaredOn: day('2026-11-26'), replyDue: day('2026-12-09') };
    expect(reply(declared, late)).toEqual({ date: '2026-12-07', because: ['replyClock'] });
    expect(reply({ declaredOn: day('2026-11-26') })).toBeNull();
  });

  it('stands while the requester completes (D2)', () => {
    expect(strictDateWhileIncomplete(day('2026-11-24'), calendar, FROM_RECEIPT)).toEqual({
      date: '2026-12-07',
      because: ['incompletePausesClock'],
    });
  });

  it('is read with every other doubt while the requester completes, as after the repair (D4, D5)', () => {
    expect(strictDateWhileIncomplete(day('2026-11-24'), calendar, DEFAULT_RULESET)).toEqual({
      date: '2026-12-07',
      because: ['incompletePausesClock', 'firstDay'],
    });
    expect(strictDateWhileIncomplete(day('2026-12-14'), calendar, DEFAULT_RULESET)).toEqual({
      date: '2026-12-28',
      because: ['incompletePausesClock', 'collectiveLeave', 'firstDay'],
    });
  });
});

describe('the safe date of an objection', () => {
  it('runs from receipt where the city counts from registration (D6)', () => {
    const rules = { ...FROM_RECEIPT, objectionClock: 'registration' } as const;
    const facts = {
      receivedOn: day('2026-11-24'),
      enteredOn: day('2026-11-26'),
      replyDue: day('2027-01-12'),
    };
    expect(safeObjectionReplyDate(facts, calendar, rules)).toEqual({
      date: '2027-01-07',
      because: ['collectiveLeave', 'objectionClock'],
    });
  });

  it('is earlier by cuti bersama and the day of receipt', () => {
    const facts = {
      receivedOn: day('2026-11-24'),
      enteredOn: day('2026-11-24'),
      replyDue: day('2027-01-11'),
    };
    expect(safeObjectionReplyDate(facts, calendar, DEFAULT_RULESET)).toEqual({
      date: '2027-01-07',
      because: ['collectiveLeave', 'firstDay'],
    });
  });

  it('ends a window after a notice earlier where its day of receipt may count (D5)', () => {
    const notice = {
      right: 'commission',
      foundOn: day('2026-11-24'),
      dayZero: 'receipt',
      lastDay: day('2026-12-14'),
    } as const;
    expect(safeWindowEnd(notice, calendar, DEFAULT_RULESET)).toEqual({
      date: '2026-12-11',
      because: ['firstDay'],
    });
  });

  it('ends a window after silence earlier by cuti bersama alone: its day 0 is a day that passed', () => {
    const silence = {
      right: 'objection',
      foundOn: day('2026-12-08'),
      dayZero: 'end-of-term',
      lastDay: day('2027-01-25'),
    } as const;
    expect(safeWindowEnd(silence, calendar, DEFAULT_RULESET)).toEqual({
      date: '2027-01-22',
      because: ['collectiveLeave'],
    });
    const commission = {
      right: 'commission',
      foundOn: day('2027-01-11'),
      dayZero: 'end-of-term',
      lastDay: day('2027-01-29'),
    } as const;
    expect(safeWindowEnd(commission, calendar, DEFAULT_RULESET)).toBeNull();
  });
});
