import { inflateRawSync } from 'node:zlib';

/** One entry of a ZIP file, as its central directory lists it. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 65_557;

/** The entries of a ZIP file, or null when its directory cannot be read. Nothing is unpacked. */
export function readZip(file: Buffer): readonly ZipEntry[] | null {
  const end = findEnd(file);
  if (end < 0) return null;
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== CENTRAL) return null;
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      unpacked: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** The content of one entry, at most `most` bytes. Throws when it is damaged or larger. */
export function unzip(file: Buffer, entry: ZipEntry, most: number): Buffer {
  const at = entry.offset;
  if (file.readUInt32LE(at) !== LOCAL) throw new Error('a ZIP entry without its header');
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const packed = file.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) throw new Error('a ZIP entry that is cut off');
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Error('a ZIP entry in an unknown method');
  return inflateRawSync(packed, { maxOutputLength: most });
}

function findEnd(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - LONGEST_COMMENT); at -= 1) {
    if (file.readUInt32LE(at) === END) return at;
  }
  return -1;
}
