import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { checkCsrf } from '../../../office/staff/csrf.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { fileFault } from '../../../office/documents/file-faults.js';
import { UploadFile } from '../../../office/documents/upload-file.js';
import { City } from '../../../platform/config/city.js';
import { FileStore } from '../../../platform/files/file-store.js';
import { receiveForm } from '../../../platform/files/multipart.js';
import { Views } from '../../../platform/views/views.js';
import { readForm, type ActFault, type ActForm } from './act-form.js';

/** A file that came with a form and is kept until the act takes it. */
export interface KeptFile {
  readonly field: string;
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

/** A form with files: its fields, the files that were kept, and a fault for each that was refused. */
export interface UploadedForm {
  readonly form: ActForm;
  readonly files: readonly KeptFile[];
  readonly faults: readonly ActFault[];
}

/** Forms of acts that carry files. The anti-forgery value is checked here, because multipart is read only now. */
@Injectable()
export class ActUploads {
  constructor(
    private readonly store: FileStore,
    private readonly uploads: UploadFile,
    private readonly city: City,
    private readonly views: Views,
  ) {}

  /** Reads a form that may have come without files, as a browser sends it then. */
  async readAny(request: FastifyRequest, most: number): Promise<UploadedForm> {
    if (request.isMultipart()) return this.read(request, most);
    return { form: readForm(request.body), files: [], faults: [] };
  }

  /** Reads the form; a file that is refused leaves the rest of the form as it was typed. Throws 403 without `_csrf`. */
  async read(request: FastifyRequest, most: number): Promise<UploadedForm> {
    const { answerFileBytes } = this.city.limits;
    const received = await receiveForm(request, this.store, { fileBytes: answerFileBytes, files: most });
    const texts = this.views.for(request);
    try {
      checkCsrf(request, received.fields);
      const files: KeptFile[] = [];
      const faults: ActFault[] = [];
      if (received.cutOff) faults.push({ field: 'berkas', message: texts.t('problems.upload-cut-off') });
      for (const file of received.cutOff ? [] : received.files) {
        const taken = await this.uploads.run(file, { actor: requireSession(request).actor });
        if (taken.ok) {
          files.push({ field: file.field, id: taken.file.fileId, name: taken.name, bytes: taken.file.bytes });
          continue;
        }
        const fault = fileFault(file.field, taken.fault, file, answerFileBytes);
        faults.push({ field: file.field, message: texts.t(fault.message, fault.values ?? {}) });
      }
      return { form: readForm(received.lists), files, faults };
    } finally {
      await received.discard();
    }
  }
}
