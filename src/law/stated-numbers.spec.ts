import { localDate } from './local-date.js';
import { standingNumbers, statedNumbers } from './stated-numbers.js';
import { TIME_LIMITS } from './time-limits.js';

describe('the numbers that sentences state', () => {
  it('are those of the terms, by their names', () => {
    expect(Object.fromEntries(standingNumbers())).toMatchObject({
      'law.completenessCheck': 3,
      'law.repair': 3,
      'law.reply': 10,
      'law.extension': 7,
      'law.objectionWindow': 30,
      'law.objectionReply': 30,
      'law.disputeFiling': 14,
      'law.longestExemptionYears': 30,
    });
  });

  it('are those of the office too, by theirs', () => {
    const ofOffice = [...standingNumbers()].filter(([name]) => name.startsWith('office.'));
    expect(Object.fromEntries(ofOffice)).toEqual({
      'office.earliestYear': 2022,
      'office.dueSoon': 3,
      'office.objectionDueSoon': 5,
      'office.fewestForARate': 5,
      'office.materialBeforeReply': 3,
      'office.suggestedForOrder': 5,
    });
  });

  it('write hours in rounds of 24, as the law does', () => {
    expect(statedNumbers(localDate('2026-11-24'))).toMatchObject({ reply: 10, breachNotice: 3 });
  });

  it('leave out a term without a length', () => {
    expect(standingNumbers().has('law.delivery')).toBe(false);
    expect(statedNumbers(localDate('2026-11-24'))).not.toHaveProperty('delivery');
  });

  it('have no one number for a term that a later law changes', () => {
    const later = { ...TIME_LIMITS[3], length: 12, validFrom: localDate('2027-01-01') };
    const numbers = standingNumbers([...TIME_LIMITS, later]);
    expect([later.name, numbers.has('law.reply'), numbers.get('law.extension')]).toEqual(['reply', false, 7]);
  });
});
