import { type RunningProgram, startProgram } from '../../support/program.js';

export type SlotRole = 'web' | 'worker';

/** The place of one process in the topology: whatever happens to the process, another comes up here. */
export class Slot {
  private program: RunningProgram | null = null;
  private starting: Promise<void> | null = null;
  private readonly earlier: string[] = [];
  /** When a process of this place was killed or frozen, in milliseconds since the epoch: what may have been lost with it. */
  readonly deaths: number[] = [];

  constructor(
    readonly name: string,
    readonly role: SlotRole,
    private readonly env: Readonly<Record<string, string>>,
    private readonly root?: string,
  ) {}

  /** Starts its process and waits until it is ready. Again and again when the database is away just then. */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    this.starting ??= this.launch(more).finally(() => (this.starting = null));
    return this.starting;
  }

  get url(): string {
    return `http://127.0.0.1:${this.env['PORT'] ?? ''}`;
  }

  /** Of its process of now; 0 when there is none. */
  get pid(): number {
    return this.program?.pid ?? 0;
  }

  get isUp(): boolean {
    return this.program !== null;
  }

  /** SIGKILL: nothing is put in order. */
  async kill(): Promise<void> {
    await this.starting?.catch(() => undefined);
    const { program } = this;
    if (program === null) return;
    this.deaths.push(Date.now());
    program.kill('SIGKILL');
    await this.ended(program);
  }

  freeze(): void {
    if (this.program !== null) this.deaths.push(Date.now());
    this.program?.kill('SIGSTOP');
  }

  thaw(): void {
    this.program?.kill('SIGCONT');
  }

  /** SIGTERM; answers how many milliseconds the end took and with which code. */
  async end(): Promise<{ readonly milliseconds: number; readonly code: number | null }> {
    await this.starting?.catch(() => undefined);
    const { program } = this;
    if (program === null) return { milliseconds: 0, code: 0 };
    const since = performance.now();
    program.kill('SIGCONT');
    program.kill('SIGTERM');
    const code = await this.ended(program);
    return { milliseconds: performance.now() - since, code };
  }

  /** All that its process of now has printed. */
  output(): string {
    return this.program?.output() ?? '';
  }

  /** What it logged as errors, in all its lives. */
  get faults(): readonly string[] {
    return [...this.earlier, ...(this.program?.faults ?? [])];
  }

  /** Settles when the process of now has ended by itself; at once when there is none. */
  async gone(): Promise<void> {
    const { program } = this;
    if (program !== null) await this.ended(program);
  }

  private async ended(program: RunningProgram): Promise<number | null> {
    const { code } = await program.ended;
    if (this.program === program) {
      this.earlier.push(...program.faults);
      this.program = null;
    }
    return code;
  }

  private async launch(more: Readonly<Record<string, string>>): Promise<void> {
    if (this.program !== null) return;
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.program = await startProgram({
          env: { ...this.env, ...more },
          args: ['serve', '--role', this.role],
          ...(this.root === undefined ? {} : { root: this.root }),
        });
        return;
      } catch (error) {
        // A start needs its database; as a supervisor would, it is tried again.
        if (attempt >= 5) throw error;
      }
    }
  }
}
