/** A file of an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly content: Buffer;
}

const UTF8_NAMES = 0x0800;
const NO_DATE = 0x21; // 1 January 1980, the earliest day the format knows: nothing about our clocks travels along

/**
 * A ZIP archive without compression: PDF, photos and office files are compressed already, and stored entries keep the
 * answer of 50 MB cheap. Names that repeat get a number.
 */
export function zipArchive(files: readonly ArchivedFile[]): Buffer {
  const names = uniqueNames(files.map(({ name }) => name));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  files.forEach(({ content }, index) => {
    const name = Buffer.from(names[index] ?? '', 'utf8');
    const common = commonFields(name, content);
    const head = Buffer.concat([signature(0x04034b50), common, name]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), version(), common, place, name]));
    parts.push(head, content);
    offset += head.length + content.length;
  });
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, index, signature(0x06054b50), end]);
}

/** Version, flags, method, time, checksum, sizes, length of the name: the same in both headers. */
function commonFields(name: Buffer, content: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  fields.writeUInt16LE(NO_DATE, 8);
  fields.writeUInt32LE(checksum(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

function version(): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(20, 0);
  return bytes;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** CRC-32 of PKZIP and gzip. */
function checksum(content: Buffer): number {
  let value = 0xffffffff;
  for (const byte of content) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    if (count === 1) return name;
    const dot = name.lastIndexOf('.');
    return dot < 1 ? `${name}-${String(count)}` : `${name.slice(0, dot)}-${String(count)}${name.slice(dot)}`;
  });
}
