import { Module } from '@nestjs/common';
import { MessagesModule } from '../../cases/messages/messages.module.js';
import { ObjectionsModule } from '../../cases/objections/objections.module.js';
import { CitizenActs } from './citizen-acts.js';
import { CitizenDocuments } from './citizen-documents.js';
import { CitizenSteps, RepairPapers } from './citizen-steps.js';
import { CompletionController } from './completion.controller.js';
import { ContactController } from './contact.controller.js';
import { DoorPages } from './door-pages.js';
import { DocumentLinks } from './document-links.js';
import { DocumentsController } from './documents.controller.js';
import { DraftFiles } from './draft-files.js';
import { FindCase } from './find-case.js';
import { FindObjection } from './find-objection.js';
import { FormDrafts } from './form-drafts.js';
import { FormWithFiles } from './form-with-files.js';
import { LookupController } from './lookup.controller.js';
import { MailCodes } from './mail-codes.js';
import { MessageController } from './message.controller.js';
import { ObjectionController } from './objection.controller.js';
import { ObjectionDesk } from './objection-desk.js';
import { ObjectionWithdrawalController } from './objection-withdrawal.controller.js';
import { OwnData } from './own-data.js';
import { OwnDataController } from './own-data.controller.js';
import { ObjectionSessions } from './objection-sessions.js';
import { OwnObjectionAnewController } from './own-objection-anew.controller.js';
import { OwnObjectionController } from './own-objection.controller.js';
import { OwnObjectionActs } from './own-objection-acts.js';
import { OwnObjections } from './own-objection.queries.js';
import { PeriodicController } from './periodic.controller.js';
import { StatusController } from './status.controller.js';
import { TrackCookie } from './track-cookie.js';
import { TrackDoor } from './track-door.js';
import { TrackedCases } from './tracked-case.queries.js';
import { TrackingApiController } from './tracking-api.controller.js';
import { TrackingAttempts } from './tracking-attempts.js';
import { TrackSessions } from './track-sessions.js';
import { WithdrawalController } from './withdrawal.controller.js';

/** The citizen's page and API of one case: status by the link, content and acts by the code. */
@Module({
  imports: [MessagesModule, ObjectionsModule],
  controllers: [
    TrackingApiController,
    LookupController,
    StatusController,
    MessageController,
    CompletionController,
    WithdrawalController,
    ObjectionController,
    ObjectionWithdrawalController,
    OwnObjectionController,
    OwnObjectionAnewController,
    PeriodicController,
    ContactController,
    OwnDataController,
    DocumentsController,
  ],
  providers: [
    FindCase,
    FindObjection,
    ObjectionSessions,
    OwnObjections,
    OwnObjectionActs,
    TrackingAttempts,
    MailCodes,
    TrackCookie,
    TrackSessions,
    TrackDoor,
    DoorPages,
    TrackedCases,
    CitizenActs,
    CitizenSteps,
    RepairPapers,
    CitizenDocuments,
    DocumentLinks,
    FormDrafts,
    FormWithFiles,
    DraftFiles,
    ObjectionDesk,
    OwnData,
  ],
})
export class TrackingModule {}
