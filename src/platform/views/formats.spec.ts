import { Formats } from './formats.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const indonesian = new Formats('id');
const english = new Formats('en');

describe('dates', () => {
  it('are written out with weekday and year', () => {
    expect(plain(indonesian.date('2026-12-08'))).toBe('Selasa, 8 Desember 2026');
    expect(plain(english.date('2026-12-08'))).toBe('Tuesday 8 December 2026');
  });

  it('never part between day, month and year', () => {
    expect(indonesian.date('2026-12-08')).toBe('Selasa, 8\u00a0Desember\u00a02026');
    expect(indonesian.dateShort('2026-12-08')).toBe('Sel\u00a08\u00a0Des');
  });

  it('read an instant as the day it is in Ambon', () => {
    expect(plain(indonesian.dateOnly(new Date('2026-11-24T15:10:00Z')))).toBe('25 November 2026');
  });

  it('refuse text that is no day', () => {
    expect(() => indonesian.date('besok')).toThrow('Not a calendar day');
  });
});

describe('times', () => {
  const instant = new Date('2026-11-24T01:15:07Z');

  it('name the zone of the office', () => {
    expect(plain(indonesian.time(instant))).toBe('10.15 WIT');
    expect(plain(english.time(instant))).toBe('10:15 (Eastern Indonesia Time)');
  });

  it('follow the date in one sentence', () => {
    expect(plain(indonesian.dateTime(instant))).toBe('Selasa, 24 November 2026 pukul 10.15 WIT');
    expect(plain(english.dateTime(instant))).toBe('Tuesday 24 November 2026, 10:15 (Eastern Indonesia Time)');
  });

  it('show seconds for the undo window', () => {});
});

describe('numbers', () => {
  it.each([
    [4000, '4.000', '4,000'],
    [7.25, '7,3', '7.3'],
    [-1234567.5, '-1.234.567,5', '-1,234,567.5'],
    [0, '0', '0'],
  ])('group and point %d as each language does', (value, id, en) => {
    expect(indonesian.number(value)).toBe(id);
    expect(english.number(value)).toBe(en);
  });

  it('keep the unit on the line of the count', () => {
    expect(indonesian.percent(0.61)).toBe('61\u00a0%');
    expect(indonesian.bytes(7_200_000)).toBe('7,2\u00a0MB');
    expect(indonesian.bytes(184_200)).toBe('184\u00a0kB');
    expect(indonesian.bytes(999_600)).toBe('1\u00a0MB');
    expect(indonesian.rupiah(2500)).toBe('Rp2.500');
  });
});
