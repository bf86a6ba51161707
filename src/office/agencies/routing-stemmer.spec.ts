import { createStemmer } from './routing-stemmer.js';

const stem = createStemmer(new Set(['kepala', 'bantuan', 'sekolah']));

describe('stemmer', () => {
  it.each([
    ['memperbaiki', 'perbaikan'],
    ['diperbaiki', 'perbaikan'],
    ['membangun', 'pembangunan'],
    ['menyalurkan', 'penyaluran'],
    ['menertibkan', 'penertiban'],
    ['tertibkan', 'penertiban'],
    ['laporannya', 'laporan'],
    ['bersekolah', 'sekolahnya'],
  ])('brings %s and %s together', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it('leaves short words and listed words alone', () => {
    expect(stem('ikan')).toBe('ikan');
    expect(stem('kepala')).toBe('kepala');
    expect(stem('bantuannya')).toBe('bantuan');
  });
});
