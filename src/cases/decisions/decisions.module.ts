import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnswerWithoutGrant } from './answer-without-grant.js';
import { DecisionEntity } from './decision.entity.js';
import { DecisionsController } from './decisions.controller.js';
import { DeliverInformation } from './deliver-information.js';
import { DeliveryDeadline } from './delivery.deadline.js';
import { GrantRequest } from './grant-request.js';
import { AnswerDrafts } from './pages/answer-drafts.js';
import { AnswerPagesController } from './pages/answer-pages.controller.js';
import { AnswerPreviews } from './pages/answer-preview.js';
import { AnswerSteps } from './pages/answer-steps.js';
import { DeliveryPagesController } from './pages/delivery-pages.controller.js';
import { PrepareObjection } from './prepare-objection.js';
import { RecordNotice } from './record-notice.js';
import { RecordPayment } from './record-payment.js';
import { ReplyDeadline, SilenceNews } from './reply.deadline.js';

const STEPS = [GrantRequest, AnswerWithoutGrant, DeliverInformation, RecordPayment];
const PAGES = [AnswerDrafts, AnswerPreviews, AnswerSteps];

/** Grant, not held, delivery; and silence, when time runs out. */
@Module({
  imports: [TypeOrmModule.forFeature([DecisionEntity])],
  controllers: [DecisionsController, AnswerPagesController, DeliveryPagesController],
  providers: [
    ...STEPS,
    ...PAGES,
    RecordNotice,
    PrepareObjection,
    SilenceNews,
    ReplyDeadline,
    DeliveryDeadline,
  ],
  exports: STEPS,
})
export class DecisionsModule {}
