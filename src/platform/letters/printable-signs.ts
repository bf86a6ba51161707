/** Stands for a sign that the fonts lack; the templates print it as □ and say so below the field. */
export const REPLACED_SIGN = '\ue001';

/** Signs without a look: control of direction, joiners, marks of byte order. They go without a trace. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|[\u061c\ufff9-\ufffb]/gu;
const LINE_BREAK = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });

/**
 * The value with every text in it made printable, however deep: only signs that `coverage` holds remain. What looks
 * like one sign (an emoji with its joiners, a letter with its marks) becomes one □. Numbers, booleans and null stay.
 */
export function printable<T>(value: T, coverage: ReadonlySet<number>): T;
export function printable(value: unknown, coverage: ReadonlySet<number>): unknown {
  if (typeof value === 'string') return printableText(value, coverage);
  if (Array.isArray(value)) return value.map((entry) => printable<unknown>(entry, coverage));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, printable<unknown>(entry, coverage)]),
  );
}

function printableText(value: string, coverage: ReadonlySet<number>): string {
  const text = value.normalize('NFC').replace(LINE_BREAK, '\n').replaceAll('\t', ' ');
  if (isCovered(text, coverage)) return text;
  let printed = '';
  for (const { segment } of graphemes.segment(text)) {
    const visible = segment.replace(INVISIBLE, '');
    printed += isCovered(visible, coverage) ? visible : REPLACED_SIGN;
  }
  return printed;
}

function isCovered(text: string, coverage: ReadonlySet<number>): boolean {
  for (const sign of text) {
    if (sign !== '\n' && !coverage.has(sign.codePointAt(0) ?? 0)) return false;
  }
  return true;
}
