/** Words that questions have in common without meaning the same. */
const EMPTY = new Set([
  'yang',
  'untuk',
  'dengan',
  'pada',
  'dari',
  'atau',
  'tahun',
  'kota',
  'ambon',
  'data',
  'saya',
]);
const SHORTEST = 4;

/** How alike two questions are: shared words over all words, 0 to 1. The same words in another order are 1. */
export function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}

function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => (word.length >= SHORTEST || /\d/u.test(word)) && !EMPTY.has(word)));
}
