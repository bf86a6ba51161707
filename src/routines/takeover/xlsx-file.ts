import { strFromU8, unzipSync } from 'fflate';

/** A cell: words, or the number that the sheet keeps. */
export type SheetCell = string | number;

/** The first sheet of a workbook. */
export interface ReadSheet {
  readonly rows: readonly (readonly SheetCell[])[];
  /** Serial days count from 1904 (old Macintosh files). */
  readonly since1904: boolean;
}

/** Why a file is no sheet that can be read; codes, the words come from the messages. */
export type SheetFault = 'not-a-workbook' | 'too-large' | 'no-sheet';

/** Unpacked bytes of one part; a zip bomb says more, or lies and is cut off by the unpacker. */
const MOST_PART_BYTES = 48_000_000;
const MOST_CELLS = 2_000_000;
/** What stands farther right is kept in one cell behind the last, so that it is seen. */
const MOST_COLUMNS = 64;
const MOST_EMPTY_ROWS = 10_000;

const PARTS =
  /^xl\/(workbook\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/sheet\d{1,3}\.xml)$/u;

/**
 * Reads the words and numbers of a workbook's first sheet. Only four kinds of parts are unpacked, each to a limit;
 * document types, formulas, links and macros are never looked at, so that nothing of a hostile file runs or is fetched.
 */
export function readWorkbook(bytes: Uint8Array): ReadSheet | SheetFault {
  const parts = unpack(bytes);
  if (typeof parts === 'string') return parts;
  const text = (name: string): string => (parts[name] === undefined ? '' : strFromU8(parts[name]));
  const sheetName = firstSheet(
    text('xl/workbook.xml'),
    text('xl/_rels/workbook.xml.rels'),
    Object.keys(parts),
  );
  if (sheetName === null) return 'no-sheet';
  const rows = readRows(text(sheetName), readShared(text('xl/sharedStrings.xml')));
  return typeof rows === 'string'
    ? rows
    : { rows, since1904: /date1904="(1|true)"/u.test(text('xl/workbook.xml')) };
}

function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> | SheetFault {
  let isTooLarge = false;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!PARTS.test(name)) return false;
        isTooLarge ||= originalSize > MOST_PART_BYTES;
        return originalSize <= MOST_PART_BYTES;
      },
    });
    if (isTooLarge) return 'too-large';
    return 'xl/workbook.xml' in parts ? parts : 'not-a-workbook';
  } catch {
    return 'not-a-workbook';
  }
}

/** The part of the first sheet in the order of the workbook; files without relations name it sheet1. */
function firstSheet(workbook: string, relations: string, names: readonly string[]): string | null {
  const id = /<sheet\b[^>]*\br:id="([^"]{1,64})"/u.exec(workbook)?.[1];
  const relation = [...relations.matchAll(/<Relationship\b[^>]*>/gu)]
    .map(([tag]) => tag)
    .find((tag) => tag.includes(`Id="${id ?? ''}"`));
  const target = /Target="\/?(?:xl\/)?(worksheets\/sheet\d{1,3}\.xml)"/u.exec(relation ?? '')?.[1];
  const wanted = `xl/${target ?? 'worksheets/sheet1.xml'}`;
  return names.includes(wanted) ? wanted : null;
}

function readShared(xml: string): readonly string[] {
  return [...xml.matchAll(/<si\b[^>]*>([^]*?)<\/si>|<si\/>/gu)].map(([, inner = '']) => textsOf(inner));
}

/** Rows as they stand, empty ones included. No row with words is left out: one that is out of its place is a fault. */
function readRows(xml: string, shared: readonly string[]): (readonly SheetCell[])[] | SheetFault {
  const rows: SheetCell[][] = [];
  let cells = 0;
  for (const [, rowAttributes = '', inner = ''] of xml.matchAll(/<row\b([^>]*?)(?:\/>|>([^]*?)<\/row>)/gu)) {
    const at = Number(/\br="(\d{1,7})"/u.exec(rowAttributes)?.[1] ?? rows.length + 1) - 1;
    if (at < rows.length || at > rows.length + MOST_EMPTY_ROWS) {
      if (/<[vt]\b/u.test(inner)) return 'not-a-workbook';
      continue;
    }
    while (rows.length < at) rows.push([]);
    const row: SheetCell[] = [];
    for (const [, attributes = '', body = ''] of inner.matchAll(/<c\b([^>]*?)(?:\/>|>([^]*?)<\/c>)/gu)) {
      cells += 1;
      if (cells > MOST_CELLS) return 'too-large';
      const column = Math.min(columnOf(attributes) ?? row.length, MOST_COLUMNS);
      while (row.length < column) row.push('');
      const value = valueOf(attributes, body, shared);
      if (value !== '' || row[column] === undefined) row[column] = value;
    }
    rows.push(row);
  }
  return rows;
}

function columnOf(attributes: string): number | null {
  const letters = /\br="([A-Z]{1,3})\d+"/u.exec(attributes)?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 64) - 64, 0) - 1;
}

function valueOf(attributes: string, body: string, shared: readonly string[]): SheetCell {
  const type = /\bt="([A-Za-z]{1,9})"/u.exec(attributes)?.[1] ?? 'n';
  if (type === 'inlineStr') return textsOf(body);
  const raw = /<v\b[^>]*>([^]*?)<\/v>/u.exec(body)?.[1] ?? '';
  if (type === 's') return shared[Number(raw)] ?? '';
  // An error (`#N/A`) is told of where the row is read; a box that is ticked is a tick.
  if (type === 'str' || type === 'd' || type === 'e') return unescapeXml(raw);
  if (type === 'b') return raw === '1' ? '√' : '';
  const number = Number(raw);
  return type === 'n' && raw !== '' && Number.isFinite(number) ? number : '';
}

/** Runs of a rich text, one after the other; phonetic hints are left out. */
function textsOf(xml: string): string {
  const plain = xml.replace(/<rPh\b[^]*?<\/rPh>/gu, '');
  return unescapeXml([...plain.matchAll(/<t\b[^>]*>([^]*?)<\/t>/gu)].map(([, text = '']) => text).join(''));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/giu, (whole, decimal, hex, name) => {
      if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
    })
    .replace(/_x000D_/gu, '');
}
