import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FilingCaps } from '../../../office/access/filing-caps.js';
import { fileFault } from '../../../office/documents/file-faults.js';
import { UploadFile } from '../../../office/documents/upload-file.js';
import { City } from '../../../platform/config/city.js';
import type { FileFault } from '../../../platform/files/file-kinds.js';
import { FileStore } from '../../../platform/files/file-store.js';
import { receiveForm, type ReceivedFile, type ReceivedForm } from '../../../platform/files/multipart.js';
import type { FieldFault } from '../../../platform/http/problems.js';
import type { DraftAnswers, DraftFile } from './draft.js';
import { fault, TypedFields, type Step, type UploadSlot } from './step.js';
import { MOST_FILES } from './steps/question.step.js';

/** File parts that are read at all; a reader who chose more files than five is told so in words. */
const MOST_PARTS = 20;

/** A form that was sent: its fields, and files that are not judged yet. `discard` it whatever happens. */
export interface SentForm {
  readonly typed: TypedFields;
  readonly received: ReceivedForm | null;
  discard(): Promise<void>;
}

/** What the files of a form came to. */
export interface TakenFiles {
  readonly taken: readonly { readonly slot: UploadSlot['slot']; readonly file: DraftFile }[];
  readonly faults: readonly FieldFault[];
}

/** Reads forms with and without files, and takes their files one by one. */
@Injectable()
export class TypedForms {
  constructor(
    private readonly upload: UploadFile,
    private readonly store: FileStore,
    private readonly caps: FilingCaps,
    private readonly city: City,
  ) {}

  async read(request: FastifyRequest): Promise<SentForm> {
    if (!request.isMultipart()) {
      return {
        typed: new TypedFields(plainFields(request.body)),
        received: null,
        discard: () => Promise.resolve(),
      };
    }
    const { fileBytes } = this.city.limits;
    const received = await receiveForm(request, this.store, { fileBytes, files: MOST_PARTS });
    return { typed: new TypedFields(received.fields), received, discard: () => received.discard() };
  }

  /** Takes the files of a step. A refused file says why; the others are kept. */
  async takeFiles(
    request: FastifyRequest,
    step: Step,
    form: SentForm,
    answers: DraftAnswers,
  ): Promise<TakenFiles> {
    const taken: { slot: UploadSlot['slot']; file: DraftFile }[] = [];
    const faults: FieldFault[] = [];
    const files = form.received?.files ?? [];
    if (files.length > 0) await this.caps.holdUpload(request.ip);
    let attachments = answers.files.length;
    for (const file of files) {
      const slot = step.uploads.find((candidate) => candidate.field === file.field);
      if (slot === undefined) continue;
      if (slot.slot === 'files' && attachments >= MOST_FILES) {
        faults.push(fault(slot.field, 'files-many'));
        break;
      }
      const upload = await this.upload.run(file, { allowed: slot.allowed });
      if (!upload.ok) {
        faults.push(this.faultOf(slot, upload.fault, file));
        continue;
      }
      if (slot.slot === 'files') attachments += 1;
      taken.push({ slot: slot.slot, file: { id: upload.file.fileId, name: upload.name } });
    }
    if (form.received?.cutOff === true) faults.push(cutOff(step));
    return { taken, faults };
  }

  private faultOf(slot: UploadSlot, found: FileFault, file: ReceivedFile): FieldFault {
    const photo = PHOTO_WORDS[found];
    if (slot.slot === 'identityFile' && photo !== undefined)
      return { ...fault(slot.field, photo), code: found };
    return fileFault(slot.field, found, file, this.city.limits.fileBytes);
  }
}

const PHOTO_WORDS: Partial<Record<FileFault, string>> = {
  'wrong-file-type': 'identity-file-type',
  'disguised-file': 'identity-file-type',
  'file-too-large': 'identity-file-large',
  'image-too-large': 'identity-file-large',
  'empty-file': 'identity-file-broken',
  'broken-file': 'identity-file-broken',
};

/** The answers with the files that came: a paper takes the place of the one before it. */
export function withFiles(answers: DraftAnswers, { taken }: TakenFiles): DraftAnswers {
  return taken.reduce<DraftAnswers>(
    (after, { slot, file }) =>
      slot === 'files' ? { ...after, files: [...after.files, file] } : { ...after, [slot]: file },
    answers,
  );
}

function cutOff(step: Step): FieldFault {
  const field = step.uploads[0]?.field ?? '';
  return fault(field, step.name === 'identity' ? 'identity-file-cut-off' : 'cut-off');
}

// A field that is sent twice counts once; anything but a text is no field of a form.
function plainFields(body: unknown): Readonly<Record<string, string>> {
  if (typeof body !== 'object' || body === null) return {};
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') fields[name] = first;
  }
  return fields;
}
