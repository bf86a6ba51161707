import { sqlWords } from './sql-words.js';

describe('words in an SQL list', () => {
  it('stand in quotes, parted by commas', () => {
    expect(sqlWords(['received', 'consent_pending', 'print-mail'])).toBe(
      "'received', 'consent_pending', 'print-mail'",
    );
  });

  it.each([[[]], [["it's"]], [['received', '']], [['x) OR (true']]])('are refused as %j', (words) => {
    expect(() => sqlWords(words)).toThrow(RangeError);
  });
});
