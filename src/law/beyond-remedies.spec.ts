import { isBeyondRemedies, type ObjectionSpan } from './beyond-remedies.js';

const at = (day: string): Date => new Date(`${day}T12:00:00+09:00`);
const span = (received: string, ended: string | null): ObjectionSpan => ({
  receivedAt: at(received),
  endedAt: ended === null ? null : at(ended),
});

describe('whether a request is beyond its remedies', () => {
  // T7 to the end of 27 August; today is 21 September.
  it.each([
    ['without any objection', [], true],
    ['while a timely one is open', [span('2027-08-20', null)], false],
    ['once a timely one is over', [span('2027-08-20', '2027-09-10')], true],
    ['before a timely one is over', [span('2027-08-20', '2027-09-22')], false],
    ['whatever a late one does', [span('2027-08-30', null)], true],
    [
      'while one is open that came before the first was over',
      [span('2027-09-05', null), span('2027-08-20', '2027-09-10')],
      false,
    ],
    [
      'after one that came when all was over',
      [span('2027-08-20', '2027-09-01'), span('2027-09-05', null)],
      true,
    ],
  ])('%s', (_, objections, over) => {
    expect(isBeyondRemedies(at('2027-08-27'), objections, at('2027-09-21'))).toBe(over);
  });

  it('not before T7 has passed, and without T7 as soon as no objection is open', () => {
    expect(isBeyondRemedies(at('2027-09-30'), [], at('2027-09-21'))).toBe(false);
    expect(isBeyondRemedies(null, [span('2027-08-20', null)], at('2027-09-21'))).toBe(false);
    expect(isBeyondRemedies(null, [span('2027-08-20', '2027-08-21')], at('2027-09-21'))).toBe(true);
  });
});
