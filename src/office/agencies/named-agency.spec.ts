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
    '',
  ])('is none in "%s"', (text) => {
    expect(namedAgency(text, agencies, city)).toBeNull();
  });
});
