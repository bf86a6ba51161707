import { printable, REPLACED_SIGN } from './printable-signs.js';

const coverage = new Set(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,é'].map((c) => c.charCodeAt(0)),
);
const on = (text: string) => printable(text, coverage);

describe('printable signs', () => {
  it('keeps what the fonts have', () => {
    expect(on('Jose de Contoh, 12.')).toBe('Jose de Contoh, 12.');
  });

  it('composes a letter with its mark before it asks the fonts', () => {
    expect(on('Jose\u0301')).toBe('Jos\u00e9');
  });

  it('replaces an emoji with joiners by one sign', () => {
    expect(on('a \u{1f468}\u200d\u{1f469}\u200d\u{1f467} b')).toBe(`a ${REPLACED_SIGN} b`);
  });

  it('replaces each sign of a script that the fonts lack', () => {
    expect(on('漢字')).toBe(REPLACED_SIGN.repeat(2));
  });

  it('drops signs without a look', () => {
    expect(on('a\u202eb\u200bc\ufeff')).toBe('abc');
  });

  it('turns every kind of line break into one', () => {
    expect(on('a\r\nb\rc\u2028d\te')).toBe('a\nb\nc\nd e');
  });

  it('never passes a control character or a private sign on', () => {
    expect(on('a\u0000b\ue001')).toBe(`a${REPLACED_SIGN}b${REPLACED_SIGN}`);
  });

  it('reaches every text of nested data and leaves the rest', () => {
    expect(printable({ list: [{ name: '字' }, 3, null, true] }, coverage)).toEqual({
      list: [{ name: REPLACED_SIGN }, 3, null, true],
    });
  });
});
