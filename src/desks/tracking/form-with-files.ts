import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FilingCaps } from '../../office/access/filing-caps.js';
import { fileFault } from '../../office/documents/file-faults.js';
import { UploadFile } from '../../office/documents/upload-file.js';
import { City } from '../../platform/config/city.js';
import { FILE_KINDS, PHOTO_KINDS } from '../../platform/files/file-kinds.js';
import { FileStore } from '../../platform/files/file-store.js';
import { receiveForm, type ReceivedFile } from '../../platform/files/multipart.js';
import { type FieldFault, Problem } from '../../platform/http/problems.js';

/** A file that was received with an earlier send of the form; nobody has taken it yet. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
}

/** A form as sent: fields, new files by their field, and what was wrong with some of them. */
export interface SentForm {
  readonly fields: Readonly<Record<string, string>>;
  /** Values of fields that may come several times, by the field's name. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly files: Readonly<Record<string, readonly KeptFile[]>>;
  readonly faults: readonly FieldFault[];
}

/** Field whose file is a photo or scan of an identity paper. */
export const IDENTITY_FIELD = 'identitas';

/**
 * Reads a form with or without files: good files are kept at once, each refused one is a fault beside its field, and
 * what was typed stays whatever happens to the files.
 */
@Injectable()
export class FormWithFiles {
  constructor(
    private readonly upload: UploadFile,
    private readonly store: FileStore,
    private readonly caps: FilingCaps,
    private readonly city: City,
  ) {}

  async read(request: FastifyRequest): Promise<SentForm> {
    if (!request.isMultipart()) return plainForm(request.body);
    const { fileBytes, supportingFiles } = this.city.limits;
    const form = await receiveForm(request, this.store, { fileBytes, files: 2 * supportingFiles });
    try {
      const files: Record<string, KeptFile[]> = {};
      const faults: FieldFault[] = [];
      if (form.files.length > 0) await this.caps.holdUpload(request.ip);
      for (const received of form.files) {
        const taken = await this.take(received);
        if ('id' in taken) (files[received.field] ??= []).push(taken);
        else faults.push(taken);
      }
      if (form.cutOff) {
        faults.push({ field: 'berkas', code: 'upload-cut-off', message: 'tracking.errors.cut-off' });
      }
      return { fields: form.fields, lists: listsOf(form.fields), files, faults };
    } finally {
      await form.discard();
    }
  }

  private async take(received: ReceivedFile): Promise<KeptFile | FieldFault> {
    const allowed = received.field === IDENTITY_FIELD ? PHOTO_KINDS : FILE_KINDS;
    const upload = await this.upload.run(received, { allowed });
    if (upload.ok) return { id: upload.file.fileId, name: upload.name };
    return fileFault(received.field, upload.fault, received, this.city.limits.fileBytes);
  }
}

function plainForm(body: unknown): SentForm {
  if (typeof body !== 'object' || body === null) throw new Problem(415, 'wrong-content-type');
  const entries = Object.entries(body as Readonly<Record<string, unknown>>);
  const fields: Record<string, string> = {};
  const lists: Record<string, readonly string[]> = {};
  for (const [name, value] of entries) {
    const values = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
    fields[name] = values[0] ?? '';
    lists[name] = values;
  }
  return { fields, lists, files: {}, faults: [] };
}

/** In these forms each box of a choice has a name of its own; what follows its last dash tells it apart. */
function listsOf(fields: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  const lists: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    const list = name.replace(/-[a-z0-9]+$/u, '');
    (lists[list] ??= []).push(value);
  }
  return lists;
}
