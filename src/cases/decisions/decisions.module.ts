import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnswerWithoutGrant } from './answer-without-grant.js';
import { ConsentDesk } from './consent-desk.js';
import { DecideItems } from './decide-items.js';
import { DecisionsController } from './decisions.controller.js';
import { DeliverInformation } from './deliver-information.js';
import { DeliveryDeadline } from './delivery.deadline.js';
import { GroupDesk } from './group-desk.js';
import { GrantContents } from './grant-contents.js';
import { GrantRequest } from './grant-request.js';
import { ItemDecisionEntity } from './item-decision.entity.js';
import { Itemise } from './itemise.js';
import { MoveNoticeDays } from './move-notice-days.js';
import { NoticeNews } from './notice-news.js';
import { AnswerDrafts } from './pages/answer-drafts.js';
import { AnswerPagesController } from './pages/answer-pages.controller.js';
import { AnswerPreviews } from './pages/answer-preview.js';
import { AnswerSteps } from './pages/answer-steps.js';
import { ItemisePageController } from './pages/itemise-page.controller.js';
import { DeliveryPagesController } from './pages/delivery-pages.controller.js';
import { PartDesk } from './part-desk.js';
import { PrepareObjection } from './prepare-objection.js';
import { LapsedDelivery } from './lapsed-delivery.js';
import { HandoversInLetters } from './handovers-in-letters.js';
import { LettersInHand } from './letters-in-hand.js';
import { PromiseDelivery } from './promise-delivery.js';
import { RecordPayment } from './record-payment.js';
import { ReplyDeadline, SilenceNews } from './reply.deadline.js';
import { WrittenNotice } from './written-notice.js';

const STEPS = [GrantRequest, AnswerWithoutGrant, DeliverInformation, RecordPayment, Itemise];
/** What the rooms above decide, consent and send with. */
const SEAMS = [LettersInHand, DecideItems, WrittenNotice, ConsentDesk, PartDesk, GroupDesk, GrantContents];
const PAGES = [AnswerDrafts, AnswerPreviews, AnswerSteps];

/** Grant, not held, delivery; and silence, when time runs out. */
@Module({
  imports: [TypeOrmModule.forFeature([ItemDecisionEntity])],
  controllers: [DecisionsController, AnswerPagesController, DeliveryPagesController, ItemisePageController],
  providers: [
    ...STEPS,
    ...PAGES,
    ...SEAMS,
    NoticeNews,
    MoveNoticeDays,
    LapsedDelivery,
    HandoversInLetters,
    PromiseDelivery,
    PrepareObjection,
    SilenceNews,
    ReplyDeadline,
    DeliveryDeadline,
  ],
  exports: [PromiseDelivery, MoveNoticeDays, ...STEPS, ...SEAMS],
})
export class DecisionsModule {}
