import { withoutClitic } from './routing-words.js';

const vowels = 'aiueo';

/**
 * Cuts Indonesian affixes so that *memperbaiki*, *perbaikan* and *diperbaiki* meet in one stem. Made for matching,
 * not for reading: a stem need not be a word, it only has to be the same for the forms of one word, which needs no
 * dictionary of roots. `keepWhole` holds the words it would wrong (*kepala* is not ke+pala).
 */
export function createStemmer(keepWhole: ReadonlySet<string>): (word: string) => string {
  const remembered = new Map<string, string>();
  const mostRemembered = 20_000;
  return (word) => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const stem = cutAffixes(word, keepWhole);
    if (remembered.size < mostRemembered) remembered.set(word, stem);
    return stem;
  };
}

function cutAffixes(word: string, keepWhole: ReadonlySet<string>): string {
  let stem = word;
  if (keepWhole.has(stem) || stem.length < 5) return stem;
  stem = withoutClitic(stem);
  if (keepWhole.has(stem)) return stem;
  stem = cutSuffix(stem);
  for (let round = 0; round < 3 && !keepWhole.has(stem); round += 1) {
    const shorter = cutPrefix(stem);
    if (shorter === stem) break;
    stem = shorter;
  }
  return stem;
}

function cutSuffix(word: string): string {
  // Nouns in pe- and ke- end in -an, so their k belongs to the root (perbaikan, pendidikan).
  const suffixes = /^[pk]e/.test(word) ? ['an', 'i'] : ['kan', 'an', 'i'];
  for (const suffix of suffixes) {
    const rest = word.slice(0, -suffix.length);
    if (word.endsWith(suffix) && rest.length >= 4 && /[aiueo]/.test(rest)) {
      // After a vowel -i is rarely a suffix (survei); after -s it often is part of a foreign word (dokumentasi).
      if (suffix === 'i' && (vowels.includes(rest.at(-1) ?? '') || rest.endsWith('s'))) continue;
      return rest;
    }
  }
  return word;
}

function cutPrefix(word: string): string {
  const cut = (length: number, restored = ''): string => {
    const rest = restored + word.slice(length);
    return rest.length >= 4 ? rest : word;
  };
  const nasal = /^(?:me|pe)(ny|ng|m|n)(.)/.exec(word);
  if (nasal) {
    const [, sound = '', next = ''] = nasal;
    const beforeVowel = vowels.includes(next);
    if (sound === 'ny') return beforeVowel ? cut(4, 's') : word;
    if (sound === 'ng') return cut(4);
    if (sound === 'm') return beforeVowel ? cut(2) : cut(3);
    return beforeVowel ? cut(3, 't') : cut(3);
  }
  if (/^(ber|ter|per)/.test(word)) return cut(3);
  if (/^(di|ke|se|me|pe)/.test(word)) return cut(2);
  return word;
}
