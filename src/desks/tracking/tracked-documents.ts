import type { LocalDate } from '../../law/local-date.js';
import type { FileFacts } from '../../office/documents/stored-files.js';
import type { TrackedDocument } from './tracked-case.js';

/** What makes files documents: the letters issued, and the days on which others were given. */
export interface GivenOut {
  readonly letters: readonly { readonly kind: string; readonly fileId: string }[];
  readonly given: readonly { readonly on: LocalDate; readonly fileIds: readonly string[] }[];
  /** Files of an answer that wait for its cost, or for being shown in place. */
  readonly withheld?: readonly string[];
}

/**
 * Issued letters, files that were given, and what the requester sent; never an identity paper, material of the
 * office, or an answer before its time.
 */
export function trackedDocuments(
  files: readonly FileFacts[],
  { letters, given, withheld = [] }: GivenOut,
): readonly TrackedDocument[] {
  const letterKinds = new Map(letters.map(({ fileId, kind }) => [fileId, kind]));
  const days = new Map(given.flatMap(({ on, fileIds }) => fileIds.map((id) => [id, on] as const)));
  return files.flatMap((file): readonly TrackedDocument[] => {
    const letter = letterKinds.get(file.id);
    const providedOn = days.get(file.id) ?? null;
    if (letter !== undefined) return [{ ...file, kind: letter, providedOn: null }];
    if (withheld.includes(file.id)) return [];
    if (providedOn !== null) return [{ ...file, kind: 'answer', providedOn }];
    const isOwn = file.purpose === 'attachment' && file.uploadedBy === 'requester';
    return isOwn ? [{ ...file, kind: 'attachment', providedOn }] : [];
  });
}
