import { Global, Module } from '@nestjs/common';
import { FilesModule } from '../../platform/files/files.module.js';
import { ClaimFiles } from './claim-files.js';
import { ExpiredUploads } from './expired-uploads.js';
import { FrozenLetters } from './frozen-letters.js';
import { LetterNumbers } from './letter-numbers.js';
import { StoredFiles } from './stored-files.js';
import { UploadFile } from './upload-file.js';
import { UploadsController } from './uploads.controller.js';

const SEAMS = [ClaimFiles, FrozenLetters, LetterNumbers, StoredFiles, UploadFile, ExpiredUploads];

/** Uploads, files and letter numbers of cases. */
@Global()
@Module({ imports: [FilesModule], controllers: [UploadsController], providers: SEAMS, exports: SEAMS })
export class DocumentsModule {}
