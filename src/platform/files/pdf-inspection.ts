import { inflateSync } from 'node:zlib';
import type { FileFault } from './file-kinds.js';

const MOST_INFLATED = 64 * 1024 * 1024;
const MOST_OBJECT_STREAMS = 20_000;
const TRAILING = 2_048;

/** Names that let a PDF act by itself or carry other files. A `/OpenAction` that only sets the view stays harmless. */
const ACTIVE =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|Rendition|Movie|GoToE)(?![\w.-])/u;

/**
 * Looks into a PDF without drawing it: whole, open, and without anything that acts. Names are read with their `#xx`
 * escapes undone, object streams unpacked (up to 64 MB), because that is where active parts hide.
 */
export function pdfFault(content: Buffer): FileFault | null {
  const text = content.toString('latin1');
  const end = text.lastIndexOf('%%EOF');
  if (end < 0 || !text.includes('startxref')) return 'broken-file';
  if (text.length - end > TRAILING) return 'disguised-file';
  const names = plainNames(text);
  if (/\/Encrypt(?![\w.-])/u.test(withoutStreams(names))) return 'locked-file';
  if (ACTIVE.test(names)) return 'active-content';
  return objectStreamFault(text);
}

function objectStreamFault(text: string): FileFault | null {
  let left = MOST_INFLATED;
  let streams = 0;
  for (const found of text.matchAll(/\/ObjStm\b/gu)) {
    streams += 1;
    if (streams > MOST_OBJECT_STREAMS) return 'active-content';
    const start = /stream\r?\n/gu;
    start.lastIndex = found.index;
    const opening = start.exec(text);
    if (opening === null) return 'broken-file';
    const from = opening.index + opening[0].length;
    const to = text.indexOf('endstream', from);
    if (to < 0) return 'broken-file';
    const inner = unpacked(Buffer.from(text.slice(from, to), 'latin1'), left);
    if (inner === null) return 'active-content';
    left -= inner.length;
    if (left <= 0 || ACTIVE.test(plainNames(inner))) return 'active-content';
  }
  return null;
}

// What cannot be read cannot be trusted: another filter than Flate inside an object stream is not taken.
function unpacked(packed: Buffer, most: number): string | null {
  const plain = packed.toString('latin1');
  if (/^\s*\d+\s+\d+\s/u.test(plain)) return plain;
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most), finishFlush: 2 }).toString('latin1');
  } catch {
    return null;
  }
}

function plainNames(text: string): string {
  if (!/\/[^\s/<>[\]()%]*#/u.test(text)) return text;
  return text.replace(/\/[^\s/<>[\]()%]*#[^\s/<>[\]()%]*/gu, (name) =>
    name.replace(/#([0-9a-f]{2})/giu, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  );
}

function withoutStreams(text: string): string {
  return text.replace(/>>\s*stream\r?\n[\s\S]*?endstream/gu, '>>');
}
