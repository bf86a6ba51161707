import { Module } from '@nestjs/common';
import { RoutingModule } from '../../cases/routing/routing.module.js';
import { ActPages } from './act-pages.js';
import { AgencyController } from './agency.controller.js';
import { AgencyQueries } from './agency.queries.js';
import { BoardController } from './board.controller.js';
import { BoardQueries } from './board.queries.js';
import { CaseController } from './case.controller.js';
import { CaseListController } from './case-list.controller.js';
import { CaseListQueries } from './case-list.queries.js';
import { OverseenCases } from './case.queries.js';
import { RemindersController } from './reminders.controller.js';
import { ReminderCases } from './reminders.queries.js';
import { SendReminders } from './send-reminders.js';

/** Where supervisor and superior look at the whole city: the board, its lists, one agency, reminders. */
@Module({
  imports: [RoutingModule],
  controllers: [BoardController, CaseListController, RemindersController, AgencyController, CaseController],
  providers: [
    BoardQueries,
    CaseListQueries,
    AgencyQueries,
    OverseenCases,
    ReminderCases,
    SendReminders,
    ActPages,
  ],
})
export class OversightModule {}
