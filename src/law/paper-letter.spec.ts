import { localDate } from './local-date.js';
import { answerLeftOn, leftAfter, lengthens, waitsToLeave } from './paper-letter.js';

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

  it('has left by the earlier of its posting and a hand-over of the copy, but not by what lies online', () => {
    const [early, late] = [localDate('2026-12-07'), DUE];
    const fetched = (deliveredOn: typeof DUE) => ({ channel: 'pickup', deliveredOn }) as const;
    expect([
      answerLeftOn(null, null),
      answerLeftOn(null, fetched(late)),
      answerLeftOn(early, fetched(late)),
      answerLeftOn(late, fetched(early)),
      answerLeftOn(late, null),
      answerLeftOn(null, { channel: 'online', deliveredOn: early }),
    ]).toEqual([null, late, early, early, late, null]);
  });
});
