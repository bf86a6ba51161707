import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { FieldFault } from '../../platform/http/problems.js';
import { FormDrafts, type DraftedForm } from './form-drafts.js';
import { FormWithFiles, IDENTITY_FIELD, type KeptFile, type SentForm } from './form-with-files.js';
import { MOST_FILES } from './tracking-api.dto.js';
import type { TrackSession } from './track-sessions.js';

export interface DraftWithFiles {
  readonly files: readonly KeptFile[];
  /** A photo of an identity paper, where the form asks for one. */
  readonly identity?: KeptFile | null;
  /** Papers that have a field of their own, by its name. */
  readonly papers?: Readonly<Record<string, readonly KeptFile[]>>;
}

/** A file that is there already, as the upload field lists it, with the button that takes it out again. */
export interface StoredRow {
  readonly name: string;
  readonly removeName: 'hapus';
  readonly removeValue: string;
}

/** Rows of the files that a draft holds. */
export function storedRows(files: readonly (KeptFile | null | undefined)[]): readonly StoredRow[] {
  return files.flatMap((file) =>
    file == null ? [] : [{ name: file.name, removeName: 'hapus' as const, removeValue: file.id }],
  );
}

/** A form as sent, with the files of earlier sends still in it. */
export interface ReceivedDraft {
  readonly fields: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly files: readonly KeptFile[];
  readonly identity: KeptFile | null;
  readonly papers: Readonly<Record<string, readonly KeptFile[]>>;
  readonly faults: readonly FieldFault[];
  /** *Hapus* was pressed: show the form again without that file. */
  readonly removed: boolean;
}

/** Files of a form over several sends: what was received once need not be chosen again. */
@Injectable()
export class DraftFiles {
  constructor(
    private readonly forms: FormWithFiles,
    private readonly drafts: FormDrafts,
  ) {}

  async receive(request: FastifyRequest, session: TrackSession, form: DraftedForm): Promise<ReceivedDraft> {
    const sent = await this.forms.read(request);
    const before = (await this.drafts.read<DraftWithFiles>(session, form)) ?? { files: [] };
    const identity = sent.files[IDENTITY_FIELD]?.[0] ?? before.identity ?? null;
    return {
      fields: sent.fields,
      lists: sent.lists,
      identity: identity?.id === removedOf(sent) ? null : identity,
      papers: papersOf(sent, before.papers ?? {}),
      ...withFiles(sent, before.files),
    };
  }
}

/** Every other field with files: what is sent now takes the place of what was sent before. */
function papersOf(
  sent: SentForm,
  before: Readonly<Record<string, readonly KeptFile[]>>,
): Readonly<Record<string, readonly KeptFile[]>> {
  const removed = removedOf(sent);
  const own = Object.entries(sent.files).filter(([field]) => field !== IDENTITY_FIELD && field !== 'berkas');
  const kept = Object.entries(before).map(
    ([field, files]) => [field, files.filter(({ id }) => id !== removed)] as const,
  );
  return { ...Object.fromEntries(kept), ...Object.fromEntries(own) };
}

/** The files of a form that was sent, with those of earlier sends: without one that was taken out, and never too many. */
export function withFiles(
  sent: SentForm,
  before: readonly KeptFile[],
): Pick<ReceivedDraft, 'files' | 'faults' | 'removed'> {
  const removed = removedOf(sent);
  const files = [...before.filter(({ id }) => id !== removed), ...(sent.files['berkas'] ?? [])];
  const tooMany: readonly FieldFault[] =
    files.length > MOST_FILES
      ? [
          {
            field: 'berkas',
            code: 'too-many',
            message: 'problems.fields.too-many-files',
            values: { max: MOST_FILES },
          },
        ]
      : [];
  return {
    files: files.slice(0, MOST_FILES),
    faults: [...sent.faults, ...tooMany],
    removed: removed !== '',
  };
}

function removedOf(sent: SentForm): string {
  return sent.fields['hapus'] ?? '';
}
