import { newTrackingCode, readTrackingCode } from './tracking-code.js';

describe('tracking code', () => {
  it('reads back what it made in any dress', () => {
    for (let run = 0; run < 200; run += 1) {
      const code = newTrackingCode();
      expect(code).toMatch(
        /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/u,
      );
      expect(readTrackingCode(code)).toBe(code);
      expect(
        readTrackingCode(
          ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `,
        ),
      ).toBe(code);
    }
  });

  it('refuses a code with one sign changed', () => {
    const code = newTrackingCode();
    const other = (code.startsWith('7') ? '8' : '7') + code.slice(1);
    expect(readTrackingCode(other)).toBeNull();
  });

  it('refuses what cannot be a code', () => {
    for (const typed of ['', 'ABCD', 'UUUU-UUUU-UUUU-UU', 'x'.repeat(10_000), '7K4M-Q2XT-9HWD-R8-1']) {
      expect(readTrackingCode(typed)).toBeNull();
    }
  });
});
