import { cursorOf, pageOf, placeAfter, readCursor } from './list-cursor.js';

const ID = '0192d0c0-0000-7000-8000-000000000001';
const place = (id: string) => ({ key: 'k', id });

describe('a page of a list', () => {
  it('names where the next one begins, and the last one names nothing', () => {
    const rows = [place(ID), place(ID.replace('1', '2'))];
    expect(pageOf(rows, 1, (row) => row)).toEqual({ rows: [rows[0]], nextCursor: cursorOf(place(ID)) });
    expect(pageOf(rows, 2, (row) => row)).toEqual({ rows, nextCursor: null });
    expect(pageOf([], 2, place)).toEqual({ rows: [], nextCursor: null });
  });

  it('is found by its cursor alone', () => {
    expect(readCursor(cursorOf(place(ID)))).toEqual(place(ID));
    expect([placeAfter(undefined), placeAfter('')]).toEqual([null, null]);
    for (const made of ['x', cursorOf(place('no id')), cursorOf({ key: 'a\u0000', id: ID })])
      expect(() => placeAfter(made)).toThrow();
  });
});
