import { maySeeIdentity } from '../../office/access/policy.js';
import type { FileFacts } from '../../office/documents/stored-files.js';
import type { Actor } from '../../platform/database/scope.js';

/** A file as this person may know it. */
export interface StaffFile {
  readonly id: string;
  readonly purpose: FileFacts['purpose'];
  /** Null where the file's own name could tell who asks: the page then names it by its turn. */
  readonly name: string | null;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly uploadedBy: FileFacts['uploadedBy'];
  readonly createdAt: Date;
  /** The desk has marked it free of identity. */
  readonly identityFree: boolean;
}

/** What the answering unit itself put there; everything else may name the requester. */
const OF_THE_OFFICE: readonly FileFacts['purpose'][] = ['answer', 'material'];

/**
 * May this person open this file? The desk opens all. Everybody else opens what the office added, and an attachment of
 * the requester once the desk has marked it free of identity; letters carry name and address, so they stay closed.
 */
export function mayOpenFile(actor: Actor, file: FileFacts): boolean {
  if (maySeeIdentity(actor) || OF_THE_OFFICE.includes(file.purpose)) return true;
  return file.purpose === 'attachment' && file.identityFreeAt !== null;
}

/** The files of a case that this person may open, without names that could tell who asks. */
export function openableFiles(actor: Actor, files: readonly FileFacts[]): readonly StaffFile[] {
  return files
    .filter((file) => mayOpenFile(actor, file))
    .map((file) => ({
      id: file.id,
      purpose: file.purpose,
      name: maySeeIdentity(actor) || OF_THE_OFFICE.includes(file.purpose) ? file.name : null,
      type: file.type,
      bytes: file.bytes,
      sha256: file.sha256,
      uploadedBy: file.uploadedBy,
      createdAt: file.createdAt,
      identityFree: file.identityFreeAt !== null,
    }));
}

/** Attachments that wait for the desk's look; the answering unit sees only how many. */
export function waitingFiles(files: readonly FileFacts[]): number {
  return files.filter((file) => file.purpose === 'attachment' && file.identityFreeAt === null).length;
}
