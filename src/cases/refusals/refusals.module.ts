import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { ConsentNews } from './consent-news.js';
import { ConsentRefusal } from './consent-refusal.js';
import { DecreeActs } from './decree-acts.js';
import { DecreesController } from './decrees.controller.js';
import { ExemptionEndDeadline, ExemptionReviewDeadline } from './decree.deadline.js';
import { EndProposals } from './end-proposals.js';
import { IssueRefusal } from './issue-refusal.js';
import { MakeDecree } from './make-decree.js';
import { MoveReviewDays } from './move-review-days.js';
import { LiftExemptions } from './lift-exemptions.js';
import { OpenDecree } from './open-decree.js';
import { ConsentPagesController } from './pages/consent-pages.controller.js';
import { DecreePagesController } from './pages/decree-pages.controller.js';
import { DraftedRefusals } from './pages/drafted-refusal.js';
import { ProposalPagesController } from './pages/proposal-pages.controller.js';
import { RefusalDrafts } from './pages/refusal-drafts.js';
import { ProposeRefusal } from './propose-refusal.js';
import { RefusalBases } from './refusal-basis.js';
import { RefusalPapers } from './refusal-facts.js';
import { RefusalPreviews } from './refusal-preview.js';
import { RefusalsController } from './refusals.controller.js';
import { ReviewDecree } from './review-decree.js';
import { ReturnProposal } from './return-proposal.js';

/** Refusals on UU 14/2008 art. 17: proposed by one, consented to by another, resting on sheets and decrees. */
@Module({
  imports: [DecisionsModule],
  controllers: [
    RefusalsController,
    DecreesController,
    ConsentPagesController,
    ProposalPagesController,
    DecreePagesController,
  ],
  providers: [
    ProposeRefusal,
    ConsentRefusal,
    ReturnProposal,
    EndProposals,
    MakeDecree,
    LiftExemptions,
    OpenDecree,
    ReviewDecree,
    DecreeActs,
    IssueRefusal,
    RefusalBases,
    RefusalPapers,
    RefusalPreviews,
    RefusalDrafts,
    DraftedRefusals,
    ConsentNews,
    ExemptionReviewDeadline,
    ExemptionEndDeadline,
    MoveReviewDays,
  ],
  exports: [ConsentNews, LiftExemptions, MoveReviewDays],
})
export class RefusalsModule {}
