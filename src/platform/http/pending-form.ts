import type { FastifyRequest } from 'fastify';
import type { FormKind } from './form-again.js';

/** A file that came with a form; its bytes are not kept. */
export interface PendingFile {
  readonly field: string;
  readonly name: string;
}

/** A form that was turned away before its act ran: where it was going, and what was typed. */
export interface PendingForm {
  /** Path of our own, with its query. */
  readonly action: string;
  readonly isMultipart: boolean;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly files: readonly PendingFile[];
  readonly kind?: FormKind | null;
  /** The case or the account that its page was shown for; null where that is not known. */
  readonly matter?: string | null;
  /** It has met somebody else than it was written for: shown to nobody until it is where it belongs. */
  readonly isUnseen?: boolean;
  /** Account that wrote it and act that it asks for, where its door tells people apart. */
  readonly account?: string | null;
  readonly act?: string | null;
}

/** The fields of a multipart body as far as they were read. */
export interface ReadForm {
  /** Of each name every value, in the order in which they came. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly PendingFile[];
}

/** Beyond this a form is not carried: a page could not send it back within the limit of a body. Bytes of JSON. */
export const MOST_PENDING_BYTES = 120_000;
const MOST_FIELDS = 200;
const MOST_FILES = 20;

/** Passwords, codes and what stands for them: a form that holds one is never carried. */
const SECRETS: ReadonlySet<string> = new Set([
  ...['sandi', 'lama', 'baru', 'kode', 'kode-email', 'tiket', 'usulan'],
]);

const NOTES = Symbol('pending form');

interface Notes {
  read?: ReadForm;
  token?: string;
  matter?: string | null;
  kind?: FormKind | null;
}

interface Noted {
  [NOTES]?: Notes;
}

function notesOf(request: FastifyRequest): Notes {
  return ((request as Noted)[NOTES] ??= {});
}

/** Remembers what is being read of a multipart body, so that it need not (and cannot) be read twice. */
export function noteForm(request: FastifyRequest, read: ReadForm): void {
  notesOf(request).read = read;
}

/** Remembers the value that forms of this request's session carry in `_csrf`, and the case or account that it is for. */
export function noteFormToken(request: FastifyRequest, token: string, matter: string | null = null): void {
  const notes = notesOf(request);
  notes.token = token;
  notes.matter = matter;
}

/** Remembers which form this request's route takes. */
export function noteFormKind(request: FastifyRequest, kind: FormKind | null): void {
  notesOf(request).kind = kind;
}

/** The case or account of this request's session; null for a visitor. */
export function formMatterOf(request: FastifyRequest): string | null {
  return notesOf(request).matter ?? null;
}

/** The value for `_csrf`; null for a visitor. */
export function formTokenOf(request: FastifyRequest): string | null {
  return notesOf(request).token ?? null;
}

/**
 * The form of a request as it can be sent again; null when nothing was typed, when it holds a secret, is larger than
 * `MOST_PENDING_BYTES`, or is no form. A multipart body that nobody has read is read here, its files dropped.
 */
export async function readPendingForm(request: FastifyRequest): Promise<PendingForm | null> {
  if (request.method !== 'POST' || !isOwnPath(request.url)) return null;
  const isMultipart = /^multipart\/form-data\b/iu.test(request.headers['content-type'] ?? '');
  const notes = notesOf(request);
  if (isMultipart) notes.read ??= await readFields(request);
  const typed = entriesOf(isMultipart ? notes.read?.values : request.body);
  const fields = typed.filter(([name]) => name !== '_csrf');
  if (fields.length > MOST_FIELDS || fields.some(([name]) => SECRETS.has(name))) return null;
  const files = (notes.read?.files ?? []).slice(0, MOST_FILES).map(({ field, name }) => ({ field, name }));
  const form = { action: request.url, isMultipart, fields, files, kind: notes.kind ?? null };
  const hasWords = fields.some(([name, value]) => !name.startsWith('_') && value.trim() !== '');
  return (hasWords || files.length > 0) && sizeOf(form) <= MOST_PENDING_BYTES ? form : null;
}

/** A field of a form body, typed or noted; empty when it is not there. */
export function fieldOf(request: FastifyRequest, name: string): string {
  return (
    entriesOf(notesOf(request).read?.values ?? request.body).find(([known]) => known === name)?.[1] ?? ''
  );
}

/** A path of this program and nothing that a browser could read as another host. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])[^\\\p{C}\s]*$/u.test(path) && path.length <= 2_000;
}

function sizeOf(form: PendingForm): number {
  return Buffer.byteLength(JSON.stringify(form), 'utf8');
}

function entriesOf(body: unknown): [string, string][] {
  if (typeof body !== 'object' || body === null) return [];
  const named: Iterable<[string, unknown]> = body instanceof Map ? body : Object.entries(body);
  return [...named].flatMap(([name, value]): [string, string][] => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((one): [string, string][] => (typeof one === 'string' ? [[name, one]] : []));
  });
}

async function readFields(request: FastifyRequest): Promise<ReadForm> {
  const values = new Map<string, string[]>();
  const files: PendingFile[] = [];
  let bytes = 0;
  try {
    for await (const part of request.parts({ limits: { files: MOST_FILES } })) {
      if (part.type === 'file') {
        part.file.resume();
        if (part.filename !== '') files.push({ field: part.fieldname, name: part.filename });
      } else if (typeof part.value === 'string' && bytes <= MOST_PENDING_BYTES) {
        bytes += part.value.length;
        values.set(part.fieldname, [...(values.get(part.fieldname) ?? []), part.value]);
      }
    }
  } catch {
    // A body that breaks off: what came until then is all there is.
  }
  return { values, files };
}
