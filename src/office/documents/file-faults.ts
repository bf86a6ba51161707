import { plainName, type FileFault } from '../../platform/files/file-kinds.js';
import type { ReceivedFile } from '../../platform/files/multipart.js';
import type { FieldFault } from '../../platform/http/problems.js';

const MEGABYTE = 1_000_000;

/** The sentence of a refused file, with the name the sender gave it and the limit in megabytes. */
export function fileFault(
  field: string,
  fault: FileFault,
  file: ReceivedFile,
  mostBytes: number,
): FieldFault {
  const values = { name: plainName(file.name), megabytes: Math.floor(mostBytes / MEGABYTE) };
  return { field, code: fault, message: `filing.errors.file.${fault}`, values };
}
