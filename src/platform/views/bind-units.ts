import { NBSP } from './language.js';

const units = [
  'hari kerja',
  'hari kalender',
  'hari',
  'jam',
  'menit',
  'detik',
  'minggu',
  'bulan',
  'tahun',
  'karakter',
  'angka',
  'huruf',
  'berkas',
  'kasus',
  'permohonan',
  'halaman',
  'baris',
  'kali',
  'orang',
  'lembar',
  'instansi',
  'hasil',
  'working days',
  'working day',
  'calendar days',
  'days',
  'day',
  'hours',
  'minutes',
  'minute',
  'seconds',
  'weeks',
  'months',
  'years',
  'characters',
  'digits',
  'files',
  'cases',
  'requests',
  'pages',
  'results',
  'WIT',
  'MB',
  'kB',
  'GB',
  '%',
].join('|');
const months =
  'Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|' +
  'January|February|March|May|June|July|August|October|December';

const countAndUnit = new RegExp(`(\\d|\\}) (?=(?:${units})(?![\\p{L}]))`, 'gu');
const dayAndMonth = new RegExp(`(\\d{1,2}) (${months})(?: (\\d{4}))?`, 'g');

/**
 * Puts no-break spaces where a line must not end: between a count and its unit ("10 hari kerja", "{n} MB"),
 * inside "hari kerja" after a count, inside dates and after "Pasal", "pukul" and "Rp".
 */
export function bindUnits(text: string): string {
  return text
    .replace(countAndUnit, `$1${NBSP}`)
    .replace(new RegExp(`${NBSP}(hari|working|calendar) (kerja|kalender|days?)`, 'g'), `${NBSP}$1${NBSP}$2`)
    .replace(dayAndMonth, (_whole, day: string, month: string, year?: string) =>
      year === undefined ? `${day}${NBSP}${month}` : `${day}${NBSP}${month}${NBSP}${year}`,
    )
    .replace(/\b(Pasal|pasal|pukul|huruf|Article|article) (?=[\d{]|[a-j]\b)/g, `$1${NBSP}`);
}
