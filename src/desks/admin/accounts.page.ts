import type { Agency } from '../../office/agencies/agencies.queries.js';
import { ROLES } from '../../office/staff/account-rules.js';
import type { FactRow } from '../../platform/views/parts/staff-parts.js';
import type { StatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';
import type { AccountRow } from './account-list.queries.js';
import type { AccountForm } from './accounts.dto.js';
import type { AdminTable } from './table.js';

/** A fault of a form: the field it is about and the sentence. */
export interface FormError {
  readonly field: string;
  readonly message: string;
}

const COLUMNS = ['name', 'role', 'agency', 'last-seen', 'state'] as const;

/** `/admin/pengguna`. */
export function accountsModel(texts: Texts, rows: readonly AccountRow[]): { readonly table: AdminTable } {
  return {
    table: {
      id: 'daftar-pengguna',
      caption: texts.t('admin.accounts.title'),
      head: COLUMNS.map((column) => ({ text: texts.t(`admin.accounts.columns.${column}`) })),
      rows: rows.map((row) => [
        { text: row.name, href: `/admin/pengguna/${row.id}`, header: true },
        { text: roleWords(texts, row) },
        { text: row.agency ?? texts.t('staff.profile.whole-city') },
        { text: seenWords(texts, row), muted: true },
        { tag: stateTag(texts, row) },
      ]),
    },
  };
}

/** One account: its facts, and which acts make sense. */
export function accountModel(texts: Texts, row: AccountRow, isOwn: boolean): object {
  const fact = (key: string, value: string): FactRow => ({
    label: texts.t(`admin.accounts.facts.${key}`),
    value,
  });
  return {
    name: row.name,
    tag: stateTag(texts, row),
    facts: [
      fact('email', row.email),
      fact('role', roleWords(texts, row)),
      fact('agency', row.agency ?? texts.t('staff.profile.whole-city')),
      fact('factor', texts.t(`staff.profile.factor-${row.has_factor ? 'on' : 'off'}`)),
      fact('since', texts.formats.dateTime(row.created_at)),
      fact('seen', seenWords(texts, row)),
      fact('sessions', texts.formats.number(row.open_sessions)),
    ],
    isOwn,
    isClosed: row.disabled_at !== null,
    resetAction: `/admin/pengguna/${row.id}/setel-ulang`,
    closeAction: `/admin/pengguna/${row.id}/tutup`,
  };
}

/** The form of a new account with what was typed. */
export function accountFormModel(
  texts: Texts,
  form: AccountForm,
  agencies: readonly Agency[],
  errors: readonly FormError[],
): object {
  return {
    errors,
    typed: {
      email: form.email ?? '',
      name: form.nama ?? '',
      roles: form.peran ?? [],
      agency: form.instansi ?? '',
      head: form.kepala === '1' ? ['1'] : [],
    },
    roles: ROLES.map((role) => ({
      value: role,
      text: texts.t(`admin.accounts.role.${role}`),
      hint: texts.t(`admin.accounts.role-hint.${role}`),
    })),
    agencies: agencies.map((agency) => ({ value: agency.code, text: agency.name })),
  };
}

function roleWords(texts: Texts, { roles, is_head: isHead }: AccountRow): string {
  const role = roles.map((one) => texts.t(`staff.roles.${one}`)).join(', ');
  return isHead ? texts.t('staff.profile.head', { role }) : role;
}

function seenWords(texts: Texts, { last_seen_at: at }: AccountRow): string {
  return at === null ? texts.t('admin.accounts.never') : texts.formats.dateTimeShort(at);
}

function stateTag(texts: Texts, row: AccountRow): StatusTag {
  if (row.disabled_at !== null) return { text: texts.t('admin.accounts.state.closed'), tone: 'closed' };
  if (row.must_change) return { text: texts.t('admin.accounts.state.waiting'), tone: 'waiting' };
  return { text: texts.t('admin.accounts.state.active'), tone: 'plain' };
}
