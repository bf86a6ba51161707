import { Global, Module } from '@nestjs/common';
import { AnchorFolder } from './anchor-folder.js';
import { DiskHealth } from './disk-health.js';
import { FileInspector } from './file-inspector.js';
import { FileStore } from './file-store.js';
import { Scanner } from './scanner.js';

const SERVICES = [AnchorFolder, FileStore, FileInspector, Scanner];

/** File store, inspector and scanner, for the room of documents; and the folder of what the database must not hold. */
@Global()
@Module({ providers: [...SERVICES, DiskHealth], exports: SERVICES })
export class FilesModule {}
