import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Job, Queue, Worker } from 'bullmq';

import { Config } from '../config/config.js';
import { type Opened, openProducer, openWorker } from './queue-backend.js';
import { QUEUE_LIMITS } from './queue-limits.js';
import { WakeRunner } from './wake-runner.js';

/** `sweep`: due rows may be ready. `mail`: outbox rows may be ready. */
export type WakeKind = 'sweep' | 'mail';

/**
 * Makes work prompt; never makes it certain. Deadlines and mails are rows, and the sweeper finds them with no
 * queue at all, so every method here may fail in silence: a lost wake costs seconds, never a deadline.
 * Payloads are row ids only.
 */
@Injectable()
export class WakeQueue implements OnApplicationShutdown {
  private readonly logger = new Logger('queue');
  private readonly runners = new Map<WakeKind, WakeRunner>();
  private readonly pending = new Map<WakeKind, NodeJS.Timeout>();
  private readonly lastComplaints = new Map<string, number>();
  private producer: Opened<Queue> | null = null;
  private worker: Opened<Worker> | null = null;
  private closed = false;

  constructor(private readonly config: Config) {}

  /**
   * Arms a delayed job that wakes the sweep when the row falls due. Past or far rows are fine: those over a day
   * ahead are left to the hourly pass, and the same row, time and clock is armed once.
   * @param key the row's own key; @param dueAt when it falls due and @param now the moment it is, both by
   * `tenggat_now()`: the queue counts by the machine's clock, so after a move of the test clock arm again.
   * @returns false when it was not armed.
   */
  async arm(key: string, dueAt: Date, payload: { readonly dueRowId: string }, now: Date): Promise<boolean> {
    const delay = Math.max(0, dueAt.getTime() - now.getTime());
    if (delay > QUEUE_LIMITS.armAheadMilliseconds) return false;
    // BullMQ refuses ':' in an id. The offset is part of it, so that a job armed by another clock is no obstacle.
    const machineNow = performance.timeOrigin + performance.now();
    const offsetMinutes = Math.round((now.getTime() - machineNow) / 60_000);
    const jobId = `${key.replaceAll(':', '-')}@${dueAt.getTime()}${offsetMinutes === 0 ? '' : `+${offsetMinutes}`}`;
    return this.add('sweep', { dueRowId: payload.dueRowId }, { jobId, delay });
  }

  /** Wakes a worker, this process's own or another's. Call it after the commit; it never throws and never waits. */
  wake(kind: WakeKind): void {
    if (this.closed || this.pending.has(kind)) return;
    const timer = setTimeout(() => {
      this.pending.delete(kind);
      const own = this.runners.get(kind);
      const sent = own === undefined ? this.add(kind, {}, { jobId: `wake-${randomUUID()}` }) : own.wake();
      sent.catch((error: unknown) => this.complain(`${kind}: ${reasonOf(error)}`));
    }, QUEUE_LIMITS.coalesceMilliseconds);
    this.pending.set(kind, timer);
  }

  /**
   * Registers what a wake of this kind does; the first call makes this process a worker. The work runs one at a
   * time, and once more when a wake came meanwhile. It must be safe to run twice.
   */
  onWake(kind: WakeKind, work: () => Promise<void>): void {
    if (this.runners.has(kind)) throw new Error(`two handlers for the wake "${kind}"`);
    this.runners.set(kind, new WakeRunner(work));
    this.worker ??= openWorker(this.config, (job) => this.run(job), this.report);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    for (const timer of this.pending.values()) clearTimeout(timer);
    this.pending.clear();
    await Promise.all([this.worker?.close(), this.producer?.close()]);
  }

  private async run(job: Job): Promise<void> {
    const runner = job.name === 'sweep' || job.name === 'mail' ? this.runners.get(job.name) : undefined;
    // A kind of another version of the program: its own sweeper finds the row.
    if (runner !== undefined) await runner.wake();
  }

  private async add(
    kind: WakeKind,
    data: object,
    options: { readonly jobId: string; readonly delay?: number },
  ): Promise<boolean> {
    if (this.closed) return false;
    let timer: NodeJS.Timeout | undefined;
    try {
      // Always an id of our own: BullMQ's counter on PostgreSQL would need the right to create a sequence.
      this.producer ??= openProducer(this.config, this.report);
      const added = this.producer.it.add(kind, data, {
        ...options,
        removeOnComplete: true,
        removeOnFail: true,
      });
      const limit = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('no answer in time')), QUEUE_LIMITS.produceMilliseconds);
      });
      await Promise.race([added, limit]);
      return true;
    } catch (error) {
      this.complain(`${kind} not queued, the sweeper will do it: ${reasonOf(error)}`);
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  private readonly report = (error: Error): void => this.complain(reasonOf(error));

  /** Once a minute for each reason: a store that is away for a day must not fill the log. */
  private complain(reason: string): void {
    const now = performance.now();
    if (now - (this.lastComplaints.get(reason) ?? -Infinity) < QUEUE_LIMITS.quietMilliseconds) return;
    if (this.lastComplaints.size > 100) this.lastComplaints.clear();
    this.lastComplaints.set(reason, now);
    this.logger.warn(reason);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as NodeJS.ErrnoException).code;
  return code ?? (error.message || error.name);
}
