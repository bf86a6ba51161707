import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { newId } from '../../platform/crypto/new-id.js';
import { Database } from '../../platform/database/database.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';
import { BEGIN_HOLD, END_HOLD, HOLD_COLUMNS, type ClockHold } from './clock-hold.js';

/** A clock that moved by more than this against the time that really passed has jumped. */
const JUMP_SECONDS = 300;

interface Look extends ClockHold {
  /** The database's clock, milliseconds since 1970. */
  readonly clock: number;
}

/**
 * A deadline that has run cannot be taken back, so none runs by a clock that jumped. Each process compares the
 * database's clock with the time that passed for itself, which no setting of a clock moves; the machine's own clock
 * counts for nothing. A jump is written into the database, holds every worker, and ends when an admin confirms the time
 * or when the clock has gone back. A move of the test clock is none.
 *
 * What it cannot see: a clock that was set while no process ran looks like an outage, which is caught up with.
 */
@Injectable()
export class ClockGuard implements OnModuleInit {
  private readonly logger = new Logger('clock');
  private readonly process = newId();
  /** Database's clock less the time that passed here, in milliseconds, at the last look that was in order. */
  private trusted: number | null = null;
  private confirmed = 0;

  constructor(
    private readonly database: Database,
    private readonly health: HealthRegistry,
  ) {}

  onModuleInit(): void {
    this.health.register('clockJump', () => this.check());
  }

  /** Whether what cannot be taken back may be done now. Asked before every batch of due rows. */
  async mayAct(): Promise<boolean> {
    return (await this.jump()) === null;
  }

  /** Every process watches, so that a jump is seen while no worker runs. */
  async check(): Promise<HealthFinding> {
    const jumpSeconds = await this.jump();
    if (jumpSeconds === null) return { status: 'ok', figures: { jumpSeconds: 0 } };
    const minutes = Math.round(Math.abs(jumpSeconds) / 60);
    return {
      status: 'warn',
      alarm: jumpSeconds < 0 ? 'back' : 'ahead',
      figures: { jumpSeconds, minutes },
      note: 'the clock of the database jumped: deadlines wait until an admin confirms the time',
    };
  }

  /** Seconds of the jump that is held now, or null. */
  private async jump(): Promise<number | null> {
    const before = performance.now();
    const [look] = await this.database.single<Look>(
      `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS clock, ${HOLD_COLUMNS}`,
    );
    const after = performance.now();
    if (look === undefined) throw new Error('the database does not tell its time');
    return this.judge(look, look.clock - (before + after) / 2, after - before);
  }

  private async judge(look: Look, offset: number, wayMilliseconds: number): Promise<number | null> {
    const held = look.jumpSeconds;
    if (this.trusted === null || look.confirmed !== this.confirmed) {
      // Before it has seen the clock run, or once somebody vouched for it, a process takes the time that is told.
      this.confirmed = look.confirmed;
      this.trusted = held === null ? offset : null;
      return held;
    }
    const moved = (offset - this.trusted) / 1_000;
    if (Math.abs(moved) - wayMilliseconds / 2_000 > JUMP_SECONDS) {
      if (held === null) await this.hold(Math.round(moved));
      return held ?? Math.round(moved);
    }
    if (held === null) this.trusted = offset;
    else if (look.seenBy === this.process) {
      await this.database.single(END_HOLD);
      this.logger.warn('the clock of the database has gone back: deadlines run again');
      return null;
    }
    return held;
  }

  private async hold(jumpSeconds: number): Promise<void> {
    await this.database.single(BEGIN_HOLD, [jumpSeconds, this.process]);
    this.logger.error(
      `the clock of the database jumped by ${String(jumpSeconds)} seconds: deadlines wait until an admin confirms the time`,
    );
  }
}
