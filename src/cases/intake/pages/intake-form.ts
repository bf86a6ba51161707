import { isBody, papersTaken, REQUESTER_KINDS, type RequesterKind } from '../../../law/who-may-file.js';
import type { FieldFault } from '../../../platform/http/problems.js';
import { nationalIdOf } from '../../../platform/http/text-rules.js';
import type { Texts } from '../../../platform/views/texts.js';
import { formFaults, one, typedOrNull, type ActFault, type ActForm } from '../../requests/pages/act-form.js';
import { keptIds } from '../../requests/pages/kept-files.js';
import type { IdentityKind } from '../../../office/requesters/person.js';
import { wayOf } from '../../requests/statement-fields.js';
import { RECEIPT_NAMES, receiptOf } from './received-day.js';

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
export const MOST_ATTACHMENTS = 5;

/** Body field to input, for faults that are found later. */
const NAMES: Readonly<Record<string, string>> = {
  ...RECEIPT_NAMES,
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

/** The inputs from top to bottom. */
const PAGE_ORDER: readonly string[] = [
  ...Object.values(RECEIPT_NAMES),
  ...['rincian', 'tujuan', 'cara', 'tujuan_lain', 'instansi', 'lampiran'],
  ...['pemohon', 'identitas', 'nama', 'nik', 'alamat', 'email', 'telepon'],
];

/** The faults in the order of the page, in words about the requester: the desk fills in for somebody else. */
export function intakeFaults(texts: Texts, faults: readonly FieldFault[]): readonly ActFault[] {
  const told = faults.map((fault) => {
    const message = fault.message.replace(/^filing\.errors\./u, 'intake.errors.of-requester.');
    return texts.has(message) ? { ...fault, message } : fault;
  });
  return formFaults(texts, told, NAMES);
}

/** Page order; what stands further down, folded or checked at last, comes after it. */
export function inPageOrder(faults: readonly ActFault[]): readonly ActFault[] {
  const place = ({ field }: ActFault): number =>
    PAGE_ORDER.includes(field) ? PAGE_ORDER.indexOf(field) : PAGE_ORDER.length;
  return [...faults].sort((one, other) => place(one) - place(other));
}

/** The body of the intake as the API takes it. */
export function intakeBodyOf(form: ActForm, receivedOn: string | null): Record<string, unknown> {
  const agency = typedOrNull(form, 'instansi');
  return {
    ...receiptOf(form, receivedOn),
    identityShown: one(form, 'diperlihatkan') === '' ? null : one(form, 'diperlihatkan'),
    informationRequested: one(form, 'rincian'),
    purpose: purposeIn(form),
    agency,
    ...wayOf(one(form, 'cara')),
    fileIds: keptIds(form, 'lampiran'),
    requester: requesterOf(form),
    language: 'id',
    declarationAccepted: true,
    mayPublish: one(form, 'terbit') !== '',
  };
}

/** What the paper does not say stays empty. */
export function purposeIn(form: ActForm): Record<string, unknown> | null {
  const kind = typedOrNull(form, 'tujuan');
  return kind === null ? null : { kind, text: kind === 'other' ? one(form, 'tujuan_lain') : null };
}

function requesterOf(form: ActForm): Record<string, unknown> {
  const typed = one(form, 'pemohon');
  const kind = REQUESTER_KINDS.find((known) => known === typed) ?? null;
  const identity = one(form, 'identitas');
  const typedId = typedOrNull(form, 'nik');
  const guardian = typedOrNull(form, 'wali');
  const withoutPerson = kind !== null && isBody(kind);
  return {
    kind: typed,
    name: one(form, 'nama'),
    identity: withoutPerson ? 'atDesk' : identity,
    nationalId: typedId === null ? null : nationalIdOf(typedId),
    identityFileId: keptIds(form, 'ktp')[0] ?? null,
    address: one(form, 'alamat'),
    email: typedOrNull(form, 'email'),
    phone: typedOrNull(form, 'telepon'),
    occupation: typedOrNull(form, 'pekerjaan'),
    citizenship: one(form, 'asing') === '' ? 'WNI' : 'other',
    decreeNumber: kind === 'legalEntity' ? typedOrNull(form, 'nomor_sk') : null,
    principal: kind === 'proxy' ? principalOf(form) : null,
    guardian:
      guardian !== null && (identity satisfies string) === ('childCard' satisfies IdentityKind)
        ? { name: guardian }
        : null,
    papers: papersIn(form, kind),
  };
}

function principalOf(form: ActForm): Record<string, unknown> | null {
  const typed = typedOrNull(form, 'nik_pemberi_kuasa');
  if (
    typedOrNull(form, 'pemberi_kuasa') === null &&
    typed === null &&
    one(form, 'pemberi_kuasa_asing') === ''
  )
    return null;
  return {
    name: one(form, 'pemberi_kuasa'),
    nationalId: typed === null ? null : nationalIdOf(typed),
    address: null,
    citizenship: one(form, 'pemberi_kuasa_asing') === '' ? 'WNI' : 'other',
  };
}

// On paper a missing paper is no fault of the entry: the check of completeness asks for it.
function papersIn(form: ActForm, kind: RequesterKind | null): readonly object[] | null {
  const stamped = one(form, 'bermeterai') !== '';
  const found = [
    ...keptIds(form, 'surat_kuasa').map((fileId) => ({ paper: 'proxyLetter', fileId, stamped })),
    ...keptIds(form, 'ktp_pemberi_kuasa').map((fileId) => ({ paper: 'principalPaper', fileId })),
    ...keptIds(form, 'ktp_anggota').map((fileId) => ({ paper: 'memberIdentity', fileId })),
    ...keptIds(form, 'akta').map((fileId) => ({ paper: 'legalEntityDeed', fileId })),
  ];
  const taken: readonly string[] = kind === null ? [] : papersTaken(kind);
  const ofKind = found.filter(({ paper }) => taken.includes(paper));
  return ofKind.length === 0 ? null : ofKind;
}
