import { Global, Module } from '@nestjs/common';
import { PrintReceipt } from '../print-receipt.js';
import { CheckController } from './check.controller.js';
import { Drafts } from './drafts.js';
import { FilingCookies } from './filing-cookies.js';
import { FilingFormController } from './filing-form.controller.js';
import { FormPages } from './form-pages.js';
import { MailedDrafts } from './mailed-drafts.js';
import { ReceiptController } from './receipt.controller.js';
import { ResumeController } from './resume.controller.js';
import { SaveLaterController } from './save-later.controller.js';
import { SendDraft } from './send-draft.js';
import { SumQuestion } from './sum-question.js';
import { TypedForms } from './typed-form.js';

/** The citizen's form: steps, drafts, sending, receipt. The receipt's printer serves other rooms too. */
@Global()
@Module({
  controllers: [
    CheckController,
    FilingFormController,
    SaveLaterController,
    ResumeController,
    ReceiptController,
  ],
  providers: [
    Drafts,
    FilingCookies,
    FormPages,
    MailedDrafts,
    SendDraft,
    SumQuestion,
    TypedForms,
    PrintReceipt,
  ],
  exports: [Drafts, PrintReceipt],
})
export class FilingFormModule {}
