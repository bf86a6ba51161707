import { localDate } from '../../src/law/local-date.js';
import { DEFAULT_RULESET } from '../../src/law/ruleset.js';
import { importedCase } from '../../src/routines/takeover/imported-case.js';
import type { RegisterEntryRead } from '../../src/routines/takeover/register-entry.js';
import { cityCalendar } from '../law/city-calendar.js';

const rules = {
  today: localDate('2026-12-01'),
  now: new Date('2026-12-01T00:00:00Z'),
  calendar: cityCalendar(),
  ruleset: DEFAULT_RULESET,
  ruleSetVersion: 1,
};

function entry(
  outcome: RegisterEntryRead['outcome'],
  noticed: string | null,
  provided: string | null = null,
) {
  const written = {
    held: null,
    undocumented: false,
    softcopy: true,
    hardcopy: false,
    decision: null,
    refusalReason: null,
    providedBefore: [],
    providedOn: provided === null ? null : localDate(provided),
    cost: null,
    payment: null,
    toReturn: null,
  };
  const read: RegisterEntryRead = {
    line: 2,
    year: 2026,
    seq: 1,
    writtenNumber: '1',
    receivedOn: localDate('2026-11-03'),
    person: {} as RegisterEntryRead['person'],
    kind: 'individual',
    standing: 'statutory',
    question: 'Daftar aset',
    purpose: null,
    access: 'copy',
    agency: null,
    outcome,
    extended: false,
    extendedOn: null,
    completedOn: null,
    statedDue: null,
    noticedOn: noticed === null ? null : localDate(noticed),
    endedOn: null,
    withdrawnOn: null,
    incompleteLetter: null,
    written,
  };
  return read;
}

const standing = (read: RegisterEntryRead) => {
  const { status, objectionUntil, closedAt, noticedAt } = importedCase(read, rules);
  return [status, objectionUntil, closedAt !== null, noticedAt !== null];
};

function waiting(letterOn: string | null, extended = false): RegisterEntryRead {
  const letter = letterOn === null ? null : { on: localDate(letterOn), words: 'Menunggu dilengkapi' };
  return { ...entry(null, null), receivedOn: localDate('2026-11-24'), extended, incompleteLetter: letter };
}

const clocksOf = (read: RegisterEntryRead, readings: Partial<typeof DEFAULT_RULESET> = {}) => {
  const ruleset = { ...DEFAULT_RULESET, ...readings };
  const { status, repairDueOn, dueOn, completeAt } = importedCase(read, { ...rules, ruleset });
  return [status, repairDueOn, dueOn, completeAt !== null];
};

describe('an entry of an older register', () => {
  it('that was closed for want of completion bears an objection while T7 runs', () => {
    expect(standing(entry('closed_incomplete', '2026-11-17'))).toEqual([
      'closed_incomplete',
      '2026-12-31',
      true,
      false,
    ]);
    expect(standing(entry('closed_incomplete', null))).toEqual(['final', null, true, false]);
  });

  it('that waits for the requester since a letter inside T2 has T3 and no T4', () => {
    expect(clocksOf(waiting('2026-11-26'))).toEqual(['incomplete', '2026-12-01', null, false]);
    // The last day of T2.
    expect(clocksOf(waiting('2026-11-27'))).toEqual(['incomplete', '2026-12-02', null, false]);
    const strict = { incompletePausesClock: 'never' } as const;
    expect(clocksOf(waiting('2026-11-26'), strict)).toEqual([
      'incomplete',
      '2026-12-01',
      '2026-12-08',
      false,
    ]);
  });

  it('that waits without a letter inside T2 is counted from receipt', () => {
    expect(clocksOf(waiting('2026-11-30'))).toEqual(['processing', null, '2026-12-08', true]);
    expect(clocksOf(waiting(null))).toEqual(['processing', null, '2026-12-08', true]);
    // What was extended was being answered.
    expect(clocksOf(waiting('2026-11-26', true))).toEqual(['extended', null, '2026-12-17', true]);
  });

  it('that was granted is owed until it says on which day it was given', () => {
    expect(standing(entry('granted_full', '2026-11-17'))).toEqual([
      'granted_open',
      '2026-12-31',
      false,
      true,
    ]);
    expect(standing(entry('granted_full', '2026-11-17', '2026-11-18'))).toEqual([
      'closed_granted',
      '2026-12-31',
      true,
      true,
    ]);
    expect(standing(entry('withdrawn', '2026-11-17'))).toEqual(['withdrawn', null, true, false]);
  });
});
