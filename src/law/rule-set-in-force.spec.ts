import { localDate } from './local-date.js';
import { ruleSetInForce, type DatedRules } from './rule-set-in-force.js';

const loaded = (version: number, loadedOn: string, effectiveFrom = loadedOn): DatedRules => ({
  version,
  loadedOn: localDate(loadedOn),
  effectiveFrom: localDate(effectiveFrom),
});
const on = (versions: readonly DatedRules[], day: string): number | undefined =>
  ruleSetInForce(versions, localDate(day))?.version;

describe('the rule set in force on a day', () => {
  const first = loaded(1, '2026-11-24');

  it('is the newest that has begun', () => {
    const versions = [loaded(2, '2026-12-01', '2027-01-01'), first];
    expect(on(versions, '2026-12-31')).toBe(1);
    expect(on(versions, '2027-01-01')).toBe(2);
    expect(on([first, loaded(2, '2026-11-24')], '2026-11-24')).toBe(2);
  });

  it('is the first one before anything was loaded, and none without any', () => {
    expect(on([first], '2026-11-02')).toBe(1);
    expect(on([], '2026-11-24')).toBeUndefined();
  });

  it('is never one that a newer one overtook before it began', () => {
    const postponed = [first, loaded(2, '2026-12-01', '2027-01-01'), loaded(3, '2026-12-10', '2027-03-01')];
    expect(on(postponed, '2027-02-28')).toBe(1);
    expect(on(postponed, '2027-03-01')).toBe(3);
    const recalled = [first, loaded(2, '2026-12-01', '2027-01-01'), loaded(3, '2026-12-10')];
    expect(on(recalled, '2027-02-01')).toBe(3);
  });

  it('stays the one that had begun when the next was loaded for later, also on its own first day', () => {
    const planned = [first, loaded(2, '2026-12-01'), loaded(3, '2026-12-10', '2027-03-01')];
    expect(on(planned, '2027-02-28')).toBe(2);
    const begunThatDay = [
      first,
      loaded(2, '2026-12-01', '2026-12-10'),
      loaded(3, '2026-12-10', '2027-03-01'),
    ];
    expect(on(begunThatDay, '2027-02-28')).toBe(2);
  });
});
