/** One word as the model reads it, with the place where the citizen wrote it. */
export interface Word {
  /** Lower case, spelled out; may differ from the text (abbreviation, slip of the pen, English). */
  readonly reads: string;
  /** Offsets into the cleaned text, end excluded. */
  readonly start: number;
  readonly end: number;
}

/** Longer texts say the same things again; the clock does not wait for them. */
const longestTextChars = 6000;
const mostWords = 700;

// Invisible and direction-changing characters are dropped, control characters become spaces.
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const control = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;

/** The text that offsets refer to: composed, without control and invisible characters, cut at 6,000 characters. */
export function cleanText(text: string): string {
  return text
    .slice(0, longestTextChars)
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(control, ' ')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '');
}

/** Splits a cleaned text into words of letters or of digits; everything else only separates. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*|\p{N}+/gu)) {
    words.push({ reads: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length });
    if (words.length === mostWords) break;
  }
  return words;
}

/** The word without -nya. The rarer -lah, -kah and -pun stay: they end too many roots (sekolah, jumlah, naskah). */
export function withoutClitic(word: string): string {
  return word.length >= 6 && word.endsWith('nya') ? word.slice(0, -3) : word;
}
