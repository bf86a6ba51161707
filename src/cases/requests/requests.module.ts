import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CaseTransitions } from './apply-transition.js';
import { CaseActs } from './case-acts.js';
import { CaseEntity } from './case.entity.js';
import { CaseLetters } from './case-letters.js';
import { CaseLinks } from './case-links.js';
import { CaseNews } from './case-news.js';
import { ClearFile } from './clear-file.js';
import { CompleteRequest } from './complete-request.js';
import { RepairNews } from './repair-news.js';
import { CompletenessDeadline } from './completeness.deadline.js';
import { CorrectContact } from './correct-contact.js';
import { DeclareComplete } from './declare-complete.js';
import { DeclareIncomplete } from './declare-incomplete.js';
import { FileRequest } from './file-request.js';
import { FilingOffice } from './filing-office.js';
import { FilingPaper } from './filing-paper.js';
import { FilingRecords } from './filing-records.js';
import { IssueLetterDeadline } from './issue-letter.deadline.js';
import { LetterPresses } from './letter-presses.js';
import { LetterReceipts } from './letter-receipts.js';
import { LetterDays } from './letter-days.js';
import { LetterTerm } from './letter-term.js';
import { NameHolder } from './name-holder.js';
import { ClosingCameBack } from './closing-came-back.js';
import { NoticeCameBack } from './notice-came-back.js';
import { PersonalDataPagesController } from './pages/personal-data-pages.controller.js';
import { PersonalDataController } from './personal-data.controller.js';
import { PersonalData } from './personal-data.js';
import { ObjectionWindow } from './objection-window.js';
import { ActPages } from './pages/act-pages.js';
import { LetterPreviews } from './pages/letter-previews.js';
import { ActUploads } from './pages/act-uploads.js';
import { CompletenessPagesController } from './pages/completeness-pages.controller.js';
import { IdentityPagesController } from './pages/identity-pages.controller.js';
import { LetterPagesController } from './pages/letter-pages.controller.js';
import { RequestPagesController } from './pages/request-pages.controller.js';
import { PostLetter } from './post-letter.js';
import { PrintMail } from './print-mail.js';
import { RecordPosting } from './record-posting.js';
import { RepairCameBack } from './repair-came-back.js';
import { RepairDeadline } from './repair.deadline.js';
import { RequestActsController } from './request-acts.controller.js';
import { RequesterNews } from './requester-news.js';
import { RequestsController } from './requests.controller.js';
import { SayUnsaid } from './say-unsaid.js';
import { SignedCopies } from './signed-copies.js';
import { StartReplyClock } from './start-reply-clock.js';
import { TakeNamedPapers } from './take-named-papers.js';
import { VerifyIdentity } from './verify-identity.js';
import { WithdrawRequest } from './withdraw-request.js';
import { StepEffects } from './step-effects.js';

const STEPS = [
  FileRequest,
  FilingOffice,
  FilingPaper,
  FilingRecords,
  DeclareComplete,
  DeclareIncomplete,
  CompleteRequest,
  SayUnsaid,
  TakeNamedPapers,
  RepairNews,
  WithdrawRequest,
  CorrectContact,
  VerifyIdentity,
  PersonalData,
  NameHolder,
  ClearFile,
  PrintMail,
  PostLetter,
  RecordPosting,
];
const SEAMS = [
  StepEffects,
  CaseTransitions,
  CaseActs,
  CaseLetters,
  CaseLinks,
  LetterPresses,
  LetterReceipts,
  CaseNews,
  ObjectionWindow,
  RequesterNews,
  SignedCopies,
  StartReplyClock,
  LetterDays,
  LetterTerm,
  ActPages,
  ActUploads,
  LetterPreviews,
];

/** Filing, completing, withdrawing; owns the case row and the only way to change its state. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([CaseEntity])],
  controllers: [
    RequestsController,
    RequestActsController,
    CompletenessPagesController,
    RequestPagesController,
    IdentityPagesController,
    LetterPagesController,
    PersonalDataController,
    PersonalDataPagesController,
  ],
  providers: [
    ...STEPS,
    ...SEAMS,
    CompletenessDeadline,
    RepairDeadline,
    RepairCameBack,
    NoticeCameBack,
    ClosingCameBack,
    IssueLetterDeadline,
  ],
  exports: [...STEPS, ...SEAMS],
})
export class RequestsModule {}
