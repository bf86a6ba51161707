import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { RefusalsModule } from '../refusals/refusals.module.js';
import { AnswerByHandover } from './answer-by-handover.js';
import { AnswerCarriesOut } from './answer-carries-out.js';
import { AnswerReceived } from './answer-received.js';
import { CarryOutByAnswer } from './carry-out-by-answer.js';
import { CarryOutOrder } from './carry-out-order.js';
import { AgreeOnOrder } from './agree-on-order.js';
import { CloseObjection } from './close-objection.js';
import { CloseRemedies } from './close-remedies.js';
import { CommissionWindowDeadline } from './commission-window.deadline.js';
import { DeliveryCarriesOut } from './delivery-carries-out.js';
import { EndOrder } from './end-order.js';
import { EndWithoutRemedyDeadline } from './end-without-remedy.deadline.js';
import { EnterObjection } from './enter-objection.js';
import { EnteredObjectionsController } from './entered-objections.controller.js';
import { FileObjection } from './file-objection.js';
import { FileAnew } from './file-anew.js';
import { FilePeriodicObjection } from './file-periodic-objection.js';
import { GivenInFull } from './given-in-full.js';
import { HandoverByOrder } from './handover-by-order.js';
import { LeavingCorrected } from './leaving-corrected.js';
import { LowerCost } from './lower-cost.js';
import { MoveObjectionDates } from './move-objection-dates.js';
import { MovePeriodicDates } from './move-periodic-dates.js';
import { NameDelegate } from './name-delegate.js';
import { ObjectionActs } from './objection-acts.js';
import { ObjectionActsController } from './objection-acts.controller.js';
import { ObjectionAnswers } from './objection-answers.js';
import { ObjectionEntity } from './objection.entity.js';
import { ObjectionFiles } from './objection-files.js';
import { ObjectionLetters } from './objection-letters.js';
import { ObjectionLinks } from './objection-links.js';
import { ObjectionNews } from './objection-news.js';
import { ObjectionPaper } from './objection-paper.js';
import { ObjectionReplyDeadline } from './objection-reply.deadline.js';
import { ObjectionTransitions } from './objection-transitions.js';
import { ObjectionWindowDeadline } from './objection-window.deadline.js';
import { ObjectionsController } from './objections.controller.js';
import { ObjectionList } from './objections.queries.js';
import { OpenObjectionGrounds } from './open-objection-grounds.js';
import { BrokenOrder } from './broken-order.js';
import { OrderDone } from './order-done.js';
import { OrderLetters } from './order-letters.js';
import { OrderExecutionDeadline } from './order-execution.deadline.js';
import { DeskEntryController } from './pages/desk-entry.controller.js';
import { DeskObjectionsController } from './pages/desk-objections.controller.js';
import { ObjectionPages } from './pages/objection-pages.js';
import { ReplyPagesController } from './pages/reply-pages.controller.js';
import { SuperiorObjectionsController } from './pages/superior-objections.controller.js';
import { PostObjectionNews } from './post-objection-news.js';
import { PrintObjectionForm } from './print-objection-form.js';
import { ReplyDrafts } from './reply-drafts.js';
import { ReplyToObjection } from './reply-to-objection.js';
import { OrderFollowsHolder } from './order-follows-holder.js';
import { OrderLetterReceived } from './order-letter-received.js';
import { RequestAfterOrder } from './request-after-order.js';
import { RulingPapers } from './ruling-papers.js';
import { WithdrawByDesk } from './withdraw-by-desk.js';
import { WithdrawWithRequest } from './withdraw-with-request.js';

const STEPS = [
  FileObjection,
  EnterObjection,
  FileAnew,
  FilePeriodicObjection,
  OpenObjectionGrounds,
  PostObjectionNews,
  PrintObjectionForm,
  ObjectionList,
  MoveObjectionDates,
  MovePeriodicDates,
  ReplyToObjection,
  AgreeOnOrder,
  CloseObjection,
  CarryOutOrder,
  NameDelegate,
  WithdrawByDesk,
];
const SEAMS = [
  AnswerByHandover,
  BrokenOrder,
  CloseRemedies,
  EndOrder,
  GivenInFull,
  HandoverByOrder,
  LeavingCorrected,
  OrderFollowsHolder,
  LowerCost,
  ObjectionActs,
  ObjectionAnswers,
  ObjectionLinks,
  ObjectionLetters,
  ObjectionNews,
  ObjectionTransitions,
  OrderDone,
  OrderLetterReceived,
  OrderLetters,
  RequestAfterOrder,
];

/** Objection to the superior officer: filed, answered, carried out, settled, silent, beyond remedy. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([ObjectionEntity]), DecisionsModule, RefusalsModule],
  controllers: [
    ObjectionsController,
    ObjectionActsController,
    EnteredObjectionsController,
    SuperiorObjectionsController,
    ReplyPagesController,
    DeskEntryController,
    DeskObjectionsController,
  ],
  providers: [
    ...STEPS,
    ...SEAMS,
    AnswerCarriesOut,
    AnswerReceived,
    CarryOutByAnswer,
    DeliveryCarriesOut,
    ObjectionFiles,
    ObjectionPages,
    ObjectionPaper,
    ObjectionReplyDeadline,
    ObjectionWindowDeadline,
    EndWithoutRemedyDeadline,
    CommissionWindowDeadline,
    OrderExecutionDeadline,
    ReplyDrafts,
    RulingPapers,
    WithdrawWithRequest,
  ],
  exports: [...STEPS, ...SEAMS],
})
export class ObjectionsModule {}
