import { Global, Module } from '@nestjs/common';
import { FileStore } from './file-store.js';

/** The file store, for the room of documents. */
@Global()
@Module({ providers: [FileStore], exports: [FileStore] })
export class FilesModule {}
