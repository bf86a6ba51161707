import pg from 'pg';
import { instantReader } from './instant.js';

const usual = pg.types.getTypeParser(1184);
const read = instantReader(usual);

describe('an instant as PostgreSQL writes it', () => {
  it.each([
    ['2026-11-24 14:30:00+00', '2026-11-24T14:30:00.000Z'],
    ['2026-11-24 14:30:00.5+00', '2026-11-24T14:30:00.500Z'],
    ['2026-11-24 14:30:09.569+00', '2026-11-24T14:30:09.569Z'],
    ['2026-12-31 23:59:59.999999+00', '2026-12-31T23:59:59.999Z'],
    ['1999-02-28 00:00:00.001+00', '1999-02-28T00:00:00.001Z'],
  ])('%s', (written, expected) => {
    expect(read(written)).toEqual(new Date(expected));
  });

  it.each(['2026-11-24 14:30:00+09', '0044-03-15 12:00:00+00 BC', 'infinity', '12026-01-01 00:00:00+00'])(
    'that is written otherwise is left to the driver: %s',
    (written) => {
      expect(read(written)).toEqual(usual(written));
    },
  );
});
