import { judgeDisks } from './disk-health.js';
import { usedShare } from './disk-share.js';

describe('how full the disks are', () => {
  it.each([
    [{ files: 0.849 }, 'ok'],
    [{ files: 0.85 }, 'warn'],
    [{ files: 0.1, data: 0.99 }, 'warn'],
  ])('%j is %s', (shares, status) => {
    expect(judgeDisks(shares)).toMatchObject({ status });
  });

  it('is told in percent, each disk and the fullest', () => {
    expect(judgeDisks({ files: 0.1, data: 0.994 }).figures).toEqual({
      filesPercent: 10,
      dataPercent: 99,
      percent: 99,
    });
  });

  it('counts what the file system keeps for itself neither way, as df does', () => {
    expect(usedShare({ used: 45, free: 55 })).toBeCloseTo(0.45);
    expect(usedShare({ used: 0, free: 0 })).toBe(0);
  });
});
