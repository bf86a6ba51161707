import { readTypedDate } from '../../../platform/views/typed-date.js';
import { readRupiah } from '../../decisions/pages/answer-draft.js';
import { one, type ActForm } from '../../requests/pages/act-form.js';

/** Where each field of the act stands in the form. */
export const SETTLED_NAMES = {
  record: 'catatan',
  'order.text': 'kesepakatan',
  'order.carryOutBy': 'sepakat_hari',
  'order.gives': 'pemberian',
  cost: 'biaya_sepakat',
} as const;

/** The form of a settlement as the body of the act: an agreed day is left out, or it is a day; words of its own need one. */
export function settledBody(form: ActForm): Readonly<Record<string, unknown>> {
  const typed = {
    day: one(form, 'sepakat_hari'),
    month: one(form, 'sepakat_bulan'),
    year: one(form, 'sepakat_tahun'),
  };
  const words = one(form, 'kesepakatan').trim();
  const isEmpty = words === '' && Object.values(typed).every((part) => part.trim() === '');
  const date = readTypedDate(typed);
  const record = one(form, 'catatan');
  const cost = one(form, 'biaya_sepakat').trim();
  const gives = one(form, 'pemberian');
  return {
    record,
    order: isEmpty
      ? null
      : {
          text: words === '' ? record : words,
          carryOutBy: date.ok ? date.date : '',
          gives: gives === '' ? null : gives,
        },
    cost: cost === '' ? null : readRupiah(cost),
  };
}
