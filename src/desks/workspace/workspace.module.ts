import { Global, Module } from '@nestjs/common';
import { CaseAnswers } from '../../cases/requests/case-answers.js';
import { DocumentsModule } from '../../office/documents/documents.module.js';
import { StaffCaseAnswers } from './case-answer.js';
import { CaseReadings } from './case-reading.js';

/** Where desk and officer work: queue, search, the case; and the answer of every act. */
@Global()
@Module({
  imports: [DocumentsModule],
  providers: [CaseReadings, StaffCaseAnswers, { provide: CaseAnswers, useExisting: StaffCaseAnswers }],
  exports: [CaseReadings, StaffCaseAnswers, CaseAnswers],
})
export class WorkspaceModule {}
