const WORD = /^[a-z][a-z_-]*$/u;

/**
 * Words of the program as the inside of an SQL list: `c.status IN (${sqlWords(ANSWERABLE_STATES)})`. Only for constants
 * of the code; what somebody typed goes by parameter. Throws a `RangeError` for anything but small letters, `_` and `-`,
 * and for no word at all.
 */
export function sqlWords(words: readonly string[]): string {
  if (words.length === 0 || !words.every((word) => WORD.test(word)))
    throw new RangeError('an SQL list is made of words of the code');
  return words.map((word) => `'${word}'`).join(', ');
}

/** Ids as the text of an SQL array, a parameter for `ANY ($1::uuid[])`: the driver would quote thousands of them one by one. */
export function idArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
