import type { Money } from './letter-parts.js';
import { numberInWords } from './number-words.js';

/** Whole rupiah as letters print them: 120000 is "120.000" and "seratus dua puluh ribu rupiah". */
export function printedMoney(rupiah: number): Money {
  return {
    amount: rupiah,
    figures: String(rupiah).replace(/\B(?=(\d{3})+$)/g, '.'),
    inWords: `${numberInWords(rupiah)} rupiah`,
  };
}
