import { isArticle17Letter, type Article17Letter } from '../../law/article17.js';

/** Letters of UU 14/2008 art. 17 in the words of an older register. */
export interface WrittenLetters {
  readonly letters: readonly Article17Letter[];
  /** Named as one, and none of the law's. */
  readonly unknown: readonly string[];
}

const AFTER = /(?:pasal|ps\.?)\s*17\s*(?:huruf)?([^;]*)/iu;
/** A letter that stands alone, and one that the law's own way of listing letters puts there. */
const ALONE = /(?<![\p{L}\d.])([a-j])(?!\.?\p{L})/gu;
const LISTED = /(?:^|,|\/|&|\b(?:dan|serta|huruf)\b)\s*["'“(]?([a-z])(?![\p{L}.])/gu;

/** `Pasal 17 huruf h dan j`, `Ps. 17 h-3, j`: h and j. `Pasal 17 huruf z` names a letter that does not exist. */
export function writtenLetters(reason: string | null): WrittenLetters {
  const after = (AFTER.exec(reason ?? '')?.[1] ?? '').toLowerCase();
  const found = (words: RegExp): string[] => [...after.matchAll(words)].map(([, letter = '']) => letter);
  return {
    letters: found(ALONE).filter((letter) => isArticle17Letter(letter)),
    unknown: found(LISTED).filter((letter) => !isArticle17Letter(letter)),
  };
}
