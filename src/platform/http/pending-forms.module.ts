import { Global, Module } from '@nestjs/common';
import { PendingForms } from './pending-forms.js';

/** Forms that were turned away, for every door. */
@Global()
@Module({ providers: [PendingForms], exports: [PendingForms] })
export class PendingFormsModule {}
