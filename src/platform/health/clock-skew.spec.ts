import { judgeSkew } from './clock-skew.js';

describe('the difference between the clocks of program and database', () => {
  it.each([0, 4_999, -5_000])('of %d ms is nothing to worry about', (skew) => {
    expect(judgeSkew(skew, 2)).toMatchObject({ status: 'ok', figures: { skewSeconds: skew / 1_000 } });
  });

  it.each([7_200_000, -6_000])('of %d ms is called out', (skew) => {
    expect(judgeSkew(skew, 2)).toMatchObject({ status: 'warn', alarm: 'wrong' });
  });

  it('that a slow way to the database may explain is not called out', () => {
    expect(judgeSkew(6_000, 2_400)).toMatchObject({ status: 'ok' });
  });
});
