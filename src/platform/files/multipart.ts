import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { noteForm } from '../http/pending-form.js';
import { Problem } from '../http/problems.js';
import type { FileSpool } from './file-spool.js';
import type { FileStore } from './file-store.js';

/** A file as it came in: spooled to disk, or refused while it was still coming. */
export interface ReceivedFile {
  readonly field: string;
  /** As the sender named it. */
  readonly name: string;
  /** Null when it was larger than the limit. */
  readonly spool: FileSpool | null;
}

/** A form with files. `discard` it whatever happens: it removes what is left on disk. */
export interface ReceivedForm {
  /** Of each name the first value. */
  readonly fields: Readonly<Record<string, string>>;
  /** Of each name every value, in the order in which they came: the boxes of one choice share a name. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly files: readonly ReceivedFile[];
  /** True when it ended before its end: the fields that came are there, the rest is not. */
  readonly cutOff: boolean;
  discard(): Promise<void>;
}

export interface FormLimits {
  readonly fileBytes: number;
  /** More file parts than this end the reading; a form says in words what is too many, so it allows some more. */
  readonly files: number;
}

/**
 * Reads a multipart body part by part; file bytes go to sealed temporary files as they come. A file beyond the limit, or
 * for which the disk has no room, is read on but not kept, so that the sender gets an answer instead of a broken line.
 * Throws 415 for another type of body and 503 for a full disk; a sender that goes away leaves nothing.
 */
export async function receiveForm(
  request: FastifyRequest,
  store: FileStore,
  limits: FormLimits,
): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw new Problem(415, 'wrong-content-type');
  const values = new Map<string, string[]>();
  const files: ReceivedFile[] = [];
  noteForm(request, { values, files });
  const discard = async (): Promise<void> => {
    for (const file of files) await file.spool?.discard();
  };
  let cutOff = false;
  const full: Problem[] = [];
  try {
    for await (const part of request.parts({ limits: { files: limits.files } })) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') keep(values, part.fieldname, part.value);
        continue;
      }
      const received = await receiveFile(part, store, limits).catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        full.push(error);
        return null;
      });
      if (received !== null) files.push(received);
    }
    if (full[0] !== undefined) throw full[0];
  } catch (error) {
    // Only a body that came to its end still has somebody waiting for a page.
    if (!isBrokenForm(error) || !request.raw.complete) {
      await discard();
      throw isBrokenForm(error) ? new Problem(400, 'upload-cut-off') : error;
    }
    cutOff = true;
  }
  const fields = Object.fromEntries([...values].map(([name, [first = '']]) => [name, first]));
  return { fields, lists: Object.fromEntries(values), files, cutOff, discard };
}

function keep(values: Map<string, string[]>, name: string, value: string): void {
  const known = values.get(name);
  if (known === undefined) values.set(name, [value]);
  else known.push(value);
}

async function receiveFile(
  part: MultipartFile,
  store: FileStore,
  limits: FormLimits,
): Promise<ReceivedFile | null> {
  const name = part.filename;
  const faults: Error[] = [];
  const note = (error: unknown): null => {
    faults.push(error instanceof Error ? error : new Error(String(error)));
    return null;
  };
  let spool: FileSpool | null = await store.openSpool().catch(note);
  let bytes = 0;
  const drop = async (): Promise<void> => {
    await spool?.discard();
    spool = null;
  };
  try {
    for await (const piece of part.file as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limits.fileBytes) await drop();
      await spool?.write(piece).catch(async (error: unknown) => {
        note(error);
        await drop();
      });
    }
  } catch (error) {
    await drop();
    throw error;
  }
  if (faults[0] !== undefined) throw faults[0];
  // A file field that was left empty is sent without name and bytes.
  if (bytes === 0 && name === '') {
    await drop();
    return null;
  }
  return { field: part.fieldname, name, spool };
}

function isBrokenForm(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^FST_(PREMATURE|PARTS|FILES|FIELDS|PROTO|INVALID_MULTIPART|INVALID_JSON)/u.test(code) ||
    code === 'ECONNRESET' ||
    /Unexpected end|Premature close|Malformed part header|Boundary not found|aborted/iu.test(error.message)
  );
}
