import type { Person } from '../../office/requesters/person.js';

/** Whether two registers mean one person: the same name, with or without titles. */
export function sameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other) || plainName(untitled(one)) === plainName(untitled(other));
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Titles come and go from one register to the next: those in front end with a full stop, those behind follow a comma. */
function untitled(name: string): string {
  return name
    .replace(/,.*$/u, '')
    .replace(/^(?:\p{L}+\.\s*)+(?=\p{L}{2})/u, '')
    .replace(/^(?:bapak|bpk|ibu|haji|hajjah)\s+(?=\p{L})/iu, '');
}

/** Whoever asked, as the one whom somebody else objects for. */
export function principalOf({ name, nationalId, address }: Person): Person['principal'] {
  return { name, nationalId, address };
}
