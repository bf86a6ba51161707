/** The kinds of files that people may hand in. */
export const FILE_KINDS = ['pdf', 'jpg', 'png', 'docx', 'xlsx'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Kinds of an identity paper: what a camera or a scanner makes. */
export const PHOTO_KINDS: readonly FileKind[] = ['jpg', 'png', 'pdf'];

export const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Why a file is not taken; each is a stable code of the API. `disguised-file`: the name says another kind than the
 * content; `active-content`: macros, scripts, programs inside; `unsafe-file`: the scanner, or nobody could look in time.
 */
export type FileFault =
  | 'wrong-file-type'
  | 'disguised-file'
  | 'empty-file'
  | 'locked-file'
  | 'broken-file'
  | 'active-content'
  | 'image-too-large'
  | 'unsafe-file'
  | 'file-too-large';

/** What looking into a file found. `content` is what will be kept: an image is made anew. */
export type Inspected =
  | { readonly ok: true; readonly kind: FileKind; readonly content: Buffer }
  | { readonly ok: false; readonly fault: FileFault };

const EXTENSIONS: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  jpg: 'jpg',
  jpeg: 'jpg',
  jpe: 'jpg',
  jfif: 'jpg',
  png: 'png',
  docx: 'docx',
  xlsx: 'xlsx',
};
const LONGEST_NAME = 120;

/** Whether the ending of a name fits the content: none, its own, or the other image kind. */
export function nameFits(name: string, kind: FileKind): boolean {
  const ending = /\.([^.\s]{1,12})$/u.exec(name.trim())?.[1]?.toLowerCase();
  if (ending === undefined) return true;
  const named = EXTENSIONS[ending];
  const isImage = (of: FileKind | undefined): boolean => of === 'jpg' || of === 'png';
  return named === kind || (isImage(named) && isImage(kind));
}

/** A sender's name for a file as pages may show it: the last part of a path, without hidden signs, at most 120 signs. */
export function plainName(typed: string): string {
  const last = typed.normalize('NFC').split(/[\\/]/u).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(/["<>|:*?]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...clean].slice(0, LONGEST_NAME).join('');
}

/** The name that a kept file gets: the sender's, with the ending of its content. */
export function keptName(typed: string, kind: FileKind): string {
  const stem = plainName(typed)
    .replace(/\.[^.\s]{1,12}$/u, '')
    .replace(/^\.+/u, '')
    .trim();
  return `${stem === '' ? 'berkas' : stem}.${kind}`;
}
