import { inflateSync } from 'node:zlib';

/**
 * Reads the text of our own letters back out of the PDF, with its place on the page. Knows only what Typst writes
 * (plain objects, Flate streams, Identity-H fonts with ToUnicode): enough to prove what a reader can copy, and that
 * nothing leaves its column, without a PDF tool on the machine.
 */

export interface Run {
  readonly page: number;
  /** Points from the left edge; `right` is where the last sign ends. */
  readonly x: number;
  readonly right: number;
  /** Points from the bottom edge to the baseline. */
  readonly y: number;
  readonly size: number;
  readonly text: string;
}

export interface ReadPdf {
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  readonly runs: readonly Run[];
  /** All text in reading order, white space collapsed. */
  readonly text: string;
}

interface Font {
  readonly signs: ReadonlyMap<number, string>;
  readonly widths: ReadonlyMap<number, number>;
}

export function readPdf(pdf: Buffer): ReadPdf {
  const source = pdf.toString('latin1');
  const object = objectsOf(source);
  const fonts = new Map<number, Font>();
  const pageIds = pagesBelow(refs(find(source, /\/Type \/Catalog[^]*?\/Pages (\d+) 0 R/))[0] ?? 0, object);
  const runs: Run[] = [];
  const pages = pageIds.map((id, index) => {
    const page = object(id);
    const named = new Map<string, Font>();
    for (const [, name = '', ref = ''] of page.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
      const key = Number(ref);
      const font = fonts.get(key) ?? readFont(key, object);
      fonts.set(key, font);
      named.set(name, font);
    }
    const content = stream(object(Number(find(page, /\/Contents (\d+)/))));
    runs.push(...runsOf(content, named, index + 1));
    const [width = 0, height = 0] = find(page, /\/MediaBox \[0 0 ([\d. ]+)\]/)
      .split(' ')
      .map(Number);
    return { width, height };
  });
  return { pages, runs, text: joined(runs) };
}

function objectsOf(source: string): (id: number) => string {
  const starts = new Map<number, number>();
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)) starts.set(Number(match[1]), match.index);
  const sorted = [...starts.values()].sort((a, b) => a - b);
  return (id) => {
    const start = starts.get(id);
    if (start === undefined) throw new Error(`no object ${id}`);
    return source.slice(start, sorted.find((other) => other > start) ?? source.length);
  };
}

function find(text: string, pattern: RegExp): string {
  const found = pattern.exec(text);
  if (found === null) throw new Error(`not in the PDF: ${pattern.source}`);
  return found[1] ?? '';
}

function refs(text: string): number[] {
  return [...text.matchAll(/\d+/g)].map((match) => Number(match[0]));
}

function pagesBelow(id: number, object: (id: number) => string): number[] {
  const node = object(id);
  const kids = /\/Kids \[([^\]]*)\]/.exec(node)?.[1];
  if (kids === undefined) return [id];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap((match) => pagesBelow(Number(match[1]), object));
}

function stream(object: string): string {
  const length = Number(find(object, /\/Length (\d+)/));
  const start = object.indexOf('stream') + 'stream'.length;
  const from = object[start] === '\r' ? start + 2 : start + 1;
  const bytes = Buffer.from(object.slice(from, from + length), 'latin1');
  return (object.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

function readFont(id: number, object: (id: number) => string): Font {
  const font = object(id);
  const cmap = stream(object(Number(find(font, /\/ToUnicode (\d+)/))));
  const signs = new Map<number, string>();
  for (const [, glyph = '', unicode = ''] of cmap.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>/g)) {
    signs.set(parseInt(glyph, 16), Buffer.from(unicode, 'hex').swap16().toString('utf16le'));
  }
  const widths = new Map<number, number>();
  const table = find(object(Number(find(font, /\/DescendantFonts \[(\d+)/))), /\/W \[([^\]]*)\]/);
  for (const [, first = '', last = '', width = ''] of table.matchAll(/(\d+) (\d+) ([\d.]+)/g)) {
    for (let glyph = Number(first); glyph <= Number(last); glyph += 1) widths.set(glyph, Number(width));
  }
  return { signs, widths };
}

const PLAIN_TOKEN = /\[|\]|<<|>>|\/[^\s/[\]()<>]+|[-+.\d]+|[A-Za-z*]+|\(/y;

/** A string may hold bracket signs without escape as long as they are balanced. */
function* tokensOf(content: string): Generator<string> {
  for (let at = 0; at < content.length;) {
    PLAIN_TOKEN.lastIndex = at;
    const token = PLAIN_TOKEN.exec(content)?.[0];
    if (token === undefined) {
      at += 1;
      continue;
    }
    const end = token === '(' ? endOfString(content, at) : at + token.length;
    yield content.slice(at, end);
    at = end;
  }
}

function endOfString(content: string, start: number): number {
  let depth = 0;
  for (let at = start; at < content.length; at += 1) {
    if (content[at] === '\\') at += 1;
    else if (content[at] === '(') depth += 1;
    else if (content[at] === ')' && (depth -= 1) === 0) return at + 1;
  }
  throw new Error('a string of the PDF does not end');
}

type Matrix = readonly [number, number, number, number, number, number];

function runsOf(content: string, fonts: ReadonlyMap<string, Font>, page: number): Run[] {
  const runs: Run[] = [];
  const saved: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let operands: string[] = [];
  let font: Font | undefined;
  let size = 0;
  for (const token of tokensOf(content)) {
    if (!/^[A-Za-z]/.test(token)) {
      operands.push(token);
      continue;
    }
    if (token === 'q') saved.push(matrix);
    if (token === 'Q') matrix = saved.pop() ?? matrix;
    if (token === 'cm') matrix = times(operands.slice(-6).map(Number), matrix);
    if (token === 'Tf') {
      font = fonts.get((operands.at(-2) ?? '').slice(1));
      size = Number(operands.at(-1));
    }
    if ((token === 'TJ' || token === 'Tj') && font !== undefined) {
      const shown = show(operands, font, size);
      const [, , , , x, y] = matrix;
      runs.push({ page, x, right: x + shown.width, y, size, text: shown.text });
    }
    operands = [];
  }
  return runs;
}

function times([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[], m: Matrix): Matrix {
  return [
    a * m[0] + b * m[2],
    a * m[1] + b * m[3],
    c * m[0] + d * m[2],
    c * m[1] + d * m[3],
    e * m[0] + f * m[2] + m[4],
    e * m[1] + f * m[3] + m[5],
  ];
}

function show(operands: readonly string[], font: Font, size: number): { text: string; width: number } {
  let text = '';
  let thousandths = 0;
  let untilLastSign = 0;
  for (const operand of operands) {
    if (!operand.startsWith('(')) {
      if (/^[-+.\d]/.test(operand)) thousandths -= Number(operand);
      continue;
    }
    const bytes = unescaped(operand.slice(1, -1));
    for (let i = 0; i + 1 < bytes.length; i += 2) {
      const glyph = bytes.charCodeAt(i) * 256 + bytes.charCodeAt(i + 1);
      text += font.signs.get(glyph) ?? '\ufffd';
      thousandths += font.widths.get(glyph) ?? 0;
      if (!text.endsWith(' ')) untilLastSign = thousandths;
    }
  }
  return { text, width: (untilLastSign / 1000) * size };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(literal: string): string {
  return literal.replace(/\\([0-7]{1,3}|[^])/g, (_, sign: string) =>
    /^[0-7]/.test(sign) ? String.fromCharCode(parseInt(sign, 8)) : (ESCAPES[sign] ?? sign),
  );
}

/** Runs that touch on a baseline are one word; anything else is a new word. */
function joined(runs: readonly Run[]): string {
  let text = '';
  let before: Run | undefined;
  for (const run of runs) {
    const touches =
      before !== undefined &&
      before.page === run.page &&
      Math.abs(before.y - run.y) < 0.5 &&
      run.x - before.right < 1 &&
      !before.text.endsWith(' ');
    text += touches ? run.text : ` ${run.text}`;
    before = run;
  }
  return text.replace(/\s+/g, ' ').trim();
}
