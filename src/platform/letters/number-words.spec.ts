import { numberInWords } from './number-words.js';

describe('numbers in Indonesian words', () => {
  it.each([
    [0, 'nol'],
    [8, 'delapan'],
    [10, 'sepuluh'],
    [11, 'sebelas'],
    [12, 'dua belas'],
    [19, 'sembilan belas'],
    [20, 'dua puluh'],
    [24, 'dua puluh empat'],
    [100, 'seratus'],
    [111, 'seratus sebelas'],
    [200, 'dua ratus'],
    [1000, 'seribu'],
    [1999, 'seribu sembilan ratus sembilan puluh sembilan'],
    [2026, 'dua ribu dua puluh enam'],
    [12_000, 'dua belas ribu'],
    [120_000, 'seratus dua puluh ribu'],
    [1_250_500, 'satu juta dua ratus lima puluh ribu lima ratus'],
    [1_000_000_001, 'satu miliar satu'],
    [2_000_000_000_000, 'dua triliun'],
  ])('says %d as "%s"', (value, words) => {
    expect(numberInWords(value)).toBe(words);
  });

  it.each([-1, 0.5, Number.NaN, 1e15])('refuses %d', (value) => {
    expect(() => numberInWords(value)).toThrow(RangeError);
  });
});
