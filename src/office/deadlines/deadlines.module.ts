import { Global, Module } from '@nestjs/common';
import { DeadlineHealth } from './deadline-health.js';
import { DeadlineHandlers } from './deadline-handlers.js';
import { DueRows } from './due-rows.js';
import { Sweeper } from './sweeper.js';

/** The clock of the office. `DueAlarm` is provided by the composition, over the queue. */
@Global()
@Module({
  providers: [DeadlineHandlers, DueRows, Sweeper, DeadlineHealth],
  exports: [DeadlineHandlers, DueRows, Sweeper],
})
export class DeadlinesModule {}
