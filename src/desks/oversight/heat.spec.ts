import { lateShade, onTimeShade } from './heat.js';

describe('the ground of a cell', () => {
  it.each([
    [0, null],
    [1, 2],
    [2, 2],
    [3, 3],
    [6, 4],
    [11, 5],
    [21, 6],
  ])('says by fixed steps how many are late: %i', (count, shade) => {
    expect(lateShade(count)).toBe(shade);
  });

  it.each([
    [1, null],
    [0.95, null],
    [0.949, null],
    [0.94, 2],
    [0.89, 3],
    [0.75, 4],
    [0.5, 5],
    [0.49, 6],
  ])('says by fixed steps how many were in time: %f', (share, shade) => {
    expect(onTimeShade(share)).toBe(shade);
  });
});
