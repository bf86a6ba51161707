import { Global, Module } from '@nestjs/common';
import { DiskHealth } from './disk-health.js';
import { FileInspector } from './file-inspector.js';
import { FileStore } from './file-store.js';
import { Scanner } from './scanner.js';

/** File store, inspector and scanner, for the room of documents. */
@Global()
@Module({
  providers: [FileStore, FileInspector, Scanner, DiskHealth],
  exports: [FileStore, FileInspector, Scanner],
})
export class FilesModule {}
