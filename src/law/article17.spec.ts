import { citesAnotherLaw, isArticle17Letter } from './article17.js';

describe('the statute that letter j rests on', () => {
  it.each([
    'UU 23/2006',
    'UU 23 / 2006',
    'UU No 23 Tahun 2006',
    'UU No. 23 Thn 2006',
    'UU No: 23 Tahun 2006',
    'U.U. 23/2006',
    'UU. 23/2006',
    'UU RI Nomor 27 Tahun 2022',
    'UU Republik Indonesia No. 27 Th. 2022 Pasal 4',
    'Undang Undang Nomor 27 tahun 2022',
    'Undang-Undang Perbankan',
    'UU tentang Kearsipan',
    'UU ttg. Adminduk',
    'Pasal 17 huruf j UU 14/2008 jo. UU 23/2006',
    'UU 14/2009',
    'UU 1/2008',
  ])('is another law in "%s"', (statute) => {
    expect(citesAnotherLaw(statute)).toBe(true);
  });

  it.each([
    'UU 14/2008',
    'UU 14-2008',
    'UU 014/2008',
    'UU Nomor: 14 Tahun 2008',
    'UU No.14/2008 tentang KIP',
    'Undang-Undang No. 14 Thn 2008',
    'UU (14/2008)',
    'UU KIP Pasal 17 huruf j',
    'UU Informasi Publik',
    'UU ttg Keterbukaan Informasi Publik',
  ])('is not the law on public information itself: "%s"', (statute) => {
    expect(citesAnotherLaw(statute)).toBe(false);
  });

  it.each([
    '',
    'Perwali 10/2020',
    'PP 61/2010 tentang Pelaksanaan Undang-Undang Keterbukaan',
    'PP 40/2019 tentang Pelaksanaan UU 23/2006',
    'Peraturan Pemerintah Pengganti Undang-Undang 1/2020',
    'Perwali 3/2019 sebagai amanat UU 23/2006',
    'PP 40/2019 turunan UU 23/2006',
    'Rancangan Undang-Undang Penyiaran',
    'RUU Penyiaran',
    'UUD 1945',
    'Undang-Undang Dasar 1945',
    'undang-undang',
    'undang-undang dan peraturan yang berlaku',
    'undang-undang sebagaimana dimaksud',
    'undang-undang yang berlaku',
    'undang-undang lain',
    'UU Pasal 4',
    'UU 23',
  ])('is no law at all in "%s"', (statute) => {
    expect(citesAnotherLaw(statute)).toBe(false);
  });
});

describe('the letters of article 17', () => {
  it('are a to j', () => {
    expect([...'abcdefghijk'].filter(isArticle17Letter).join('')).toBe('abcdefghij');
    expect(isArticle17Letter('')).toBe(false);
  });
});
