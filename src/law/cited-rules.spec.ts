import { faultOfRule } from './cited-rules.js';

describe('the rule that a refusal without an exemption rests on', () => {
  it.each([
    'UU 43/2009',
    'UU 43/2009 tentang Kearsipan Pasal 44',
    'UU 14/2008 pasal 6 ayat (2)',
    'Pasal 6 ayat (3) huruf e UU KIP',
    'Undang-Undang Kearsipan',
    'PP 61/2010',
    'Perda Kota Ambon Nomor 3 Tahun 2019 Pasal 5',
    'Peraturan Wali Kota Ambon Nomor 10 Tahun 2020',
    'Permendagri 3/2017',
    'Keputusan Wali Kota 24/2013',
    'Pasal 322 KUHP',
    'Pasal 17 UU 43/2009',
    'UU 43/2009 Pasal 17',
    'Pasal 17 ayat (2) Perda 3/2019',
    'Pasal 6 ayat (2) UU 14/2008 dan Pasal 17 UU 43/2009',
    'UU 14/2008 Pasal 170',
    'UU 14/2008 Pasal 6 ayat (17)',
    'Perda 5/2020 tentang Pengecualian Retribusi',
    'Pasal 5 dan 17 UU 43/2009',
    'Pasal 17h UU 43/2009',
    'Pasal 5 sampai dengan 17 UU 43/2009',
    'Pasal 17 KUHP',
    'Pasal 17 ayat (1) KUHAP',
    'UU 14/2008 Pasal 6 ayat (2), Pasal 44 Nomor 17 Tahun 2003',
    'UU 14/2008 Pasal 6; UU 17/2003',
    'UU 14/2008 Pasal 6 sampai dengan 9',
    'UU 14/2008 Pasal 6 ayat (1)-(3)',
    'UU 14/2008 Pasal 18 sampai dengan 20',
    'Perwali 3/2019 tentang informasi yang dikecualikan dari retribusi',
  ])('may be "%s"', (text) => {
    expect(faultOfRule(text)).toBeNull();
  });

  it.each([
    'Pasal 17 huruf h UU 14/2008',
    'Pasal 17 huruf h, j UU 14/2008',
    'Pasal 17',
    'pasal 17 huruf h angka 3',
    'UU KIP Pasal 17',
    'UU No. 14 Tahun 2008 tentang KIP, Pasal 17 huruf j',
    'UU RI Nomor 14 Tahun 2008 Ps. 17 (h)',
    'UU 14/2008 Pasal 17 huruf j jo. UU 23/2006',
    'Pasal 17 huruf j jo. UU 23/2006 Pasal 84',
    'Pasal 17 huruf j dari Undang-Undang Keterbukaan Informasi Publik',
    'Informasi yang dikecualikan menurut UU KIP',
    'Pengecualian menurut UU KIP',
    'Pasal 6 jo. 17 huruf h UU KIP',
    'UU 14/2008 Pasal 6 dan 17',
    'UU 14/2008 Pasal 6 ayat (3) huruf e, 17 huruf j',
    'UU 14/2008 Pasal-17 huruf h',
    'Pasal tujuh belas UU 14/2008',
    'UU 14/2008, Pasal XVII',
    'UU 14/2008 art. 17 h',
    'UU 14/2008 Pasal 17h',
    'UU 14/2008 Pasal 17 (h)',
    'UU 14/2008 Pasal 6 / 17 huruf h',
    'UU 14/2008 Pasal 6/17',
    'UU 14/2008 Pasal 6 sampai dengan 17',
    'UU 14/2008 Pasal 6 s.d. 17',
    'UU 14/2008 Pasal 6 s/d Pasal 17',
    'UU 14/2008 Pasal 10 sampai dengan 20',
    'UU KIP Pasal 6 jis. 17 huruf h',
    'UU 14/2008 Pasal 6-17',
    'UU 14/2008 Pasal 6–17',
    'UU 14/2008 Pasal 6 hingga 17',
    'UU 14/2008 (Pasal 6; 17)',
    'UU 14/2008 Pasal nomor 17',
    'UU 14/2008 Pasal 6 jo 17h',
    'UU 14/2008 Pasal 6 huruf a jo. Pasal 17h',
    'Pasal 322 KUHP jo. Pasal 17 huruf j',
    'UU KIP: informasi yang dikecualikan dari retribusi',
    'Perwali 3/2019: informasi yang dikecualikan dari akses publik',
  ])('is no exemption that is called otherwise: "%s"', (text) => {
    expect(faultOfRule(text)).toBe('exemption');
  });

  it.each(['17 ', 'Pasal 6 ', 'Pasal 17 1, ', 'huruf (', 'dikecualikan dari '])(
    'is read in a moment, however often "%s" stands in it',
    (words) => {
      const from = performance.now();
      faultOfRule(`Pasal ${words.repeat(400)}UU`);
      faultOfRule(`Pasal 17${' '.repeat(4000)}x`);
      expect(performance.now() - from).toBeLessThan(500);
    },
  );

  it.each(['karena repot', 'UU', 'peraturan yang berlaku', 'aturan kantor', 'Pasal 5', 'undang-undang lain'])(
    'is named, not only meant: "%s"',
    (text) => {
      expect(faultOfRule(text)).toBe('no-rule');
    },
  );
});
