import { Global, Module } from '@nestjs/common';
import { FormMarks } from './form-marks.js';
import { PendingForms } from './pending-forms.js';

/** Forms that were turned away, for every door. */
@Global()
@Module({ providers: [FormMarks, PendingForms], exports: [FormMarks, PendingForms] })
export class PendingFormsModule {}
