import type { Agency } from './agencies.queries.js';

/** The city as people write it: "Pemerintah Kota Ambon" and "Kota Ambon". */
export interface CityNames {
  readonly full: string;
  readonly short: string;
}

/** Somebody who stands in for the head of an office. */
const ACTING = /^(?:plt|plh|pjs|pj|pelaksana tugas|pelaksana harian|penjabat(?: sementara)?) /u;
/** Who speaks for an office, before its name. */
const HEAD_OF = /^(?:kepala|kantor|sekretaris|ppid pelaksana|ppid)(?: (?:kantor|dari))? /u;
/** A unit of an office, down to the office's own name. */
const UNIT_OF = /^uptd (?:.* )?(?=dinas )/u;
/** "Dinas Kesehatan" and the like in one word, and its head. */
const IN_ONE_WORD =
  /^(?:ka)?(?:dinkes|dinsos|disdik|dikbud|disdikbud|disdukcapil|dukcapil|dishub|diskominfo|disnaker|disperindag) /u;
/** Parts of every city's own office, by the word that their name begins with, and the city behind it. */
const OWN_OFFICE =
  /^(?:dinas|kelurahan|kecamatan|bagian|sekretariat daerah|setda|inspektorat|satpol pp|satuan polisi pamong praja) /u;
const OWN_PLACE =
  /^(?:wali ?kota|pemkot|pemda|pemerintah daerah|ppid(?: utama)?|setda|sekretariat daerah|sekretaris daerah)(?: kota)? /u;
/** Bodies that sit in a city and are no part of it. */
const OTHERS =
  /(?<!\p{L})(?:prov|provinsi|propinsi|kab|kabupaten|pengadilan|kejaksaan|mahkamah|kepolisian|pol(?:da|res|resta|sek)|kementerian|kemen\p{L}*|kanwil|kantor wilayah|kantor pertanahan|universitas|komisi|kpu|bawaslu|bps|bpn|ombudsman)(?!\p{L})/u;
/** What stands behind an office's bare name where it is not the one of this city. */
const OTHERS_BEHIND = /^ (?:prov|provinsi|propinsi|kab|kabupaten)(?!\p{L})/u;

/**
 * The agency of this city that a text names at its beginning, or the city itself; null for anybody else. A short name
 * counts alone or with the city behind it: "Dinas Pendidikan, Jalan ..." may be any, "Dinas Pendidikan Provinsi Maluku"
 * and "KUA Kecamatan Sirimau" are others', as is "BPS Kota Ambon". The city that is named behind a comma, or behind a
 * body of its own ("Dinas ESDM Provinsi Maluku di Kota Ambon"), is where the body sits.
 */
export function namedAgency(text: string, agencies: readonly Agency[], city: CityNames): string | null {
  const said = officeOf(plain(text));
  const own = agencies.find((agency) => {
    const [name, short] = [plain(agency.name), plain(agency.shortName)];
    const behind = ` ${plain(city.short)}`;
    const bare = name.endsWith(behind) ? name.slice(0, -behind.length) : name;
    return (
      [agency.code, short, bare].includes(said) ||
      (beginsWith(said, name) && !OTHERS_BEHIND.test(said.slice(name.length))) ||
      beginsWith(said, short + behind)
    );
  });
  return own?.name ?? (isCityItself(plain(text.replace(/[,;\n].*$/su, '')), city) ? city.full : null);
}

// "Kelurahan Batu Merah Kota Ambon", "Bagian Hukum Setda Kota Ambon" and "Pemkot Ambon" are the one body that the city is.
function isCityItself(said: string, city: CityNames): boolean {
  const [full, short] = [plain(city.full), plain(city.short)];
  const name = short.replace(/^kota /u, '');
  const office = officeOf(said);
  if (isNamed(said.replace(ACTING, ''), name)) return true;
  const [before = ''] = said.split(short);
  if (OTHERS.test(before)) return false;
  return (
    said.includes(full) ||
    (OWN_OFFICE.test(office) && (office.endsWith(` ${short}`) || office.includes(` ${short} `))) ||
    (IN_ONE_WORD.test(office) && [short, name].includes(office.replace(IN_ONE_WORD, '')))
  );
}

/** Without who speaks for it or which of its units it is: "Plt. Kadis Kesehatan ..." is "dinas kesehatan ...". */
function officeOf(said: string): string {
  return said
    .replace(ACTING, '')
    .replace(HEAD_OF, '')
    .replace(/^kadis /u, 'dinas ')
    .replace(/^kabag /u, 'bagian ')
    .replace(UNIT_OF, '');
}

function isNamed(said: string, name: string): boolean {
  return OWN_PLACE.test(said) && beginsWith(said.replace(OWN_PLACE, ''), name);
}

function beginsWith(said: string, name: string): boolean {
  return said === name || said.startsWith(`${name} `);
}

/** Small letters, and one space for whatever stands between words. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .trim();
}
