import { cityDays } from '../../../test/law/city-calendar.js';
import { coveredYearsOf, parseHolidaysFile } from './holidays-file.js';

const HEADER = 'date,kind,name_id,name_en,decree,decree_date';
const GOOD =
  '2026-12-24,collective_leave,Cuti Bersama Natal,Christmas leave,"SKB 1497/2025, 2/2025",2025-09-19';

describe('the holidays file', () => {
  it('reads every row of the city with its decree', () => {
    expect(cityDays()).toHaveLength(155);
    expect(cityDays().every(({ decree }) => decree !== '')).toBe(true);
  });

  it('reads quoted commas and adds by default', () => {
    expect(parseHolidaysFile(`\uFEFF${HEADER}\r\n${GOOD}\r\n\r\n`)).toEqual({
      ok: true,
      rows: [
        {
          date: '2026-12-24',
          kind: 'collective_leave',
          nameId: 'Cuti Bersama Natal',
          nameEn: 'Christmas leave',
          decree: 'SKB 1497/2025, 2/2025',
          decreeDate: '2025-09-19',
          change: 'add',
        },
      ],
      lines: [2],
    });
  });

  it('reads a day that a decree takes away', () => {
    const file = parseHolidaysFile(`${HEADER},change\n${GOOD},remove\n`);
    expect(file).toMatchObject({ ok: true, rows: [{ change: 'remove' }] });
  });

  it.each([
    ['bad-date', 'date', GOOD.replace('2026-12-24', '2026-02-30')],
    ['bad-date', 'decree_date', GOOD.replace('2025-09-19', '19 Sep 2025')],
    ['unknown-kind', 'kind', GOOD.replace('collective_leave', 'holiday')],
    ['blank', 'name_id', GOOD.replace('Cuti Bersama Natal', '')],
    ['blank', 'decree', GOOD.replace('"SKB 1497/2025, 2/2025"', '')],
    ['repeated', 'date', `${GOOD}\n${GOOD}`],
  ])('names the line of a row with %s in %s', (fault, column, rows) => {
    const file = parseHolidaysFile(`${HEADER}\n${rows}\n`);
    expect(file).toMatchObject({ ok: false, faults: [{ line: 1 + rows.split('\n').length, column, fault }] });
  });

  it('names missing and unknown columns', () => {
    expect(parseHolidaysFile('date,kind,name_id,name_en,decree,colour\n')).toMatchObject({
      ok: false,
      faults: [
        { line: 1, column: 'decree_date', fault: 'missing-column' },
        { line: 1, column: 'colour', fault: 'unknown-column' },
      ],
    });
  });

  it('refuses broken quotes as a whole', () => {
    expect(parseHolidaysFile(`${HEADER}\n"2026-12-24,x\n`)).toMatchObject({ ok: false });
  });

  it('covers the years whose fixed holidays are all there', () => {
    expect(coveredYearsOf(cityDays())).toEqual([2022, 2023, 2024, 2025, 2026, 2027]);
    expect(coveredYearsOf(cityDays().filter(({ date }) => date !== '2024-08-17'))).not.toContain(2024);
  });

  it('do not cover a year of which only the days that never move are known', () => {
    const fixed = /-(?:01-01|05-01|06-01|08-17|12-25)$/u;
    const cut = cityDays().filter(({ date }) => !date.startsWith('2026') || fixed.test(date));
    expect(cut.filter(({ date }) => date.startsWith('2026'))).not.toHaveLength(0);
    expect(coveredYearsOf(cut)).toEqual([2022, 2023, 2024, 2025, 2027]);
  });
});
