import type { Role } from '../../platform/database/scope.js';
import { parseMailAddress } from '../../platform/mail/mail-address.js';

export const ROLES: readonly Role[] = ['desk', 'officer', 'supervisor', 'superior', 'admin'];

/** An account to be made. */
export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly agency: string | null;
  readonly isHead: boolean;
}

/** What an operator typed for it. */
export interface AccountWish {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly agency?: string | undefined;
  readonly head?: boolean | undefined;
}

/** Why an account cannot be made, disabled or reset, in a sentence for the operator's terminal. */
export class AccountRefusal extends Error {
  override readonly name = 'AccountRefusal';
}

/** The mail address of an account in its stored form: lower case. Throws `AccountRefusal`. */
export function accountEmail(text: string): string {
  const email = parseMailAddress(text.trim());
  if (email === null) throw new AccountRefusal(`"${text}" is not a plain mail address like rina@ambon.go.id`);
  return email.toLowerCase();
}

/** Checks a wish by the rules that the table also holds. Throws `AccountRefusal` naming the option. */
export function readAccount(wish: AccountWish): NewAccount {
  const email = accountEmail(wish.email);
  const name = wish.name.normalize('NFC').trim().replace(/\s+/gu, ' ');
  if (name === '' || name.length > 150 || /[\p{C}]/u.test(name)) {
    throw new AccountRefusal('--name: 1 to 150 signs without control characters');
  }
  const roles = [...new Set(wish.roles)].map((role) => {
    const known = ROLES.find((one) => one === role);
    if (known === undefined) throw new AccountRefusal(`--role: "${role}" is not one of ${ROLES.join(', ')}`);
    return known;
  });
  if (roles.length === 0) throw new AccountRefusal(`--role: at least one of ${ROLES.join(', ')}`);
  const agency = wish.agency?.trim() ?? '';
  const isHead = wish.head === true;
  if (roles.includes('officer') && agency === '') throw new AccountRefusal('--agency: an officer needs one');
  if (isHead && !roles.includes('officer'))
    throw new AccountRefusal('--head: only an officer heads an agency');
  return { email, name, roles, agency: agency === '' ? null : agency, isHead };
}
