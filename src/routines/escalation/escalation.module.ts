import { Module } from '@nestjs/common';
import { RefusalsModule } from '../../cases/refusals/refusals.module.js';
import { CommissionWindowReminderDeadline } from './commission-window-reminder.deadline.js';
import { CompletenessReminderDeadline } from './completeness-reminder.deadline.js';
import { ConsentReminderDeadline } from './consent-reminder.deadline.js';
import { CityListRows } from './city-list-rows.js';
import { DigestDeadline } from './digest.deadline.js';
import { DigestItems } from './digest-items.js';
import { MorningRoundDeadline } from './morning-round.deadline.js';
import { MorningWatch } from './morning-watch.js';
import { ObjectionReplyReminderDeadline } from './objection-reply-reminder.deadline.js';
import { ObjectionWindowReminderDeadline } from './objection-window-reminder.deadline.js';
import { OrderReminderDeadline } from './order-reminder.deadline.js';
import { ReceiptReminderDeadline } from './receipt-reminder.deadline.js';
import { RepairReminderDeadline } from './repair-reminder.deadline.js';
import { ReplyReminderDeadline } from './reply-reminder.deadline.js';
import { WaitingCases } from './waiting-cases.queries.js';
import { WeeklyListDeadline } from './weekly-list.deadline.js';

/** Reminders, digests and lists: who is told before a clock runs out, and what lies still. */
@Module({
  imports: [RefusalsModule],
  providers: [
    DigestItems,
    ReplyReminderDeadline,
    CompletenessReminderDeadline,
    RepairReminderDeadline,
    ReceiptReminderDeadline,
    ObjectionWindowReminderDeadline,
    ObjectionReplyReminderDeadline,
    ConsentReminderDeadline,
    OrderReminderDeadline,
    CommissionWindowReminderDeadline,
    DigestDeadline,
    WaitingCases,
    CityListRows,
    MorningWatch,
    MorningRoundDeadline,
    WeeklyListDeadline,
  ],
})
export class EscalationModule {}
