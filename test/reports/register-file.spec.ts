import { strToU8, zipSync } from 'fflate';
import { REQUEST_COLUMNS } from '../../src/law/register-columns.js';
import { planSheet } from '../../src/routines/takeover/read-sheet.js';
import { readRegisterFile } from '../../src/routines/takeover/register-file.js';
import { readWorkbook } from '../../src/routines/takeover/xlsx-file.js';

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

describe('a row below the head', () => {
  const head = ['No', 'Tgl', ...REQUEST_COLUMNS.slice(2)];
  const whole = REQUEST_COLUMNS.map((_, at) => `isi ${String(at + 1)}`);
  const faultsOf = (rows: readonly (readonly string[])[], mayEndEarly = false) =>
    planSheet({ rows, since1904: false, mayEndEarly })?.rows.flatMap(({ faults }) => faults);

  it('is taken with as many cells as the head, and with empty ones behind them', () => {
    expect(faultsOf([head, whole, [...whole, '', ' ']])).toEqual([]);
    expect(
      faultsOf([
        [...head, 'Instansi'],
        [...whole, 'disdik'],
      ]),
    ).toEqual([]);
  });

  it('is refused when it is cut off', () => {
    const fault = { line: 3, column: null, code: 'cut-off', values: { cells: 7, width: 21 } };
    expect(faultsOf([head, whole, whole.slice(0, 7)])).toEqual([fault]);
    expect(faultsOf([[...head, 'Instansi'], whole])).toMatchObject([{ line: 2, code: 'cut-off' }]);
    expect(faultsOf([head.slice(0, 7), whole.slice(0, 7)])).toMatchObject([{ line: 2, code: 'cut-off' }]);
  });

  it('may end early in a workbook, which keeps no empty cells behind the last full one', () => {
    expect(faultsOf([head, whole.slice(0, 15)], true)).toEqual([]);
  });

  it('is refused with words behind the last column, in a workbook too', () => {
    const fault = { line: 2, column: null, code: 'extra-cells', values: { width: 21 } };
    expect(faultsOf([head, [...whole, 'lunas']])).toEqual([fault]);
    expect(faultsOf([head, [...whole, '', 'lunas']], true)).toEqual([fault]);
  });

  it('is no part of the head when it has no number and no day but a name and an address', () => {
    const upper = ['', '', '', '', '', '', '', '', 'Dibawah Penguasaan'];
    const nameless = ['', '', ...whole.slice(2)];
    const read = planSheet({ rows: [head, upper, nameless], since1904: false, mayEndEarly: true });
    expect(read?.rows.map(({ line }) => line)).toEqual([3]);
  });
});

describe('a workbook', () => {
  const workbook = (rows: string) =>
    zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': strToU8(`<sheetData>${rows}</sheetData>`),
    });
  const cell = (place: string) => `<c r="${place}" t="inlineStr"><is><t>isi</t></is></c>`;

  it('keeps what stands far right, so that its row is refused', () => {
    const read = readWorkbook(workbook(`<row r="1">${cell('A1')}${cell('CV1')}<c r="CW1" s="3"/></row>`));
    expect(typeof read === 'string' ? read : read.rows[0]?.filter((one) => one !== '')).toEqual([
      'isi',
      'isi',
    ]);
  });

  it.each([
    ['twice in its place', `<row r="2">${cell('A2')}</row><row r="2">${cell('A2')}</row>`],
    ['far below the others', `<row r="1">${cell('A1')}</row><row r="90000">${cell('A90000')}</row>`],
  ])('is refused with a row %s', (_, rows) => {
    expect(readWorkbook(workbook(rows))).toBe('not-a-workbook');
  });

  it('may be formatted far below the last entry', () => {
    const read = readWorkbook(
      workbook(`<row r="1">${cell('A1')}</row><row r="90000"><c r="A90000" s="3"/></row>`),
    );
    expect(read).toMatchObject({ rows: [['isi']] });
  });
});
