/**
 * Runs a piece of work for any number of wakes: one run at a time, and after it one more when a wake came
 * meanwhile, so that nothing committed before a wake is overlooked and a thousand wakes cost two runs.
 */
export class WakeRunner {
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;

  constructor(private readonly work: () => Promise<void>) {}

  /** Settles when a run that began after this call has ended. */
  wake(): Promise<void> {
    if (this.running === null) return this.start();
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        return this.start();
      });
    return this.next;
  }

  private start(): Promise<void> {
    const run = this.work().finally(() => {
      if (this.running === run) this.running = null;
    });
    this.running = run;
    return run;
  }
}
