import { setTimeout as pause } from 'node:timers/promises';

/**
 * A value of the database that the process keeps for a short time. Never the truth: whoever decides by it accepts
 * that it is up to `keptForMilliseconds` old. Callers at once share one read; while the database is away the last
 * value serves on. It may be asked for inside a transaction, so `read` goes by `Database.apart`.
 */
export class RefreshedValue<T> {
  private value: { readonly is: T; readonly until: number } | undefined;
  private reading: Promise<T> | undefined;
  /** Numbers the reads as they begin: one that began earlier never takes the place of a later one. */
  private begun = 0;
  private kept = 0;

  /** `read` is given the last value, so that it may find that nothing has changed. */
  constructor(
    private readonly keptForMilliseconds: number,
    private readonly read: (last: T | undefined) => Promise<T>,
  ) {}

  /** The value, read again when its time is over. */
  async get(): Promise<T> {
    const known = this.value;
    if (known !== undefined && performance.now() < known.until) return known.is;
    try {
      return await (this.reading ?? this.refresh());
    } catch (error) {
      if (known === undefined) throw error;
      return known.is;
    }
  }

  /**
   * The value where it is read within so many milliseconds; else the last one, or null while there is none, and the read
   * goes on. For what a page mentions and does not wait for.
   */
  async within(milliseconds: number): Promise<T | null> {
    const last = this.value?.is ?? null;
    return Promise.race([this.get().catch(() => last), pause(milliseconds, last, { ref: false })]);
  }

  /** Reads now, whatever is known or under way, and waits for it. */
  async refresh(): Promise<T> {
    const turn = (this.begun += 1);
    const reading = this.read(this.value?.is);
    this.reading = reading;
    try {
      const is = await reading;
      if (turn > this.kept) {
        this.kept = turn;
        this.value = { is, until: performance.now() + this.keptForMilliseconds };
      }
      return is;
    } finally {
      if (this.reading === reading) this.reading = undefined;
    }
  }
}
