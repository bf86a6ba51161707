import { readTypedDate } from '../../../platform/views/typed-date.js';
import { one, type ActForm } from '../../requests/pages/act-form.js';

/** The form of a settlement as the body of the act: an agreed day is left out, or it is a day. */
export function settledBody(form: ActForm): Readonly<Record<string, unknown>> {
  const typed = {
    day: one(form, 'sepakat_hari'),
    month: one(form, 'sepakat_bulan'),
    year: one(form, 'sepakat_tahun'),
  };
  const isEmpty = Object.values(typed).every((part) => part.trim() === '');
  const date = readTypedDate(typed);
  return { record: one(form, 'catatan'), carryOutBy: isEmpty ? null : date.ok ? date.date : '' };
}
