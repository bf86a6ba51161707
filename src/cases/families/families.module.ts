import { Module } from '@nestjs/common';
import { DocumentsModule } from '../../office/documents/documents.module.js';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { AnswerPart } from './answer-part.js';
import { FamiliesController } from './families.controller.js';
import { GroupCases } from './group-cases.js';
import { Groups } from './groups.js';
import { JoinedNotice } from './joined-notice.js';
import { FamilyPagesController } from './pages/family-pages.controller.js';
import { SplitRequest } from './split-request.js';

/** One request in several parts; several near-identical requests with one answer. */
@Module({
  imports: [DocumentsModule, DecisionsModule],
  controllers: [FamiliesController, FamilyPagesController],
  providers: [SplitRequest, JoinedNotice, AnswerPart, Groups, GroupCases],
})
export class FamiliesModule {}
