const UNITS = [
  'nol',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
];

const SCALES: readonly (readonly [size: number, name: string])[] = [
  [1_000_000_000_000, 'triliun'],
  [1_000_000_000, 'miliar'],
  [1_000_000, 'juta'],
];

/**
 * A whole number from 0 to 999 trillion in Indonesian words: 2026 is "dua ribu dua puluh enam", 1250500 is "satu juta
 * dua ratus lima puluh ribu lima ratus". Throws `RangeError` for anything else.
 */
export function numberInWords(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 1e15) {
    throw new RangeError(`not a whole number from 0 to 999 trillion: ${value}`);
  }
  return value === 0 ? 'nol' : words(value).join(' ');
}

function words(value: number): string[] {
  if (value === 0) return [];
  for (const [size, name] of SCALES) if (value >= size) return counted(value, size, name);
  if (value >= 2000) return counted(value, 1000, 'ribu');
  if (value >= 1000) return ['seribu', ...words(value - 1000)];
  if (value >= 200) return counted(value, 100, 'ratus');
  if (value >= 100) return ['seratus', ...words(value - 100)];
  if (value >= 20) return counted(value, 10, 'puluh');
  if (value >= 12) return [...words(value - 10), 'belas'];
  return [UNITS[value] ?? ''];
}

function counted(value: number, size: number, name: string): string[] {
  return [...words(Math.floor(value / size)), name, ...words(value % size)];
}
