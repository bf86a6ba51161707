import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { fileFault } from '../../office/documents/file-faults.js';
import { UploadFile } from '../../office/documents/upload-file.js';
import { checkCsrf } from '../../office/staff/csrf.js';
import { requireSession } from '../../office/staff/session-source.js';
import { City } from '../../platform/config/city.js';
import { PHOTO_KINDS } from '../../platform/files/file-kinds.js';
import { FileStore } from '../../platform/files/file-store.js';
import { receiveForm, type ReceivedFile, type ReceivedForm } from '../../platform/files/multipart.js';
import { HTTP_LIMITS } from '../../platform/http/http-limits.js';
import { Views } from '../../platform/views/views.js';
import type { DecreeFields, DecreeFormError } from './decree-form.js';

/** The form of a decree as it came: fields, the CSV file if one was chosen, the document that was kept. */
export interface DecreeUpload {
  readonly fields: DecreeFields;
  readonly csv: Buffer | null;
  readonly documentId: string | null;
  readonly errors: readonly DecreeFormError[];
}

const MOST_FILES = 3;

/** Reads the form of a decree. The anti-forgery value is checked here, because multipart is read only now. */
@Injectable()
export class DecreeUploads {
  constructor(
    private readonly store: FileStore,
    private readonly uploads: UploadFile,
    private readonly city: City,
    private readonly views: Views,
  ) {}

  /** Throws 403 without `_csrf`, 415 for another type of body. */
  async read(request: FastifyRequest): Promise<DecreeUpload> {
    if (!request.isMultipart())
      return { fields: textFields(request.body), csv: null, documentId: null, errors: [] };
    const limits = { fileBytes: this.city.limits.answerFileBytes, files: MOST_FILES };
    const received = await receiveForm(request, this.store, limits);
    try {
      checkCsrf(request, received.fields);
      return await this.sorted(request, received);
    } finally {
      await received.discard();
    }
  }

  private async sorted(
    request: FastifyRequest,
    { fields, files, cutOff }: ReceivedForm,
  ): Promise<DecreeUpload> {
    const texts = this.views.for(request);
    const errors: DecreeFormError[] = [];
    if (cutOff) errors.push({ field: 'berkas', message: texts.t('problems.upload-cut-off') });
    const chosen = (field: string): ReceivedFile | undefined => files.find((file) => file.field === field);
    const csv = (await chosen('berkas')?.spool?.content()) ?? null;
    if (chosen('berkas') !== undefined && (csv === null || csv.length > HTTP_LIMITS.csvBytes))
      errors.push({ field: 'berkas', message: texts.t('admin.decree.errors.too-large') });
    const paper = chosen('dokumen');
    if (paper === undefined || errors.length > 0) return { fields, csv, documentId: null, errors };
    const { actor } = requireSession(request);
    const taken = await this.uploads.run(paper, { actor, allowed: PHOTO_KINDS });
    if (taken.ok) return { fields, csv, documentId: taken.file.fileId, errors };
    const fault = fileFault('dokumen', taken.fault, paper, this.city.limits.answerFileBytes);
    const message = texts.t(fault.message, fault.values ?? {});
    return { fields, csv, documentId: null, errors: [...errors, { field: 'dokumen', message }] };
  }
}

function textFields(body: unknown): DecreeFields {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
