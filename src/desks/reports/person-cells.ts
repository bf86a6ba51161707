import { maskedNationalId, type Person } from '../../office/requesters/person.js';
import type { Texts } from '../../platform/views/texts.js';

/** The four columns that name the person. */
export interface PersonCells {
  readonly name: string;
  readonly address: string;
  readonly contact: string;
  readonly occupation: string;
}

/**
 * Name with NIK (four digits shown) or decree number and power of attorney (PerKI 1/2021 art. 32), each on a line of its
 * own; address, contact and occupation. `null` = the person is not opened here: the cells say so.
 */
export function personCells(texts: Texts, person: Person | null): PersonCells {
  if (person === null) {
    const closed = texts.t('reports.cells.closed-person');
    return { name: closed, address: closed, contact: closed, occupation: closed };
  }
  const principal = person.principal;
  return {
    name: lines([
      person.name,
      person.nationalId === null ? null : maskedNationalId(person.nationalId),
      person.decreeNumber === null ? null : texts.t('reports.cells.decree', { number: person.decreeNumber }),
      principal === null
        ? null
        : texts.t('reports.cells.principal', {
            name: principal.name,
            id: principal.nationalId === null ? '' : ` ${maskedNationalId(principal.nationalId)}`,
          }),
      person.members.length === 0 ? null : texts.t('reports.cells.members', { n: person.members.length }),
    ]),
    address: person.address,
    contact: lines([person.phone, person.email]),
    occupation: person.occupation ?? '',
  };
}

function lines(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n');
}
