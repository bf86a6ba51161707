import { Global, Module } from '@nestjs/common';
import { ClockGuard } from './clock-guard.js';
import { DeadlineHealth } from './deadline-health.js';
import { DeadlineHandlers } from './deadline-handlers.js';
import { DueRows } from './due-rows.js';
import { RoundChores } from './round-chores.js';
import { Sweeper } from './sweeper.js';

/** The clock of the office. `DueAlarm` is provided by the composition, over the queue. */
@Global()
@Module({
  providers: [ClockGuard, DeadlineHandlers, DueRows, RoundChores, Sweeper, DeadlineHealth],
  exports: [ClockGuard, DeadlineHandlers, DueRows, RoundChores, Sweeper],
})
export class DeadlinesModule {}
