import { readBudgetLines } from './budget-lines.js';

describe('the budget of the annual report', () => {
  it.each([
    ['Loket; 96.000.000; 91.450.000', 96_000_000, 91_450_000],
    ['Loket; Rp 96000000; rp91.450.000', 96_000_000, 91_450_000],
    ['Loket; 0; 500', 0, 500],
  ])('of "%s" is a line', (text, planned, spent) => {
    expect(readBudgetLines(text)).toEqual([{ item: 'Loket', planned, spent }]);
  });

  it.each([
    'Loket; 1.5; 2',
    'Loket; 96.5; 91',
    'Loket; 9600.000; 1',
    'Loket; 1.0000; 1',
    'Loket; x; y',
    'Loket; 5',
  ])('stays the text that it is where a sum is none: "%s"', (text) => {
    expect(readBudgetLines(text)).toBeNull();
  });
});
