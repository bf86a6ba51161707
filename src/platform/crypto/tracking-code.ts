import { randomInt } from 'node:crypto';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_SIGNS = 13;
const GROUPS = [4, 4, 4, 2] as const;

/**
 * A tracking code: 13 random Crockford base32 signs (65 bits) and a check sign of the same 32, in groups
 * 4-4-4-2, for instance `7K4M-Q2XT-9HWD-R8`. Random bits need no slow hash.
 */
export function newTrackingCode(): string {
  let body = '';
  for (let at = 0; at < RANDOM_SIGNS; at += 1) body += SIGNS.charAt(randomInt(SIGNS.length));
  return grouped(body + checkSign(body));
}

/**
 * Reads a typed code: capital or small letters, spaces and dashes dropped, o read as 0, i and l as 1.
 * Returns the grouped form, or null when length, signs or check sign are wrong.
 */
export function readTrackingCode(typed: string): string | null {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}\p{Pd}.]/gu, '')
    .replace(/O/gu, '0')
    .replace(/[IL]/gu, '1');
  if (signs.length !== RANDOM_SIGNS + 1) return null;
  if (![...signs].every((sign) => SIGNS.includes(sign))) return null;
  const body = signs.slice(0, RANDOM_SIGNS);
  return checkSign(body) === signs.slice(RANDOM_SIGNS) ? grouped(signs) : null;
}

// Weighted by odd numbers modulo 32: one wrong sign always shows, and so does nearly every swap of neighbours.
function checkSign(body: string): string {
  let sum = 0;
  [...body].forEach((sign, at) => {
    sum += SIGNS.indexOf(sign) * (2 * at + 1);
  });
  return SIGNS.charAt(sum % SIGNS.length);
}

function grouped(signs: string): string {
  let at = 0;
  return GROUPS.map((length) => signs.slice(at, (at += length))).join('-');
}
