import { ROLES, type AccountWish } from '../../office/staff/account-rules.js';
import { parseMailAddress } from '../../platform/mail/mail-address.js';
import type { AccountForm } from './accounts.dto.js';

/** A rule of accounts that a form breaks: its field and the sentence that says what to do. */
export interface AccountFault {
  readonly field: 'email' | 'nama' | 'peran' | 'instansi' | 'kepala';
  readonly message: string;
}

/** A browser sends one ticked box as a word and several as a list; the form's class knows only lists. */
export function withRoleList(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('peran' in body)) return body;
  return typeof body.peran === 'string' ? { ...body, peran: [body.peran] } : body;
}

/** The form as the use case of accounts takes it. */
export function accountWish(form: AccountForm): AccountWish {
  return {
    email: form.email.trim(),
    name: form.nama,
    roles: form.peran ?? [],
    agency: form.instansi ?? '',
    head: form.kepala === '1',
  };
}

/** The rules of `readAccount`, all at once and in words for a page; agencies are those that take requests today. */
export function accountFaults(wish: AccountWish, agencies: readonly string[]): readonly AccountFault[] {
  const faults: AccountFault[] = [];
  const known = wish.roles.filter((role) => ROLES.some((one) => one === role));
  const isOfficer = known.includes('officer');
  const agency = wish.agency ?? '';
  if (wish.name.trim() === '' || /\p{C}/u.test(wish.name))
    faults.push({ field: 'nama', message: 'admin.errors.name' });
  if (parseMailAddress(wish.email) === null) faults.push({ field: 'email', message: 'admin.errors.email' });
  if (known.length === 0 || known.length < wish.roles.length)
    faults.push({ field: 'peran', message: 'admin.errors.roles' });
  if (agency === '' ? isOfficer : !agencies.includes(agency))
    faults.push({ field: 'instansi', message: 'admin.errors.agency' });
  if (wish.head === true && !isOfficer) faults.push({ field: 'kepala', message: 'admin.errors.head' });
  return faults;
}
