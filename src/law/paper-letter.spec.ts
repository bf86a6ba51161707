import { localDate } from './local-date.js';
import { leftAfter, lengthens, waitsToLeave } from './paper-letter.js';

const DUE = localDate('2026-12-08');
const mail = { onPaper: false, leftOn: null };
const paper = (leftOn: string | null) => ({
  onPaper: true,
  leftOn: leftOn === null ? null : localDate(leftOn),
});

describe('a letter on paper', () => {
  it('is sent when it leaves, a mail when it is written', () => {
    expect(
      [mail, paper(null), paper('2026-12-08'), paper('2026-12-09')].map((one) => waitsToLeave(one, DUE)),
    ).toEqual([false, true, false, true]);
  });

  it('is late when it left after the last day', () => {
    expect(
      [mail, paper(null), paper('2026-12-08'), paper('2026-12-09')].map((one) => leftAfter(one, DUE)),
    ).toEqual([false, false, false, true]);
  });

  it('lengthens a term only before its end', () => {
    expect(
      [mail, paper(null), paper('2026-12-08'), paper('2026-12-09')].map((one) => lengthens(one, DUE)),
    ).toEqual([true, false, true, false]);
  });
});
