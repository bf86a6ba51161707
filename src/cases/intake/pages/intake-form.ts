import { nationalIdOf } from '../../../platform/http/text-rules.js';
import type { FieldFault } from '../../../platform/http/problems.js';
import { readTypedDate } from '../../../platform/views/typed-date.js';
import { one, typedOrNull, type ActFault, type ActForm } from '../../requests/pages/act-form.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { IdentityKind } from '../../../office/requesters/person.js';

/** Upload fields of the page and what their file becomes; `lampiran` may come five times. */
export const UPLOADS = [
  'bukti',
  'ktp',
  'surat_kuasa',
  'ktp_pemberi_kuasa',
  'ktp_anggota',
  'akta',
  'lampiran',
] as const;
export type UploadField = (typeof UPLOADS)[number];
export const MOST_ATTACHMENTS = 5;

/** Access, delivery and form in one choice, as the desk hears it. */
export const WAYS = [
  'copy/pickup/hardcopy',
  'copy/pickup/softcopy',
  'copy/online/softcopy',
  'copy/post/hardcopy',
  'copy/courier/hardcopy',
  'copy/fax/hardcopy',
  'inspect',
] as const;

/** Body field to input, for faults that are found later. */
export const NAMES: Readonly<Record<string, string>> = {
  channel: 'kanal',
  receivedOn: 'hari',
  backdatingReason: 'alasan_mundur',
  backdatingFileId: 'bukti',
  readBack: 'dibacakan',
  identityShown: 'diperlihatkan',
  informationRequested: 'rincian',
  'purpose.kind': 'tujuan',
  'purpose.text': 'tujuan_lain',
  purpose: 'tujuan',
  access: 'cara',
  delivery: 'cara',
  format: 'cara',
  agency: 'instansi',
  fileIds: 'lampiran',
  'requester.kind': 'pemohon',
  'requester.name': 'nama',
  'requester.identity': 'identitas',
  'requester.nationalId': 'nik',
  'requester.identityFileId': 'ktp',
  'requester.address': 'alamat',
  'requester.email': 'email',
  'requester.phone': 'telepon',
  'requester.occupation': 'pekerjaan',
  'requester.decreeNumber': 'nomor_sk',
  'requester.principal': 'pemberi_kuasa',
  'requester.principal.name': 'pemberi_kuasa',
  'requester.principal.nationalId': 'nik_pemberi_kuasa',
  'requester.guardian': 'wali',
  'requester.guardian.name': 'wali',
  'requester.papers': 'surat_kuasa',
  requester: 'pemohon',
};

/** The day of receipt as typed: a day, or what is wrong with it in words. */
export function receivedDay(
  texts: Texts,
  form: ActForm,
): { readonly day: string | null; readonly faults: readonly ActFault[] } {
  const read = readTypedDate({ day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') });
  if (read.ok) return { day: read.date, faults: [] };
  const message =
    read.fault === 'missing'
      ? texts.t('intake.errors.date-missing', {
          parts: read.parts.map((part) => texts.t(`intake.parts.${part}`)).join(', '),
        })
      : texts.t('intake.errors.not-a-day');
  return { day: null, faults: [{ field: 'hari', message }] };
}

/** Ids of the files that lie with this form, by their field. */
export function filesOf(form: ActForm, field: UploadField): readonly string[] {
  return Object.keys(form)
    .filter((name) => name === `simpan-${field}` || name.startsWith(`simpan-${field}-`))
    .sort()
    .flatMap((name) => typedOrNull(form, name)?.split('|', 1)[0] ?? []);
}

/** The body of the intake as the API takes it. */
export function intakeBodyOf(form: ActForm, receivedOn: string | null): Record<string, unknown> {
  const [access = '', delivery = null, format = null] = one(form, 'cara').split('/');
  const agency = typedOrNull(form, 'instansi');
  return {
    channel: one(form, 'kanal'),
    receivedOn,
    backdatingReason: typedOrNull(form, 'alasan_mundur'),
    backdatingFileId: filesOf(form, 'bukti')[0] ?? null,
    helped: one(form, 'dibantu') !== '',
    identityShown: one(form, 'diperlihatkan') === '' ? null : one(form, 'diperlihatkan'),
    informationRequested: one(form, 'rincian'),
    purpose: {
      kind: one(form, 'tujuan'),
      text: one(form, 'tujuan') === 'other' ? one(form, 'tujuan_lain') : null,
    },
    agency,
    access,
    delivery,
    format,
    fileIds: filesOf(form, 'lampiran'),
    requester: requesterOf(form),
    language: 'id',
    declarationAccepted: true,
    mayPublish: one(form, 'terbit') !== '',
  };
}

function requesterOf(form: ActForm): Record<string, unknown> {
  const kind = one(form, 'pemohon');
  const identity = one(form, 'identitas');
  const typedId = typedOrNull(form, 'nik');
  const guardian = typedOrNull(form, 'wali');
  const withoutPerson = kind === 'legalEntity' || kind === 'publicBody';
  return {
    kind,
    name: one(form, 'nama'),
    identity: withoutPerson ? 'atDesk' : identity,
    nationalId: typedId === null ? null : nationalIdOf(typedId),
    identityFileId: filesOf(form, 'ktp')[0] ?? null,
    address: one(form, 'alamat'),
    email: typedOrNull(form, 'email'),
    phone: typedOrNull(form, 'telepon'),
    occupation: typedOrNull(form, 'pekerjaan'),
    citizenship: one(form, 'asing') === '' ? 'WNI' : 'other',
    decreeNumber: kind === 'legalEntity' ? one(form, 'nomor_sk') : null,
    principal: kind === 'proxy' ? principalOf(form) : null,
    guardian:
      (identity satisfies string) === ('childCard' satisfies IdentityKind) ? { name: guardian ?? '' } : null,
    papers: papersOf(form, kind),
  };
}

function principalOf(form: ActForm): Record<string, unknown> {
  const typed = typedOrNull(form, 'nik_pemberi_kuasa');
  return {
    name: one(form, 'pemberi_kuasa'),
    nationalId: typed === null ? null : nationalIdOf(typed),
    address: null,
  };
}

// On paper a missing paper is no fault of the entry: the check of completeness asks for it.
function papersOf(form: ActForm, kind: string): readonly object[] | null {
  const stamped = one(form, 'bermeterai') !== '';
  const found = [
    ...filesOf(form, 'surat_kuasa').map((fileId) => ({ paper: 'proxyLetter', fileId, stamped })),
    ...filesOf(form, 'ktp_pemberi_kuasa').map((fileId) => ({ paper: 'principalPaper', fileId })),
    ...filesOf(form, 'ktp_anggota').map((fileId) => ({ paper: 'memberIdentity', fileId })),
    ...filesOf(form, 'akta').map((fileId) => ({ paper: 'legalEntityDeed', fileId })),
  ];
  const fitting: Readonly<Record<string, readonly string[]>> = {
    proxy: ['proxyLetter', 'principalPaper'],
    group: ['proxyLetter', 'memberIdentity'],
    legalEntity: ['legalEntityDeed', 'proxyLetter'],
    publicBody: ['proxyLetter'],
  };
  const ofKind = found.filter(({ paper }) => (fitting[kind] ?? []).includes(paper));
  return ofKind.length === 0 ? null : ofKind;
}

/** A spoken request is entered only when it was read back. */
export function spokenFault(form: ActForm): readonly FieldFault[] {
  if (one(form, 'kanal') !== 'spoken' || one(form, 'dibacakan') !== '') return [];
  return [{ field: 'readBack', code: 'missing', message: 'intake.errors.read-back' }];
}
