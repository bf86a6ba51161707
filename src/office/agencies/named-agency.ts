import type { Agency } from './agencies.queries.js';

/** The city as people write it: "Pemerintah Kota Ambon" and "Kota Ambon". */
export interface CityNames {
  readonly full: string;
  readonly short: string;
}

/**
 * The agency of this city that a text names at its beginning, or the city itself; null for anybody else. A short name
 * counts alone or with the city behind it: "Dinas Pendidikan, Jalan ..." may be any, "Dinas Pendidikan Provinsi Maluku"
 * and "KUA Kecamatan Sirimau" are others'.
 */
export function namedAgency(text: string, agencies: readonly Agency[], city: CityNames): string | null {
  const said = plain(text);
  const own = agencies.find((agency) => {
    const [name, short] = [plain(agency.name), plain(agency.shortName)];
    const behind = ` ${plain(city.short)}`;
    const bare = name.endsWith(behind) ? name.slice(0, -behind.length) : name;
    return (
      [agency.code, short, bare].includes(said) || beginsWith(said, name) || beginsWith(said, short + behind)
    );
  });
  return own?.name ?? (beginsWith(said, plain(city.full)) ? city.full : null);
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
