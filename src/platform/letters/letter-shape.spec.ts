import {
  alsoHolds,
  count,
  faultsOf,
  flag,
  later,
  listOf,
  oneOf,
  orNull,
  record,
  text,
} from './letter-shape.js';

const shape = record({
  name: text,
  nip: orNull(text),
  grounds: listOf(oneOf('a', 'b'), 1),
  sum: count,
  isPaid: flag,
});
const fits = { name: 'Rina Contoh', nip: null, grounds: ['a'], sum: 0, isPaid: false };

describe('the shape of a letter', () => {
  it('finds no fault in data that fits', () => {
    expect(faultsOf(shape, fits, 'letter')).toEqual([]);
  });

  it('names a missing field even where null is allowed', () => {
    const { nip: _, ...without } = fits;
    expect(faultsOf(shape, without, 'letter')).toEqual(['letter.nip is missing']);
  });

  it('lets a letter that was frozen earlier go without a later field', () => {
    const grown = record({ ...shape.fields, skipped: later(text) });
    expect(faultsOf(grown, fits, 'letter')).toEqual([]);
    expect(faultsOf(grown, { ...fits, skipped: 7 }, 'letter')).toEqual(['letter.skipped must be a text']);
  });

  it('names a field that it does not know', () => {
    expect(faultsOf(shape, { ...fits, nik: '8171' }, 'letter')).toEqual(['letter.nik is not known']);
  });

  it('says where each value goes wrong without quoting it', () => {
    const wrong = { name: ' ', nip: 7, grounds: ['z'], sum: -1, isPaid: 'ya' };
    expect(faultsOf(shape, wrong, 'letter')).toEqual([
      'letter.name is empty',
      'letter.nip must be a text',
      'letter.grounds[0] must be one of a, b',
      'letter.sum must be a whole number of 0 or more',
      'letter.isPaid must be true or false',
    ]);
  });

  it('asks for the least number of entries', () => {
    expect(faultsOf(shape, { ...fits, grounds: [] }, 'letter')).toEqual([
      'letter.grounds needs 1 or more entries',
    ]);
  });

  it('asks parts to agree once each of them fits', () => {
    const paid = alsoHolds(shape, 'a paid sum is not 0', (value) => !value.isPaid || value.sum > 0);
    expect(faultsOf(paid, { ...fits, isPaid: true }, 'letter')).toEqual(['letter: a paid sum is not 0']);
    expect(faultsOf(paid, { ...fits, isPaid: 1 }, 'letter')).toEqual(['letter.isPaid must be true or false']);
  });
});
