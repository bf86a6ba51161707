import { cityCalendar } from '../../../test/law/city-calendar.js';
import { dueDatesCsv } from './due-dates.command.js';

const calendar = cityCalendar();
const HEADER = 'start_date,working_days,due_date,provisional\n';
const rowsOf = (input: string) => dueDatesCsv(input, calendar).trimEnd().split('\n').slice(1);
const UNREADABLE_LENGTH = 'unreadable working_days: not a whole number from 1 to 5000';
const NO_SUCH_DAY = 'unreadable start_date: no such day from 1900-01-01 to 2200-12-31';

describe('tenggat due-dates', () => {
  it('answers each row in its order with four columns', () => {
    const input = 'start_date,working_days\n2026-11-24,10\n2026-12-14,10\n2026-11-24,3\n';
    const expected = '2026-11-24,10,2026-12-08,\n2026-12-14,10,2026-12-30,\n2026-11-24,3,2026-11-27,\n';
    expect(dueDatesCsv(input, calendar)).toBe(HEADER + expected);
  });

  it('says why a date past the known years may move', () => {
    expect(rowsOf('start_date,working_days\n2027-12-30,10')).toEqual([
      '2027-12-30,10,2028-01-13,year-without-decree 2028: counted with weekends and fixed holidays only',
    ]);
  });

  it('says the same of a date before the known years', () => {
    expect(rowsOf('start_date,working_days\n2021-12-20,3')[0]).toContain('year-without-decree 2021');
  });

  it.each([
    ['2026-02-29,10', `2026-02-29,10,,${NO_SUCH_DAY}`],
    ['1899-12-31,10', `1899-12-31,10,,${NO_SUCH_DAY}`],
    ['2201-01-01,10', `2201-01-01,10,,${NO_SUCH_DAY}`],
    ['24/11/2026,10', '24/11/2026,10,,unreadable start_date: not written YYYY-MM-DD'],
    ['2026-11-24T10:00,10', '2026-11-24T10:00,10,,unreadable start_date: not written YYYY-MM-DD'],
    [',10', ',10,,unreadable start_date: empty'],
    ['2026-11-24,0', `2026-11-24,0,,${UNREADABLE_LENGTH}`],
    ['2026-11-24,-3', `2026-11-24,-3,,${UNREADABLE_LENGTH}`],
    ['2026-11-24,2.5', `2026-11-24,2.5,,${UNREADABLE_LENGTH}`],
    ['2026-11-24,ten', `2026-11-24,ten,,${UNREADABLE_LENGTH}`],
    ['2026-11-24,5001', `2026-11-24,5001,,${UNREADABLE_LENGTH}`],
    ['2026-11-24,1e2', `2026-11-24,1e2,,${UNREADABLE_LENGTH}`],
    ['2026-11-24', `2026-11-24,,,${UNREADABLE_LENGTH}`],
    [',', ',,,unreadable start_date: empty'],
  ])('keeps the place of the unreadable row "%s"', (row, answer) => {
    const rows = rowsOf(`start_date,working_days\n2026-11-24,1\n${row}\n2026-11-24,2\n`);
    expect(rows).toEqual(['2026-11-24,1,2026-11-25,', answer, '2026-11-24,2,2026-11-26,']);
  });

  it('loses only the row with broken quotes', () => {
    const rows = rowsOf('start_date,working_days\n"2026-11-24,10\n2026-11-24,10\n');
    expect(rows).toEqual(['"""2026-11-24,10",,,unreadable row: broken quotes', '2026-11-24,10,2026-12-08,']);
  });

  it.each([
    ['CRLF', 'start_date,working_days\r\n2026-11-24,10\r\n'],
    ['a byte order mark', '\uFEFFstart_date,working_days\n2026-11-24,10\n'],
    ['blank lines', '\nstart_date,working_days\n\n2026-11-24,10\n   \n\n'],
    ['quoted fields', '"start_date","working_days"\n"2026-11-24","10"\n'],
    ['spaces around', ' start_date , working_days \n 2026-11-24 , 10 \n'],
    ['capitals', 'Start_Date,WORKING DAYS\n2026-11-24,10\n'],
    ['swapped columns', 'working_days,start_date\n10,2026-11-24\n'],
    ['further columns', 'id,start_date,note,working_days\n7,2026-11-24,"a, b",10\n'],
    ['columns of an earlier answer', 'start_date,working_days,due_date,provisional\n2026-11-24,10,x,y\n'],
    ['semicolons', 'start_date;working_days\n2026-11-24;10\n'],
    ['another header', 'start,days\n2026-11-24,10\n'],
    ['no header', '2026-11-24,10\n'],
  ])('reads %s', (_what, input) => {
    expect(dueDatesCsv(input, calendar)).toBe(`${HEADER}2026-11-24,10,2026-12-08,\n`);
  });

  it('answers an empty file with the header alone', () => {
    expect(dueDatesCsv('', calendar)).toBe(HEADER);
    expect(dueDatesCsv('start_date,working_days\n', calendar)).toBe(HEADER);
  });
});
