import { Module } from '@nestjs/common';
import { ObjectionsModule } from '../../cases/objections/objections.module.js';
import { CalendarRecomputeDeadline } from './calendar-recompute.deadline.js';
import { CalendarRun } from './calendar-run.js';
import { DateNews } from './date-news.js';
import { DecreeDesk } from './decree-desk.js';
import { DecreesController } from './decrees.controller.js';
import { NextDecreeCheckDeadline } from './next-decree-check.deadline.js';
import { RecomputeBatch } from './recompute-batch.js';
import { WatchCalendar } from './watch-calendar.js';

/** New calendars: preview, second person, and every open date counted anew. */
@Module({
  imports: [ObjectionsModule],
  controllers: [DecreesController],
  providers: [
    DecreeDesk,
    CalendarRun,
    RecomputeBatch,
    DateNews,
    CalendarRecomputeDeadline,
    NextDecreeCheckDeadline,
    WatchCalendar,
  ],
})
export class DecreesModule {}
