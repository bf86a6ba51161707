import type { FileFault, FileKind } from './file-kinds.js';
import { readZip, unzip, type ZipEntry } from './zip-reader.js';

const MOST_ENTRIES = 5_000;
const MOST_UNPACKED = 200 * 1024 * 1024;
const MOST_READ = 30 * 1024 * 1024;

/** Parts of an Office file that run or carry programs. */
const ACTIVE_PART =
  /(^|\/)(vbaProject[^/]*|vbaData\.xml|activeX\/.*|macrosheets\/.*|dialogsheets\/.*|oleObject[^/]*|.*\.(bin|exe|dll|js|vbs|bat|cmd|ps1|scr|com|hta|jar|lnk))$/iu;
const HARMLESS_BIN = /^xl\/printerSettings\/|^word\/printerSettings/iu;

/** Kind and fault of a ZIP that may be a Word or Excel file. Null kind: it is some other archive. */
export function officeFinding(content: Buffer): {
  readonly kind: FileKind | null;
  readonly fault: FileFault | null;
} {
  const entries = readZip(content);
  if (entries === null) return { kind: null, fault: 'broken-file' };
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  const kind = named.has('word/document.xml') ? 'docx' : named.has('xl/workbook.xml') ? 'xlsx' : null;
  if (kind === null || !named.has('[Content_Types].xml')) return { kind: null, fault: 'wrong-file-type' };
  return { kind, fault: faultOf(content, entries) };
}

/** A password-locked Office file is no ZIP but a compound file with an encrypted package in it. */
export function isLockedOffice(content: Buffer): boolean {
  return content.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

function faultOf(content: Buffer, entries: readonly ZipEntry[]): FileFault | null {
  if (entries.some((entry) => entry.encrypted)) return 'locked-file';
  if (entries.length > MOST_ENTRIES) return 'active-content';
  if (entries.reduce((sum, entry) => sum + entry.unpacked, 0) > MOST_UNPACKED) return 'active-content';
  if (entries.some((entry) => entry.name.includes('..') || entry.name.startsWith('/')))
    return 'active-content';
  if (entries.some(({ name }) => ACTIVE_PART.test(name) && !HARMLESS_BIN.test(name))) return 'active-content';
  try {
    for (const entry of entries) {
      if (isRead(entry.name) && actsBy(entry.name, unzip(content, entry, MOST_READ).toString('utf8')))
        return 'active-content';
    }
  } catch {
    return 'broken-file';
  }
  return null;
}

function isRead(name: string): boolean {
  return (
    name === '[Content_Types].xml' ||
    name.endsWith('.rels') ||
    name === 'word/document.xml' ||
    name.startsWith('xl/externalLinks/')
  );
}

function actsBy(name: string, xml: string): boolean {
  if (name === '[Content_Types].xml') return /macroEnabled|vbaProject|ms-office\.activeX/iu.test(xml);
  if (name.endsWith('.rels')) {
    return [...xml.matchAll(/<Relationship\b[^>]*>/giu)].some(
      ([tag]) =>
        /TargetMode\s*=\s*["']External["']/iu.test(tag) &&
        /attachedTemplate|oleObject|frame|subDocument/iu.test(tag),
    );
  }
  if (name === 'word/document.xml') return /<w:instrText[^>]*>[^<]*\bDDE(AUTO)?\b/iu.test(xml);
  return /<(\w+:)?ddeLink\b/iu.test(xml);
}
