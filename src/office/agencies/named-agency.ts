import type { Agency } from './agencies.queries.js';

/** The city as people write it: "Pemerintah Kota Ambon" and "Kota Ambon". */
export interface CityNames {
  readonly full: string;
  readonly short: string;
}

/** Who speaks for an office, before its name. */
const HEAD_OF = /^(?:kepala|kantor|sekretaris|ppid pelaksana|ppid)(?: (?:kantor|dari))? /u;
/** Parts of every city's own office, by the word that their name begins with, and the city behind it. */
const OWN_OFFICE =
  /^(?:dinas|kelurahan|kecamatan|bagian|sekretariat daerah|setda|inspektorat|satpol pp|satuan polisi pamong praja) /u;
const OWN_PLACE =
  /^(?:wali ?kota|pemkot|ppid(?: utama)?|setda|sekretariat daerah|sekretaris daerah)(?: kota)? /u;

/**
 * The agency of this city that a text names at its beginning, or the city itself; null for anybody else. A short name
 * counts alone or with the city behind it: "Dinas Pendidikan, Jalan ..." may be any, "Dinas Pendidikan Provinsi Maluku"
 * and "KUA Kecamatan Sirimau" are others', as is "BPS Kota Ambon".
 */
export function namedAgency(text: string, agencies: readonly Agency[], city: CityNames): string | null {
  const said = plain(text).replace(HEAD_OF, '');
  const own = agencies.find((agency) => {
    const [name, short] = [plain(agency.name), plain(agency.shortName)];
    const behind = ` ${plain(city.short)}`;
    const bare = name.endsWith(behind) ? name.slice(0, -behind.length) : name;
    return (
      [agency.code, short, bare].includes(said) || beginsWith(said, name) || beginsWith(said, short + behind)
    );
  });
  return own?.name ?? (isCityItself(plain(text), city) ? city.full : null);
}

// "Kelurahan Batu Merah Kota Ambon", "Bagian Hukum Setda Kota Ambon" and "Pemkot Ambon" are the one body that the city is.
function isCityItself(said: string, city: CityNames): boolean {
  const [full, short] = [plain(city.full), plain(city.short)];
  const name = short.replace(/^kota /u, '');
  const office = said.replace(HEAD_OF, '');
  return (
    said.includes(full) ||
    (OWN_OFFICE.test(office) && (office.endsWith(` ${short}`) || office.includes(` ${short} `))) ||
    isNamed(said, name)
  );
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
