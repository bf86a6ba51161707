import { Injectable } from '@nestjs/common';
import { City } from '../../platform/config/city.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, PUBLIC, type Actor } from '../../platform/database/scope.js';
import {
  FILE_KINDS,
  MEDIA_TYPES,
  keptName,
  type FileFault,
  type FileKind,
} from '../../platform/files/file-kinds.js';
import { FileInspector } from '../../platform/files/file-inspector.js';
import type { ReceivedFile } from '../../platform/files/multipart.js';
import { Scanner } from '../../platform/files/scanner.js';
import { StoredFiles } from './stored-files.js';

/** Answer of an upload (`contract.md` section 3): hash and size of what is kept and will be served. */
export interface UploadedFile {
  readonly fileId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
}

export type Upload =
  | { readonly ok: true; readonly file: UploadedFile; readonly name: string }
  | { readonly ok: false; readonly fault: FileFault };

/**
 * Takes one file that nobody owns yet: looked into by content, scanned where the city has a scanner, images made anew,
 * sealed, kept for 24 hours until a case takes it. A refused file leaves nothing.
 */
@Injectable()
export class UploadFile {
  constructor(
    private readonly inspector: FileInspector,
    private readonly scanner: Scanner,
    private readonly stored: StoredFiles,
    private readonly database: Database,
    private readonly city: City,
  ) {}

  /** Returns the fault of a file that is not taken. Throws 503 when disk or scanner are away. */
  async run(
    received: ReceivedFile,
    options: { readonly allowed?: readonly FileKind[]; readonly actor?: Actor } = {},
  ): Promise<Upload> {
    if (received.spool === null) return { ok: false, fault: 'file-too-large' };
    const content = await received.spool.content();
    const inspected = await this.inspector.inspect({
      content,
      name: received.name,
      allowed: options.allowed ?? FILE_KINDS,
      mostPixels: this.city.limits.imagePixels,
    });
    if (!inspected.ok) return inspected;
    const scan = await this.scanner.scan(content);
    if (scan === 'infected') return { ok: false, fault: 'unsafe-file' };
    const name = keptName(received.name, inspected.kind);
    const type = MEDIA_TYPES[inspected.kind];
    const actor = options.actor ?? PUBLIC;
    return this.database.transaction(actor, NOTHING, async (tx) => {
      const fileId = await this.stored.keep(tx, {
        caseId: null,
        purpose: 'upload',
        name,
        type,
        content: inspected.content,
        uploadedBy: actor.kind === 'staff' ? 'staff' : 'requester',
        scan,
      });
      const facts = await this.stored.facts(tx, fileId);
      if (facts === null) throw new Error('a kept file is not there');
      return { ok: true, name, file: { fileId, sha256: facts.sha256, bytes: facts.bytes, type } };
    });
  }
}
