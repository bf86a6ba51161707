import type { FieldFault } from '../../../platform/http/problems.js';
import type { Texts } from '../../../platform/views/texts.js';
import { readTypedDate } from '../../../platform/views/typed-date.js';
import { one, typedOrNull, type ActFault, type ActForm } from '../../requests/pages/act-form.js';
import { keptIds } from '../../requests/pages/kept-files.js';

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

/** What a form says of the receipt of a paper, as the API takes it. */
export function receiptOf(form: ActForm, receivedOn: string | null) {
  return {
    channel: one(form, 'kanal'),
    receivedOn,
    backdatingReason: typedOrNull(form, 'alasan_mundur'),
    backdatingFileId: keptIds(form, 'bukti')[0] ?? null,
    helped: one(form, 'dibantu') !== '',
  };
}

/** Body field to input, of the receipt. */
export const RECEIPT_NAMES: Readonly<Record<string, string>> = {
  channel: 'kanal',
  receivedOn: 'hari',
  backdatingReason: 'alasan_mundur',
  backdatingFileId: 'bukti',
  readBack: 'dibacakan',
};

/** What came by word is entered only when it was read back. */
export function spokenFault(form: ActForm): readonly FieldFault[] {
  if (one(form, 'kanal') !== 'spoken' || one(form, 'dibacakan') !== '') return [];
  return [{ field: 'readBack', code: 'missing', message: 'intake.errors.read-back' }];
}
