import { readRegisterFile } from '../../src/routines/takeover/register-file.js';

const rowsOf = (text: string) => {
  const sheet = readRegisterFile(Buffer.from(text));
  return typeof sheet === 'string' ? sheet : sheet.rows;
};

describe('a register as CSV', () => {
  it.each([
    ['a head in CRLF above rows in LF', 'No,Tgl\r\n1,a\n2,b\n3,c\n'],
    ['a head in LF above rows in CRLF', 'No,Tgl\n1,a\r\n2,b\r\n3,c'],
    ['old Macintosh ends among others', 'No,Tgl\r1,a\r\n2,b\n3,c\r'],
  ])('keeps every row under %s', (_, text) => {
    expect(rowsOf(text)).toEqual([
      ['No', 'Tgl'],
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'c'],
    ]);
  });

  it('keeps the lines within a cell', () => {
    expect(rowsOf('No,Tgl\r\n1,"a\nb\r\nc"\n')).toEqual([
      ['No', 'Tgl'],
      ['1', 'a\nb\r\nc'],
    ]);
  });
});
