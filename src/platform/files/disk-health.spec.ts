import { judgeDisks } from './disk-health.js';

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
});
