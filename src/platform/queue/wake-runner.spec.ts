import { WakeRunner } from './wake-runner.js';

describe('WakeRunner', () => {
  it('runs twice for many wakes at once', async () => {
    let runs = 0;
    const runner = new WakeRunner(async () => {
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    await Promise.all(Array.from({ length: 100 }, () => runner.wake()));
    expect(runs).toBe(2);
  });

  it('runs again for a wake that comes during a run', async () => {
    const seen: string[] = [];
    let written = 'first';
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const runner = new WakeRunner(async () => {
      seen.push(written);
      await gate;
    });
    const one = runner.wake();
    written = 'second';
    const two = runner.wake();
    release();
    await Promise.all([one, two]);
    expect(seen).toEqual(['first', 'second']);
  });

  it('goes on after a failed run', async () => {
    let runs = 0;
    const runner = new WakeRunner(async () => {
      runs += 1;
      if (runs === 1) throw new Error('database away');
      return Promise.resolve();
    });
    const first = runner.wake();
    const second = runner.wake();
    await expect(first).rejects.toThrow('database away');
    await expect(second).resolves.toBeUndefined();
    await runner.wake();
    expect(runs).toBe(3);
  });
});
