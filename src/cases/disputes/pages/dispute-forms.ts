import { readTypedDate } from '../../../platform/views/typed-date.js';
import { readRupiah } from '../../decisions/pages/answer-draft.js';
import { one, typedOrNull, type ActForm } from '../../requests/pages/act-form.js';
import type { DisputeAction } from '../dispute-answers.js';

/** Last part of the address of an act's page. */
export const ACT_SLUGS: Readonly<Record<string, DisputeAction>> = {
  mediasi: 'mediation-agreed',
  putusan: 'ruling',
  gugatan: 'suit-filed',
  'putusan-pengadilan': 'court-ruling',
  kasasi: 'cassation-filed',
  'putusan-kasasi': 'cassation-ruling',
  pelaksanaan: 'carry-out',
};

/** The address part of an act. */
export function slugOf(action: DisputeAction): string {
  return Object.entries(ACT_SLUGS).find(([, name]) => name === action)?.[0] ?? '';
}

/** Inputs of the forms by the fields of the API. */
export const FORM_NAMES: Readonly<Record<string, string>> = {
  objectionNumber: 'keberatan',
  commissionNumber: 'nomor-sengketa',
  filedOn: 'tanggal',
  decidedOn: 'tanggal',
  receivedOn: 'diterima',
  'order.text': 'perintah',
  'order.carryOutBy': 'batas',
  'order.extent': 'cakupan',
  order: 'perintah',
  earlierOrder: 'perintah-semula',
  explanation: 'penjelasan',
  cost: 'biaya',
  reason: 'alasan',
  fileId: 'berkas',
  fileIds: 'berkas',
};

/** The body of a new dispute as typed. */
export function openBody(form: ActForm): Readonly<Record<string, unknown>> {
  return {
    objectionNumber: one(form, 'keberatan').toUpperCase(),
    commissionNumber: one(form, 'nomor-sengketa'),
    filedOn: typedDay(form, 'tanggal'),
    fileId: typedOrNull(form, 'simpan'),
  };
}

/** The body of a decision as typed; an order is there as soon as a part of it is. */
export function rulingBody(form: ActForm): Readonly<Record<string, unknown>> {
  const text = one(form, 'perintah');
  const hasOrder = text.trim() !== '' || isTyped(form, 'batas');
  return {
    decidedOn: typedDay(form, 'tanggal'),
    receivedOn: isTyped(form, 'diterima') ? typedDay(form, 'diterima') : null,
    order: hasOrder
      ? { text, carryOutBy: typedDay(form, 'batas'), extent: typedOrNull(form, 'cakupan') }
      : null,
    earlierOrder: typedOrNull(form, 'perintah-semula'),
    fileId: one(form, 'simpan'),
  };
}

/** The body of a suit or cassation as typed. */
export function furtherStepBody(form: ActForm): Readonly<Record<string, unknown>> {
  return {
    filedOn: typedDay(form, 'tanggal'),
    fileId: typedOrNull(form, 'simpan'),
    reason: typedOrNull(form, 'alasan'),
  };
}

/** The body of a report that an order is carried out. */
export function carryOutBody(form: ActForm): Readonly<Record<string, unknown>> {
  const file = typedOrNull(form, 'simpan');
  const cost = one(form, 'biaya').trim();
  return {
    explanation: one(form, 'penjelasan'),
    fileIds: file === null ? [] : [file],
    cost: cost === '' ? null : readRupiah(cost),
  };
}

/** Names of the three inputs of a day. */
export function dayNames(name: string): {
  readonly day: string;
  readonly month: string;
  readonly year: string;
} {
  return { day: `${name}-hari`, month: `${name}-bulan`, year: `${name}-tahun` };
}

function isTyped(form: ActForm, name: string): boolean {
  return Object.values(dayNames(name)).some((part) => one(form, part).trim() !== '');
}

function typedDay(form: ActForm, name: string): string {
  const names = dayNames(name);
  const typed = { day: one(form, names.day), month: one(form, names.month), year: one(form, names.year) };
  const read = readTypedDate(typed);
  return read.ok ? read.date : '';
}
