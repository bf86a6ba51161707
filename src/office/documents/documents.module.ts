import { Global, Module } from '@nestjs/common';
import { ClaimFiles } from './claim-files.js';
import { LetterNumbers } from './letter-numbers.js';
import { StoredFiles } from './stored-files.js';

/** Files and letter numbers of cases. */
@Global()
@Module({
  providers: [ClaimFiles, LetterNumbers, StoredFiles],
  exports: [ClaimFiles, LetterNumbers, StoredFiles],
})
export class DocumentsModule {}
