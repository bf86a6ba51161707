const { min } = Math;

/**
 * Finds the known word that a misspelled one was meant to be: one slip (a letter more, less, other, or two swapped)
 * from six letters on, two from nine. The first letter must be right, so that names seldom become words.
 */
export function createSpelling(known: ReadonlyMap<string, number>): (word: string) => string | null {
  const shelves = new Map<string, { readonly word: string; readonly letters: number }[]>();
  for (const word of known.keys()) {
    if (word.length < 5 || !/^[a-z]+$/.test(word)) continue;
    const shelf = `${word[0]}${word.length}`;
    const entry = { word, letters: lettersOf(word) };
    const held = shelves.get(shelf);
    if (held) held.push(entry);
    else shelves.set(shelf, [entry]);
  }
  return (word) => {
    if (word.length < 6 || !/^[a-z]+$/.test(word)) return null;
    const letters = lettersOf(word);
    const slips = word.length >= 9 ? 2 : 1;
    let best: string | null = null;
    let bestCost = Infinity;
    for (let length = word.length - slips; length <= word.length + slips; length += 1) {
      for (const { word: candidate, letters: itsLetters } of shelves.get(`${word[0]}${length}`) ?? []) {
        // A slip changes two letters of the set at most; this spares nearly all of the comparing.
        if (countBits(letters ^ itsLetters) > 2 * slips) continue;
        const distance = slipsBetween(word, candidate, slips);
        if (distance > slips) continue;
        const cost = distance - min(known.get(candidate) ?? 0, 50) / 100;
        if (cost < bestCost) [best, bestCost] = [candidate, cost];
      }
    }
    return best;
  };
}

/** The set of letters of a word, a bit each. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index += 1) letters |= 1 << (word.charCodeAt(index) - 97);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Damerau-Levenshtein distance (adjacent swaps), given up as soon as it exceeds `limit`. */
function slipsBetween(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      least = min(least, cost);
    }
    if (least > limit) return limit + 1;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? limit + 1;
}
