import { RefreshedValue } from './refreshed-value.js';

/** A database whose answers come when the test says so. */
class SlowReads {
  readonly answers: ((value: string) => void)[] = [];
  readonly read = (): Promise<string> => new Promise((resolve) => this.answers.push(resolve));
}

describe('a value that the process keeps for a short time', () => {
  it('keeps what was read last, whichever answer comes last', async () => {
    const slow = new SlowReads();
    const value = new RefreshedValue(60_000, slow.read);
    const before = value.refresh();
    const after = value.refresh();
    slow.answers[1]?.('new calendar');
    await after;
    slow.answers[0]?.('old calendar');
    expect(await before).toBe('old calendar');
    expect(await value.get()).toBe('new calendar');
  });

  it('serves the last value while the database is away', async () => {
    let away = false;
    const value = new RefreshedValue(0, () =>
      away ? Promise.reject(new Error('away')) : Promise.resolve('known'),
    );
    expect(await value.get()).toBe('known');
    away = true;
    expect(await value.get()).toBe('known');
    await expect(value.refresh()).rejects.toThrow('away');
  });

  it('is not waited for by who only mentions it', async () => {
    const slow = new SlowReads();
    const value = new RefreshedValue(60_000, slow.read);
    expect(await value.within(20)).toBeNull();
    slow.answers[0]?.('counted');
    expect(await value.within(20)).toBe('counted');
    expect(slow.answers).toHaveLength(1);
    const anew = value.refresh();
    expect(await value.within(20)).toBe('counted');
    slow.answers[1]?.('anew');
    expect(await anew).toBe('anew');
    const broken = new RefreshedValue(0, () => Promise.reject(new Error('away')));
    expect(await broken.within(20)).toBeNull();
  });
});
