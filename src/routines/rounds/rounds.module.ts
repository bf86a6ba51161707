import { Global, Module } from '@nestjs/common';
import { DueAlarm } from '../../office/deadlines/due-alarm.js';
import { TestClock } from '../../platform/clock/test-clock.js';
import { DatesAhead } from './dates-ahead.js';
import { Housekeeping } from './housekeeping.js';
import { QueueAlarm } from './queue-alarm.js';
import { RoundMarks } from './round-marks.js';
import { Rounds } from './rounds.js';
import { TestHooksController } from './test-hooks.controller.js';

/** The worker's rounds, and the alarm over the queue that makes due rows prompt. */
@Global()
@Module({
  controllers: [TestHooksController],
  providers: [
    { provide: DueAlarm, useClass: QueueAlarm },
    Rounds,
    RoundMarks,
    DatesAhead,
    Housekeeping,
    TestClock,
  ],
  exports: [DueAlarm, Rounds],
})
export class RoundsModule {}
