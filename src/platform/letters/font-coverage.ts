/**
 * Which code points a TrueType font can draw, read from its `cmap` table.
 *
 * Typst stops a PDF/A export at the first sign that no font has, so a letter asks here before it compiles.
 * Only Unicode subtables of format 4 and 12 are read: every font that ships with the letters has one of them.
 */
export function readCoverage(font: Buffer): ReadonlySet<number> {
  const table = findTable(font, 'cmap');
  const covered = new Set<number>();
  const subtables = font.readUInt16BE(table + 2);
  for (let i = 0; i < subtables; i += 1) {
    const record = table + 4 + i * 8;
    const platform = font.readUInt16BE(record);
    const encoding = font.readUInt16BE(record + 2);
    const isUnicode = platform === 0 ? encoding !== 5 : platform === 3 && (encoding === 1 || encoding === 10);
    if (!isUnicode) continue;
    const subtable = table + font.readUInt32BE(record + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 4) addSegments(font, subtable, covered);
    if (format === 12) addGroups(font, subtable, covered);
  }
  if (covered.size === 0) throw new Error('The font has no Unicode cmap of format 4 or 12.');
  return covered;
}

/** Code points that all the given fonts can draw: bold and regular must agree, or a name breaks in a heading only. */
export function sharedCoverage(fonts: readonly Buffer[]): ReadonlySet<number> {
  const [first, ...rest] = fonts.map(readCoverage);
  if (first === undefined) throw new Error('No font given.');
  return new Set([...first].filter((codePoint) => rest.every((coverage) => coverage.has(codePoint))));
}

function findTable(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i += 1) {
    const record = 12 + i * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`The font has no ${tag} table.`);
}

/** Format 4: segments of the basic plane. A glyph number of 0 means "not in the font". */
function addSegments(font: Buffer, at: number, covered: Set<number>): void {
  const doubledCount = font.readUInt16BE(at + 6);
  const ends = at + 14;
  const starts = ends + doubledCount + 2;
  const deltas = starts + doubledCount;
  const offsets = deltas + doubledCount;
  for (let i = 0; i < doubledCount; i += 2) {
    const start = font.readUInt16BE(starts + i);
    const end = font.readUInt16BE(ends + i);
    const delta = font.readUInt16BE(deltas + i);
    const offset = font.readUInt16BE(offsets + i);
    for (let codePoint = start; codePoint <= end && codePoint !== 0xffff; codePoint += 1) {
      const raw =
        offset === 0 ? codePoint : font.readUInt16BE(offsets + i + offset + (codePoint - start) * 2);
      const glyph = raw === 0 && offset !== 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) covered.add(codePoint);
    }
  }
}

/** Format 12: groups over all planes. */
function addGroups(font: Buffer, at: number, covered: Set<number>): void {
  const groups = font.readUInt32BE(at + 12);
  for (let i = 0; i < groups; i += 1) {
    const group = at + 16 + i * 12;
    const start = font.readUInt32BE(group);
    const end = font.readUInt32BE(group + 4);
    const firstGlyph = font.readUInt32BE(group + 8);
    for (let codePoint = start; codePoint <= end; codePoint += 1) {
      if (firstGlyph + codePoint - start !== 0) covered.add(codePoint);
    }
  }
}
