import { DEFAULT_RULESET, READINGS, readRuleset } from './ruleset.js';

describe('the rule set', () => {
  it('answers every doubt that is no decision and no fact of the city', () => {
    const doubts = new Set(Object.values(READINGS).map(({ doubt }) => doubt));
    const all = Array.from({ length: 19 }, (_, index) => `D${index + 1}`).filter(
      (doubt) => !['D11', 'D18', 'D19'].includes(doubt),
    );
    expect([...doubts].sort()).toEqual(all.sort());
  });

  it('is safe when nothing is chosen', () => {
    expect(readRuleset({})).toEqual({ ok: true, ruleset: DEFAULT_RULESET });
    expect(DEFAULT_RULESET).toMatchObject({
      replyClock: 'receipt',
      incompletePausesClock: 'after-timely-letter',
      extensionBase: 'end-of-first-term',
      collectiveLeave: 'free',
      firstDay: 'next-working-day',
      afterHoursRollsOver: false,
      foreignApplicants: 'courtesy',
    });
  });

  it('takes the readings that the city chose', () => {
    const read = readRuleset({ collectiveLeave: 'working', afterHoursRollsOver: true });
    expect(read).toMatchObject({
      ok: true,
      ruleset: { collectiveLeave: 'working', afterHoursRollsOver: true },
    });
  });

  it('names every key and value that is no reading', () => {
    expect(readRuleset({ replyClock: 'arrival', colour: 'blue', acceptSpokenAndPost: 'true' })).toEqual({
      ok: false,
      faults: [
        { key: 'replyClock', fault: 'unknown-reading', allowed: ['receipt', 'completeness'] },
        { key: 'colour', fault: 'unknown-key', allowed: Object.keys(READINGS) },
        { key: 'acceptSpokenAndPost', fault: 'unknown-reading', allowed: [true, false] },
      ],
    });
  });

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(DEFAULT_RULESET)).toBe(true);
    expect(readRuleset({ __proto__: null })).toMatchObject({ ok: true });
  });
});
