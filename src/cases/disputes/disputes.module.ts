import { Module } from '@nestjs/common';
import { DocumentsModule } from '../../office/documents/documents.module.js';
import { ObjectionsModule } from '../objections/objections.module.js';
import { RefusalsModule } from '../refusals/refusals.module.js';
import { CarryOutOrder } from './carry-out-order.js';
import { CloseDispute } from './close-dispute.js';
import { DisputeActs } from './dispute-acts.js';
import { DisputeAnswers } from './dispute-answers.js';
import { DisputeEndDeadline } from './dispute-end.deadline.js';
import { DisputeFiles } from './dispute-files.js';
import { DisputeNews } from './dispute-news.js';
import { DisputeOrderDeadline } from './dispute-order.deadline.js';
import { DisputeOrders } from './dispute-orders.js';
import { DisputeTrail } from './dispute-trail.js';
import { DisputesController } from './disputes.controller.js';
import { GrantByRuling } from './grant-by-ruling.js';
import { MoveDisputeDates } from './move-dispute-dates.js';
import { OpenDispute } from './open-dispute.js';
import { DeskDisputesController, OverseenDisputesController } from './pages/dispute-pages.controller.js';
import { DisputePages } from './pages/dispute-pages.js';
import { SendDisputeForm } from './pages/send-dispute-form.js';
import { RecordFurtherStep } from './record-further-step.js';
import { RecordRuling } from './record-ruling.js';
import { RulingFollowsHolder } from './ruling-follows-holder.js';

/** Disputes at the Information Commission and in court: dates, rulings, orders, the hold on deletion. */
@Module({
  imports: [DocumentsModule, ObjectionsModule, RefusalsModule],
  controllers: [DisputesController, DeskDisputesController, OverseenDisputesController],
  providers: [
    DisputeTrail,
    DisputeNews,
    DisputeFiles,
    DisputeOrders,
    DisputeAnswers,
    DisputeActs,
    OpenDispute,
    RecordRuling,
    RecordFurtherStep,
    CarryOutOrder,
    GrantByRuling,
    CloseDispute,
    DisputeEndDeadline,
    DisputeOrderDeadline,
    RulingFollowsHolder,
    DisputePages,
    SendDisputeForm,
    MoveDisputeDates,
  ],
  exports: [MoveDisputeDates, OpenDispute],
})
export class DisputesModule {}
