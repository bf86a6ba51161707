import { Module } from '@nestjs/common';
import { DecisionsModule } from '../../cases/decisions/decisions.module.js';
import { DisputesModule } from '../../cases/disputes/disputes.module.js';
import { ExtensionsModule } from '../../cases/extensions/extensions.module.js';
import { ObjectionsModule } from '../../cases/objections/objections.module.js';
import { RefusalsModule } from '../../cases/refusals/refusals.module.js';
import { CalendarHealth } from './calendar-health.js';
import { CalendarRecomputeDeadline } from './calendar-recompute.deadline.js';
import { CalendarRun } from './calendar-run.js';
import { DateNews } from './date-news.js';
import { DecreeDesk } from './decree-desk.js';
import { DecreePagesController } from './decree-pages.controller.js';
import { DecreeUploads } from './decree-uploads.js';
import { DecreesController } from './decrees.controller.js';
import { NextDecreeCheckDeadline } from './next-decree-check.deadline.js';
import { RecomputeBatch } from './recompute-batch.js';
import { WatchCalendar } from './watch-calendar.js';

/** New calendars: preview, second person, and every open date counted anew. */
@Module({
  imports: [ObjectionsModule, DisputesModule, DecisionsModule, ExtensionsModule, RefusalsModule],
  controllers: [DecreesController, DecreePagesController],
  providers: [
    DecreeDesk,
    DecreeUploads,
    CalendarRun,
    RecomputeBatch,
    DateNews,
    CalendarRecomputeDeadline,
    NextDecreeCheckDeadline,
    WatchCalendar,
    CalendarHealth,
  ],
})
export class DecreesModule {}
