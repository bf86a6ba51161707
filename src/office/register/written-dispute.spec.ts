import { writtenDispute } from './written-dispute.js';
import { writtenLetters } from './written-letters.js';

describe('a dispute in an older register', () => {
  it.each([
    ['Mengajukan sengketa ke Komisi Informasi, 3/KI/2027', '3/KI/2027', null],
    [
      'Mengajukan sengketa ke Komisi Informasi, 003/X/KI-MAL/2026, diajukan 3 November 2026',
      '003/X/KI-MAL/2026',
      '2026-11-03',
    ],
    ['Sengketa Komisi Informasi tgl 03/11/2026 No. 12/REG-PSI/2026.', '12/REG-PSI/2026', '2026-11-03'],
    ['Ke Komisi Informasi (1/KI/2026 dan 2/KI/2026), 3-11-2026, 4-11-2026', null, null],
    ['Ke Komisi Informasi', null, null],
  ])('%s', (written, number, filedOn) => {
    expect(writtenDispute(written)).toEqual({ number, filedOn });
  });

  it('is none where the cell denies it or says something else', () => {
    expect(writtenDispute('Tidak mengajukan sengketa')).toBeNull();
    expect(writtenDispute('Menerima')).toBeNull();
    expect(writtenDispute(null)).toBeNull();
  });
});

describe('letters of art. 17 in an older register', () => {
  it.each([
    ['Pasal 17 huruf h dan j', ['h', 'j'], []],
    ['Ps. 17 h-3, j', ['h', 'j'], []],
    ['Pasal 17 huruf a s.d. c UU KIP', ['a', 'c'], []],
    ['Pasal 17 huruf j, h jo. UU 24/2013, pasal 84 dan 95A', ['j', 'h'], []],
    ['Pasal 17 huruf z', [], ['z']],
    ['Pasal 17 huruf h, k', ['h'], ['k']],
    ['Pasal 17', [], []],
    ['dikecualikan', [], []],
  ])('%s', (written, letters, unknown) => {
    expect(writtenLetters(written)).toEqual({ letters, unknown });
  });
});
