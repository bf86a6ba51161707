import { fileTypeFromBuffer } from 'file-type';
import { nameFits, type FileFault, type FileKind, type Inspected } from './file-kinds.js';
import { renewImage } from './image-renewal.js';
import { isLockedOffice, officeFinding } from './office-inspection.js';
import { pdfFault } from './pdf-inspection.js';

/** What to look into. */
export interface Inspection {
  readonly content: Buffer;
  /** As the sender named it; only its ending is looked at. */
  readonly name: string;
  readonly allowed: readonly FileKind[];
  readonly mostPixels: number;
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Finds out by content alone what a file is, and refuses what is disguised, locked, broken or acts by itself. Runs in
 * the inspector's child process: everything here reads bytes of strangers.
 */
export async function inspectFile({ content, name, allowed, mostPixels }: Inspection): Promise<Inspected> {
  if (content.length === 0) return no('empty-file');
  const found = await findKind(content, name, mostPixels);
  if (!found.ok) return found;
  if (!allowed.includes(found.kind)) return no('wrong-file-type');
  return nameFits(name, found.kind) ? found : no('disguised-file');
}

async function findKind(content: Buffer, name: string, mostPixels: number): Promise<Inspected> {
  if (content.subarray(0, COMPOUND.length).equals(COMPOUND)) {
    return no(isLockedOffice(content) ? 'locked-file' : 'wrong-file-type');
  }
  if (content.subarray(0, ZIP.length).equals(ZIP)) {
    const { kind, fault } = officeFinding(content);
    // A cut archive tells its kind by nothing but its name.
    if (kind === null)
      return no(
        fault === 'broken-file' && !/\.(docx|xlsx)$/iu.test(name)
          ? 'wrong-file-type'
          : (fault ?? 'wrong-file-type'),
      );
    return fault === null ? { ok: true, kind, content } : no(fault);
  }
  const type = await fileTypeFromBuffer(content).catch(() => undefined);
  if (type?.mime === 'image/jpeg' || type?.mime === 'image/png') return renewImage(content, mostPixels);
  if (content.subarray(0, 5).toString('latin1') === '%PDF-') {
    const fault = pdfFault(content);
    return fault === null ? { ok: true, kind: 'pdf', content } : no(fault);
  }
  return no('wrong-file-type');
}

function no(fault: FileFault): Inspected {
  return { ok: false, fault };
}
