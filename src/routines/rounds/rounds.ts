import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Anchors } from '../../office/audit/anchors.js';
import { ClockGuard } from '../../office/deadlines/clock-guard.js';
import { RoundChores } from '../../office/deadlines/round-chores.js';
import { Sweeper } from '../../office/deadlines/sweeper.js';
import { Sender } from '../../office/notifications/sender.js';
import { DueAlarm } from '../../office/deadlines/due-alarm.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { WakeQueue } from '../../platform/queue/wake-queue.js';
import { Housekeeping } from './housekeeping.js';
import { RoundMarks } from './round-marks.js';

const ROUND_MILLISECONDS = 15_000;
const HOUR_MILLISECONDS = 3_600_000;
const QUIET_MILLISECONDS = 120_000;
const BUSY_MILLISECONDS = 25;

/** What the rounds did until nothing was due. */
export interface RoundResult {
  readonly dueRows: number;
  readonly mails: number;
}

/**
 * The worker's day: a round each 15 seconds over what is due and what must be sent, a round at once when the queue
 * calls, and each hour a delayed job for every due row of the next 24 hours. Correct with no queue at all.
 */
@Injectable()
export class Rounds {
  private readonly logger = new Logger('rounds');
  private readonly timers: NodeJS.Timeout[] = [];
  private running: Promise<unknown> = Promise.resolve();
  private stopped = false;
  private countedUntil: Date | null = null;

  constructor(
    private readonly chores: RoundChores,
    private readonly sweeper: Sweeper,
    private readonly sender: Sender,
    private readonly queue: WakeQueue,
    private readonly alarm: DueAlarm,
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    private readonly marks: RoundMarks,
    private readonly anchors: Anchors,
    private readonly guard: ClockGuard,
  ) {}

  /** Starts the timers and listens to the queue. Only worker processes call it. */
  start(): void {
    this.queue.onWake('sweep', () => this.guarded(() => this.sweeper.sweep()));
    this.queue.onWake('mail', () => this.guarded(() => this.sender.drain()));
    this.every(ROUND_MILLISECONDS, () => this.round());
    this.every(ROUND_MILLISECONDS, () => this.unlessHeld(() => this.anchors.takeDaily()));
    this.every(HOUR_MILLISECONDS, () => this.armAhead());
    this.every(HOUR_MILLISECONDS, () => this.unlessHeld(() => this.housekeeping.run()));
    this.every(ROUND_MILLISECONDS, () => this.marks.seen());
    this.begin(() => this.marks.seen());
    this.begin(() => this.round());
    this.begin(() => this.armAhead());
  }

  /**
   * Repeats due rows, routing and mail until nothing is due: what the test hook asks for. Counts all that was done since
   * the last call or move of the clock, whichever worker did it.
   */
  async untilQuiet(): Promise<RoundResult> {
    const since = this.countedUntil ?? (await this.now());
    const giveUp = performance.now() + QUIET_MILLISECONDS;
    await this.unlessHeld(() => this.chores.run());
    await this.unlessHeld(() => this.anchors.takeDaily());
    while (performance.now() < giveUp) {
      // Another worker may hold a row or a mail right now: quiet is when nothing is left, not when nothing is free. It may
      // have taken it meanwhile, or have let go of a row that gave a mail: so it is asked before and after.
      const wasBusy = await this.isBusy();
      const done = (await this.sweeper.sweep()) + (await this.sender.drain());
      if (done > 0) continue;
      if (!(await this.guard.mayAct()) || !(wasBusy || (await this.isBusy()))) break;
      await pause(BUSY_MILLISECONDS);
    }
    this.countedUntil = await this.now();
    return this.doneSince(since);
  }

  /** After a move of the test clock other rows are near: arm them. What is due already, the next round takes. */
  async clockMoved(now: Date): Promise<void> {
    this.countedUntil = now;
    await this.armAhead();
  }

  /** Takes up nothing more and ends what is in hand. Before database, mail and queue are let go of. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    this.sweeper.stop();
    this.sender.stop();
    await this.running.catch(() => undefined);
  }

  private async round(): Promise<void> {
    await this.unlessHeld(() => this.chores.run());
    await this.sweeper.sweep();
    await this.marks.swept();
    await this.sender.drain();
  }

  // By a clock that jumped no day begins and nothing is too old.
  private async unlessHeld(work: () => Promise<unknown>): Promise<void> {
    if (await this.guard.mayAct()) await work();
  }

  private now(): Promise<Date> {
    return this.database.read(SYSTEM, ALL, (tx) => tx.now());
  }

  private async doneSince(since: Date): Promise<RoundResult> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ due_rows: number; mails: number }>(
        `SELECT (SELECT count(*)::int FROM due_rows WHERE recorded_at >= $1 AND outcome <> 'stopped') AS due_rows,
           (SELECT count(*)::int FROM outbox WHERE accepted_at >= $1) AS mails`,
        [since],
      ),
    );
    return { dueRows: rows[0]?.due_rows ?? 0, mails: rows[0]?.mails ?? 0 };
  }

  private async isBusy(): Promise<boolean> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ busy: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM due_rows WHERE done_at IS NULL AND retry_at IS NULL AND due_at <= (SELECT tenggat_now()))
           OR EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND leased_until > clock_timestamp()
             AND next_attempt_at <= (SELECT tenggat_now())) AS busy`,
      ),
    );
    return rows[0]?.busy ?? false;
  }

  private async armAhead(): Promise<void> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ id: string; due_at: Date; now: Date }>(
        `SELECT id, due_at, (SELECT tenggat_now()) AS now FROM due_rows WHERE done_at IS NULL AND due_at > (SELECT tenggat_now())
           AND due_at < (SELECT tenggat_now()) + interval '24 hours'
         ORDER BY due_at LIMIT 50000`,
      ),
    );
    const now = rows[0]?.now;
    if (now === undefined) return;
    await this.alarm.arm(
      rows.map((row) => ({ id: row.id, dueAt: row.due_at })),
      now,
    );
  }

  private every(milliseconds: number, work: () => Promise<unknown>): void {
    const timer = setInterval(() => this.begin(work), milliseconds);
    timer.unref();
    this.timers.push(timer);
  }

  /** Starts work that nobody waits for; `guarded` has reported whatever went wrong. */
  private begin(work: () => Promise<unknown>): void {
    this.guarded(work).catch(() => undefined);
  }

  // A round that fails (PostgreSQL restarting) is followed by the next one; nothing is remembered in between.
  private async guarded(work: () => Promise<unknown>): Promise<void> {
    if (this.stopped) return;
    const run = work().catch((error: unknown) => {
      this.logger.warn(`round: ${error instanceof Error ? error.message : 'failed'}`);
    });
    this.running = Promise.allSettled([this.running, run]);
    await run;
  }
}
