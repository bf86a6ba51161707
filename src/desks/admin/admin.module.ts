import { Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { AccountList } from './account-list.queries.js';
import { AgencyListController } from './agency-list.controller.js';
import { AuditTrail } from './audit-trail.queries.js';
import { CalendarDays } from './calendar-days.queries.js';
import { CalendarController } from './calendar.controller.js';
import { ClockController } from './clock.controller.js';
import { ConfirmClock } from './confirm-clock.js';
import { LastAuditCheck } from './last-audit-check.js';
import { OneTimeNote } from './one-time-note.js';
import { OutgoingMails } from './outgoing-mails.queries.js';
import { OutgoingController } from './outgoing.controller.js';
import { OverviewController } from './overview.controller.js';
import { RulesController } from './rules.controller.js';
import { SwitchSending } from './switch-sending.js';
import { TrailController } from './trail.controller.js';

/** Where an admin keeps the office running: people, outgoing mail, agencies, calendar, trail. No case is opened here. */
@Module({
  controllers: [
    OverviewController,
    AccountsController,
    OutgoingController,
    AgencyListController,
    CalendarController,
    ClockController,
    RulesController,
    TrailController,
  ],
  providers: [
    AccountList,
    AuditTrail,
    CalendarDays,
    ConfirmClock,
    LastAuditCheck,
    OneTimeNote,
    OutgoingMails,
    SwitchSending,
  ],
})
export class AdminModule {}
