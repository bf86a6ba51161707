import { PURPOSES } from '../../cases/requests/filing-body.js';
import type { FieldFault } from '../../platform/http/problems.js';
import type { Choice } from '../../platform/views/parts/case-parts.js';
import type { Texts } from '../../platform/views/texts.js';
import { storedRows, type StoredRow } from './draft-files.js';
import type { KeptFile } from './form-with-files.js';

const FIELDS = [
  'cerita',
  'tujuan',
  'tujuan-lain',
  'nama',
  'nik',
  'alamat',
  'pekerjaan',
  'email',
  'telepon',
  'kuasa-untuk',
  'kuasa-alamat',
] as const;

/** Body field to input. */
export const PERIODIC_NAMES: Readonly<Record<string, string>> = {
  story: 'cerita',
  purpose: 'tujuan',
  'purpose.kind': 'tujuan',
  'purpose.text': 'tujuan-lain',
  requester: 'nama',
  'requester.name': 'nama',
  'requester.nationalId': 'nik',
  'requester.address': 'alamat',
  'requester.occupation': 'pekerjaan',
  'requester.email': 'email',
  'requester.phone': 'telepon',
  'requester.principal.name': 'kuasa-untuk',
  'requester.principal.address': 'kuasa-alamat',
  fileIds: 'berkas',
};

type Field = (typeof FIELDS)[number];
export type PeriodicFields = Readonly<Record<Field, string>>;

/** The form as typed, with the files that came with it or with an earlier send. */
export interface PeriodicDraft {
  readonly typed: PeriodicFields;
  readonly files: readonly KeptFile[];
}

/** The fields of the form, trimmed; all empty where none came. */
export function periodicFields(sent: Readonly<Record<string, string>>): PeriodicFields {
  return Object.fromEntries(FIELDS.map((name) => [name, (sent[name] ?? '').trim()])) as PeriodicFields;
}

/** What the form is as the body of `POST /api/v1/objections`; here what the information is for is asked of everybody. */
export function periodicBody({ typed, files }: PeriodicDraft, language: 'id' | 'en'): object {
  const given = (text: string): string | null => (text === '' ? null : text);
  const byProxy = typed['kuasa-untuk'] !== '' || typed['kuasa-alamat'] !== '';
  return {
    grounds: ['b'],
    story: typed.cerita,
    purpose: {
      kind: typed.tujuan,
      text: typed.tujuan === 'other' ? typed['tujuan-lain'] : null,
    },
    language,
    fileIds: files.map(({ id }) => id),
    requester: {
      kind: byProxy ? 'proxy' : 'individual',
      name: typed.nama,
      nationalId: given(typed.nik),
      address: typed.alamat,
      occupation: given(typed.pekerjaan),
      email: given(typed.email),
      phone: given(typed.telepon),
      principal: byProxy ? { name: typed['kuasa-untuk'], address: given(typed['kuasa-alamat']) } : null,
    },
  };
}

/**
 * All faults in the order of the page. The fault of a name says *Anda*, but whom a proxy stands for is somebody else;
 * where a file was refused, that it is missing says nothing more.
 */
export function periodicFaults(
  faults: readonly FieldFault[],
  fileFaults: readonly FieldFault[],
): readonly FieldFault[] {
  const told = faults
    .filter(({ field }) => field !== 'fileIds' || fileFaults.length === 0)
    .map((fault) =>
      fault.field === 'requester.principal.name' ? { ...fault, message: 'filing.errors.principal' } : fault,
    );
  return [...told.sort((one, other) => placeOf(one) - placeOf(other)), ...fileFaults];
}

function placeOf({ field }: FieldFault): number {
  const at = (FIELDS as readonly string[]).indexOf(PERIODIC_NAMES[field] ?? field);
  return at < 0 ? FIELDS.length : at;
}

export interface PeriodicPage {
  readonly typed: PeriodicFields;
  readonly purposes: readonly Choice[];
  /** Files of earlier sends, carried on by the form itself: nobody has a session here. */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly stored: readonly StoredRow[];
  readonly isByProxy: boolean;
}

/** The form of ground b (PerKI 1/2021 annex X), as it was typed. */
export function periodicPage(texts: Texts, { typed, files }: PeriodicDraft): PeriodicPage {
  return {
    typed,
    purposes: PURPOSES.map((value) => ({ value, text: texts.t(`filing.purpose.${value}`) })),
    kept: files.map(({ id, name }, at) => ({ name: `simpan-${String(at + 1)}`, value: `${id}|${name}` })),
    stored: storedRows(files),
    isByProxy: typed['kuasa-untuk'] !== '' || typed['kuasa-alamat'] !== '',
  };
}

/** The files that the hidden fields of the form carry. */
export function carriedFiles(values: readonly string[] | undefined): readonly KeptFile[] {
  return (values ?? []).map((value) => {
    const [id = '', ...name] = value.split('|');
    return { id, name: name.join('|') };
  });
}
