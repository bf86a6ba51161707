import { printedMoney } from './letter-money.js';

describe('sums of money', () => {
  it.each([
    [0, '0', 'nol rupiah'],
    [500, '500', 'lima ratus rupiah'],
    [12_000, '12.000', 'dua belas ribu rupiah'],
    [1_250_000, '1.250.000', 'satu juta dua ratus lima puluh ribu rupiah'],
  ])('prints %d in figures and words', (amount, figures, inWords) => {
    expect(printedMoney(amount)).toEqual({ amount, figures, inWords });
  });
});
