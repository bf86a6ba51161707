import type { Agency } from './agencies.queries.js';
import { namedAgency } from './named-agency.js';

const agency = (code: string, name: string, shortName: string): Agency => ({
  ...{ code, name, shortName, nameEn: name, kind: 'dinas', keywords: [], active: true, filingNotice: null },
});
const agencies = [
  agency('disdik', 'Dinas Pendidikan Kota Ambon', 'Dinas Pendidikan'),
  agency('disdukcapil', 'Dinas Kependudukan dan Pencatatan Sipil Kota Ambon', 'Dinas Dukcapil'),
  agency('kec-sirimau', 'Kecamatan Sirimau', 'Kecamatan Sirimau'),
];
const city = { full: 'Pemerintah Kota Ambon', short: 'Kota Ambon' };

describe('an agency of the city that a text names', () => {
  it.each([
    ['Dinas Kependudukan dan Pencatatan Sipil Kota Ambon', 'disdukcapil'],
    [' dinas kependudukan  dan pencatatan sipil', 'disdukcapil'],
    ['Dinas Dukcapil', 'disdukcapil'],
    ['Dinas Dukcapil Kota Ambon, Jalan Contoh', 'disdukcapil'],
    ['disdukcapil', 'disdukcapil'],
    ['Dinas Pendidikan Kota Ambon (bidang SMP)', 'disdik'],
    ['Kecamatan Sirimau', 'kec-sirimau'],
  ])('is found in "%s"', (text, code) => {
    expect(namedAgency(text, agencies, city)).toBe(agencies.find((one) => one.code === code)?.name);
  });

  it.each([
    'Pemerintah Kota Ambon',
    'Dinas Kesehatan Pemerintah Kota Ambon',
    'Kepala Dinas Kesehatan Kota Ambon',
    'Kelurahan Batu Merah Kota Ambon',
    'Bagian Hukum Setda Kota Ambon',
    'Pemkot Ambon',
    'PPID Kota Ambon',
    'Wali Kota Ambon',
    'Plt. Kepala Dinas Kesehatan Kota Ambon',
    'Pj. Wali Kota Ambon',
    'UPTD Dinas Kesehatan Kota Ambon',
    'UPTD Puskesmas Rijali Dinas Kesehatan Kota Ambon',
    'Kadis Kesehatan Kota Ambon',
    'Kabag Hukum Setda Kota Ambon',
    'Pemda Kota Ambon',
    'Pemkot Ambon Provinsi Maluku',
    'Pemerintah Daerah Kota Ambon',
    'Dinkes Ambon',
    'Kadinkes Kota Ambon',
    'Dinas Kesehatan (Dinkes) Kota Ambon',
    'Dinas Kesehatan Kota Ambon Provinsi Maluku',
    'Dinas Kesehatan Kota Ambon, Jalan Contoh',
  ])('may be the city as a whole: "%s"', (text) => {
    expect(namedAgency(text, agencies, city)).toBe('Pemerintah Kota Ambon');
  });

  it('is found behind whoever speaks for it', () => {
    expect(namedAgency('Kepala Dinas Dukcapil', agencies, city)).toBe(agencies[1]?.name);
    expect(namedAgency('Kantor Dinas Pendidikan Kota Ambon', agencies, city)).toBe(agencies[0]?.name);
  });

  it.each([
    'Dinas Pendidikan Provinsi Maluku',
    'Dinas Kependudukan dan Pencatatan Sipil Provinsi Maluku',
    'KUA Kecamatan Sirimau',
    'Pemerintah Provinsi Maluku',
    'Kantor Pertanahan Kota Ambon',
    'BPS Kota Ambon',
    'Kejaksaan Negeri Ambon',
    'Kepala Kantor Pertanahan Kota Ambon',
    'KPU Kota Ambon',
    'Sekretariat Daerah Provinsi Maluku di Ambon',
    'Wali Kota Tual',
    'Dinas ESDM Provinsi Maluku, Jalan Pattimura 5, Kota Ambon',
    'Inspektorat Provinsi Maluku, Kota Ambon',
    'Dinas Kehutanan Provinsi Maluku Kota Ambon',
    'Bagian Umum Pengadilan Negeri, Kota Ambon',
    'Bagian Umum Pengadilan Negeri Kota Ambon',
    'Bagian Umum Kejaksaan Tinggi Maluku di Kota Ambon',
    'Dinas Kesehatan Kab. Maluku Tengah di Kota Ambon',
    'Dinas Sosial Maluku, Kota Ambon',
    'Pengadilan Tata Usaha Negara, dekat kantor Pemerintah Kota Ambon',
    'Kecamatan Sirimau Provinsi Lain',
    'Kadin Kota Ambon',
    'UPTD Samsat Kota Ambon',
    '',
  ])('is none in "%s"', (text) => {
    expect(namedAgency(text, agencies, city)).toBeNull();
  });
});
