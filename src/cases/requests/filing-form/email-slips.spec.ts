import { meantAddress } from './email-slips.js';

describe('slips in mail addresses', () => {
  it.each([
    ['maria@gmial.com', 'maria@gmail.com'],
    ['maria@gmail.con', 'maria@gmail.com'],
    ['maria@yaho.co.id', 'maria@yahoo.co.id'],
    ['maria@hotmial.com', 'maria@hotmail.com'],
  ])('offers the meant address for %s', (typed, meant) => {
    expect(meantAddress(typed)).toBe(meant);
  });

  it.each(['maria@gmail.com', 'maria@contoh.id', 'maria@mail.com.au', 'maria', '', '@gmial.com'])(
    'offers nothing for %j',
    (typed) => {
      expect(meantAddress(typed)).toBeNull();
    },
  );
});
