import { likeness } from './similar-text.js';

describe('likeness of two questions', () => {
  it('is whole for the same words in another order', () => {
    expect(likeness('Rincian Dana BOS SMP 6', 'SMP 6: rincian dana BOS')).toBe(1);
  });

  it('tells near-identical questions from others of the same subject', () => {
    const one = 'Rincian penggunaan Dana BOS SMP Negeri 6 Ambon tahun 2025';
    expect(likeness(one, 'Saya minta rincian penggunaan dana BOS SMP Negeri 6 tahun 2025')).toBeGreaterThan(
      0.6,
    );
    expect(likeness(one, 'Jumlah guru honorer SMP Negeri di Kecamatan Sirimau')).toBeLessThan(0.3);
  });

  it('is nothing without words', () => {
    expect(likeness('', 'Rincian anggaran')).toBe(0);
    expect(likeness('yang untuk', 'yang untuk')).toBe(0);
  });
});
