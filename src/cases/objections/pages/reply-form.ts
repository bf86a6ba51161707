import { readTypedDate } from '../../../platform/views/typed-date.js';
import { one, typedOrNull, type ActForm } from '../../requests/pages/act-form.js';
import { keptIds } from '../../requests/pages/kept-files.js';

/** Inputs of the reply's form by the field of the body. */
export const REPLY_NAMES = {
  outcome: 'hasil',
  reasons: 'uraian',
  order: 'perintah',
  'order.text': 'perintah',
  'order.kind': 'jenis-perintah',
  'order.gives': 'pemberian-perintah',
  'order.carryOutBy': 'tanggal',
  letterNumber: 'nomor-surat',
  signedFileId: 'salinan',
  decreeNumber: 'penetapan',
} as const;

/** The signed copy is one file, and stays with the form while that is shown again or waits as a draft. */
export const SIGNED = 'salinan';

const OWN = [
  ...[
    'hasil',
    'uraian',
    'perintah',
    'jenis-perintah',
    'pemberian-perintah',
    'hari',
    'bulan',
    'tahun',
    'nomor-surat',
  ],
  'penetapan',
];

/** What a draft keeps of a sent form: the inputs of the reply, nothing of its frame. */
export function draftOf(form: ActForm): ActForm {
  return Object.fromEntries(
    [...OWN, `simpan-${SIGNED}`].flatMap((name) =>
      form[name] === undefined ? [] : [[name, one(form, name)]],
    ),
  );
}

/** An order belongs to the form only when something of it was typed; whether there must be one the law says. */
export function replyBody(form: ActForm): Readonly<Record<string, unknown>> {
  const text = one(form, 'perintah');
  const typed = { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') };
  const isEmpty = text.trim() === '' && Object.values(typed).every((part) => part.trim() === '');
  const date = readTypedDate(typed);
  return {
    outcome: one(form, 'hasil'),
    reasons: one(form, 'uraian'),
    order: isEmpty
      ? null
      : {
          text,
          carryOutBy: date.ok ? date.date : '',
          kind: typedOrNull(form, 'jenis-perintah'),
          gives: typedOrNull(form, 'pemberian-perintah'),
        },
    letterNumber: typedOrNull(form, 'nomor-surat'),
    signedFileId: keptIds(form, SIGNED)[0] ?? null,
    decreeNumber: typedOrNull(form, 'penetapan'),
  };
}

/** The form without a copy that could not be taken: it waited too long, and another has to come in its place. */
export function withoutCopy(form: ActForm): ActForm {
  return Object.fromEntries(Object.entries(form).filter(([name]) => name !== `simpan-${SIGNED}`));
}
