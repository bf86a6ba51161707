import type { City } from '../config/city.js';
import type { Letterhead, Signer } from './letter-parts.js';

/** The head of every letter, from config/city.yaml. */
export function letterheadOf(city: City): Letterhead {
  return {
    government: city.name.id,
    office: city.letterhead.office,
    shortName: city.siteName.id,
    address: city.desk.address,
    phone: city.desk.phone,
    fax: city.desk.fax,
    email: city.desk.email,
    site: city.domain,
  };
}

/** Who signs notices: the PPID. */
export function signerOf(city: City): Signer {
  return { place: city.place, office: city.ppid.title.id, name: city.ppid.name, nip: city.ppid.staffNumber };
}

/** The address printed in the foot: "ppid.ambon.test/lacak". */
export function statusAddressOf(city: City): string {
  return `${city.domain}/lacak`;
}
