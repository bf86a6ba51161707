import { parseMailAddress } from './mail-address.js';

describe('parseMailAddress', () => {
  it.each(['warga@contoh.test', "o'neil+ppid@sub.contoh.test", 'a.b_c-d@xn--contoh-9ua.test'])(
    'accepts the plain address %s',
    (text) => {
      expect(parseMailAddress(text)).toBe(text);
    },
  );

  it('writes the domain in lower case and keeps the local part', () => {
    expect(parseMailAddress('Warga@Contoh.TEST')).toBe('Warga@contoh.test');
  });

  it.each([
    '',
    'warga',
    '@contoh.test',
    'warga@',
    'warga@contoh',
    'warga@127.0.0.1',
    'warga@[127.0.0.1]',
    'a@b.test, c@d.test',
    'a@b.test;c@d.test',
    'Warga <warga@contoh.test>',
    '"a b"@contoh.test',
    'a..b@contoh.test',
    '.a@contoh.test',
    'a.@contoh.test',
    'warga@contoh..test',
    'warga@-contoh.test',
    'warga@contoh.test\r\nBcc: x@y.test',
    'warga@contoh.test\n',
    ' warga@contoh.test',
    'warga\0@contoh.test',
    'wargå@contoh.test',
    `${'a'.repeat(65)}@contoh.test`,
    `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.test`,
  ])('refuses %j', (text) => {
    expect(parseMailAddress(text)).toBeNull();
  });
});
