import type { Texts } from '../../platform/views/texts.js';
import { typed, type TypedQuery } from './case-filter.js';

/** What became of a round of reminders, as it travels in the address after the POST. */
export interface ReminderResult {
  readonly sent: number;
  readonly changed: number;
  readonly closed: number;
  readonly gone: number;
}

const FIELDS = { sent: 'terkirim', changed: 'berubah', closed: 'selesai', gone: 'hilang' } as const;
const WORDS = {
  sent: 'oversight.remind.done',
  changed: 'oversight.remind.skipped-changed',
  closed: 'oversight.remind.skipped-closed',
  gone: 'oversight.remind.skipped-gone',
} as const;

/** The query that tells the next page what was done. */
export function resultQuery(result: ReminderResult): string {
  const query = new URLSearchParams({ [FIELDS.sent]: String(result.sent) });
  for (const key of ['changed', 'closed', 'gone'] as const)
    if (result[key] > 0) query.append(FIELDS[key], String(result[key]));
  return query.toString();
}

/** The same in sentences; nothing where no reminder has just been sent. */
export function doneWords(texts: Texts, query: TypedQuery): readonly string[] {
  return (['sent', 'changed', 'closed', 'gone'] as const).flatMap((key) => {
    const value = typed(query, FIELDS[key]);
    return value !== null && /^\d{1,3}$/u.test(value) ? [texts.t(WORDS[key], { n: Number(value) })] : [];
  });
}
