import { Global, Module } from '@nestjs/common';
import { CaseAnswers } from '../../cases/requests/case-answers.js';
import { DocumentsModule } from '../../office/documents/documents.module.js';
import { StaffCaseAnswers } from './case-answer.js';
import { CaseLists } from './case-list.queries.js';
import { CaseReadings } from './case-reading.js';
import { CaseSearch } from './case-search.js';
import { CasePageController } from './case-page.controller.js';
import { CasePageQueries } from './case-page.queries.js';
import { CasesController } from './cases.controller.js';
import { CaseFilesController } from './files.controller.js';
import { PrintTaskController } from './print-task.controller.js';
import { QueueController } from './queue.controller.js';
import { CaseReceiptController } from './receipt.controller.js';
import { TasksController } from './tasks.controller.js';

/** Where desk and officer work: queue, search, the case; and the answer of every act. */
@Global()
@Module({
  imports: [DocumentsModule],
  controllers: [
    CasesController,
    QueueController,
    CasePageController,
    CaseFilesController,
    CaseReceiptController,
    TasksController,
    PrintTaskController,
  ],
  providers: [
    CaseReadings,
    CaseLists,
    CaseSearch,
    CasePageQueries,
    StaffCaseAnswers,
    { provide: CaseAnswers, useExisting: StaffCaseAnswers },
  ],
  exports: [CaseReadings, CaseLists, StaffCaseAnswers, CaseAnswers],
})
export class WorkspaceModule {}
