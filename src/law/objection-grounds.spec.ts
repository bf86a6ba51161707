import { fallsWithRequest, maySettle, ordersInformation, outcomesFor } from './objection-grounds.js';

describe('deciding an objection', () => {
  it('never confirms silence', () => {
    expect(outcomesFor(['c'])).toEqual(['partlyGranted', 'granted', 'inadmissible']);
    expect(outcomesFor(['c', 'd'])).toContain('upheld');
    expect(outcomesFor([])).toEqual([]);
  });

  it('orders information, but not on cost or time alone, nor on the words of a grant that is still open', () => {
    for (const ground of ['a', 'b', 'c', 'd', 'e'] as const)
      expect(ordersInformation(['f', ground], false)).toBe(true);
    for (const ground of ['f', 'g'] as const) expect(ordersInformation([ground], false)).toBe(false);
    expect(ordersInformation(['f', 'g'], false)).toBe(false);
    expect(ordersInformation(['d', 'f'], true)).toBe(false);
    expect(ordersInformation(['d', 'e'], true)).toBe(true);
  });

  it('falls away with its request while nobody has decided it', () => {
    expect(fallsWithRequest('open', false)).toBe(true);
    expect(fallsWithRequest('silent', false)).toBe(true);
    expect(fallsWithRequest('silent', true)).toBe(false);
    for (const state of ['answered', 'settled', 'withdrawn', 'final'] as const)
      expect(fallsWithRequest(state, false)).toBe(false);
  });

  it('never settles a refusal on article 17', () => {
    expect(maySettle(['b', 'g'])).toBe(true);
    expect(maySettle(['a', 'g'])).toBe(false);
    expect(maySettle([])).toBe(false);
  });
});
