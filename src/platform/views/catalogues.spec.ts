import { Catalogue } from './catalogue.js';
import { checkCatalogues } from './check-catalogues.js';
import { languages } from './language.js';

const forbidden = /\b(tidak valid|wajib diisi|terjadi kesalahan|mohon|maaf)\b/iu;
const own = /^(frame|common|site)\./;

describe('the catalogue', () => {
  const faults = checkCatalogues();
  const catalogue = Catalogue.load('templates/messages');

  it('has every sentence that a page asks for', () => {
    expect(faults.missing).toEqual([]);
  });

  it('says the same with the same values in English', () => {
    expect(faults.mismatched).toEqual([]);
  });

  it('holds no sentence of frame and site that nobody asks for', () => {
    expect(faults.unused.filter((key) => /^(frame|site)\./.test(key))).toEqual([]);
  });

  it('speaks English on every public page', () => {
    expect(faults.untranslated.filter((key) => /^(frame|site)\./.test(key))).toEqual([]);
  });

  it('holds no braces but those of a value: a reader would see them', () => {
    const value = /\{\w+(?:\|[^{}|]*\|[^{}]*)?\}/gu;
    // Words of mails may name a form: `{dueOn:short}`.
    const inMail = /\{\w+(?::\w+)?\}/gu;
    const read = (key: string, text: string): string =>
      (key.startsWith('mail.') ? text.replaceAll(inMail, '') : text).replaceAll(value, '');
    const broken = languages.flatMap((language) =>
      catalogue.keys(language).filter((key) => /[{}]/u.test(read(key, textOf(catalogue, language, key)))),
    );
    expect(broken).toEqual([]);
  });

  it('throws for a key that does not exist', () => {
    expect(() => catalogue.message('en', 'site.nowhere')).toThrow('site.nowhere');
  });

  it('never blames, begs or apologises on a page', () => {
    const texts = languages.flatMap((language) =>
      catalogue
        .keys(language)
        .filter((key) => own.test(key))
        .map((key) => textOf(catalogue, language, key)),
    );
    expect(texts.filter((text) => forbidden.test(text))).toEqual([]);
  });
});

function textOf(catalogue: Catalogue, language: 'id' | 'en', key: string): string {
  try {
    return catalogue.message(language, key);
  } catch {
    return catalogue.messages(language, key).join(' ');
  }
}
