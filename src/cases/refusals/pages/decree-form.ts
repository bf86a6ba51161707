import { readDay } from '../../decisions/pages/answer-draft.js';
import { one, typedOrNull, type ActForm } from '../../requests/pages/act-form.js';
import { untilDay } from './proposal-form.js';
import type { ListedDecree } from './decrees.queries.js';

/** Where the reason of each act is typed: the forms of one page have no input in common. */
const REASONS = {
  buka: 'alasan',
  biarkan: 'alasan-biarkan',
  perpanjang: 'alasan-perpanjang',
  setuju: 'alasan',
  kembali: 'alasan',
} as const;
export type DecreeActName = keyof typeof REASONS;

/** Body field to input, of one act. */
export function decreeNames(act: DecreeActName): Readonly<Record<string, string>> {
  return { ...NAMES, reason: REASONS[act] };
}

const NAMES: Readonly<Record<string, string>> = {
  approvalNumber: 'nomor-persetujuan',
  approvedOn: 'hari',
  exemptUntil: 'sampai-hari',
  harmIfOpened: 'dibuka',
  harmIfClosed: 'ditutup',
  testers: 'penguji',
  testSheetNumber: 'nomor-uji',
  decreeNumber: 'nomor-penetapan',
};

/** The bodies of the acts, as their forms say them. */
export const DECREE_BODIES = {
  buka: (form: ActForm) => ({ reason: one(form, REASONS.buka), ...approval(form) }),
  biarkan: (form: ActForm) => ({ reason: one(form, REASONS.biarkan) }),
  perpanjang: (form: ActForm) => ({
    reason: one(form, REASONS.perpanjang),
    exemptUntil: readDay(untilDay(form)),
    harmIfOpened: one(form, 'dibuka'),
    harmIfClosed: one(form, 'ditutup'),
    testers: testersOf(one(form, 'penguji')),
    testSheetNumber: typedOrNull(form, 'nomor-uji'),
  }),
  setuju: (form: ActForm) => ({ decreeNumber: typedOrNull(form, 'nomor-penetapan'), ...approval(form) }),
  kembali: (form: ActForm) => ({ reason: one(form, REASONS.kembali) }),
} as const;

/** One tester a line: name; position; unit. */
export function testersOf(
  typed: string,
): readonly { readonly name: string; readonly position: string; readonly unit: string }[] {
  return typed
    .split('\n')
    .map((line) => line.split(';').map((part) => part.trim()))
    .filter((parts) => parts.some((part) => part !== ''))
    .map(([name = '', position = '', unit = '']) => ({ name, position, unit }));
}

/** What the form of a new test starts from: the test that the decree rests on. */
export function testOf(decree: ListedDecree): ActForm {
  return {
    dibuka: decree.harmIfOpened,
    ditutup: decree.harmIfClosed,
    penguji: decree.testers.map(({ name, position, unit }) => `${name}; ${position}; ${unit}`).join('\n'),
  };
}

function approval(form: ActForm) {
  const typed = { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
  const isBlank = Object.values(typed).every((part) => part.trim() === '');
  return {
    approvalNumber: typedOrNull(form, 'nomor-persetujuan'),
    approvedOn: isBlank ? null : readDay(typed) || 'x',
  };
}
