import type { LocalDate } from '../../law/local-date.js';
import { readWrittenDate } from './written-date.js';

const TO_COMMISSION = /\bsengketa\b|\bkomisi informasi\b/u;
const NOT_THERE = /\b(tidak|tdk|tak|belum|blm|tanpa|batal|urung)\b/u;

/**
 * Whether an older register says in its last column that the requester went to the commission, as our own prints it:
 * "Mengajukan sengketa ke Komisi Informasi, 003/X/KI-MAL/2026". A denial anywhere in the cell says the contrary.
 */
export function wentToCommission(response: string | null): boolean {
  const text = response?.toLowerCase() ?? '';
  return TO_COMMISSION.test(text) && !NOT_THERE.test(text);
}

/** What an older register tells of a dispute; null where it tells nothing, or more than one thing. */
export interface WrittenDispute {
  readonly number: string | null;
  readonly filedOn: LocalDate | null;
}

const DAY =
  /(?<![\p{L}\p{N}/.-])(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}[\s.-]+\p{L}{3,9}\.?[\s,.-]+\d{4}|\d{4}-\d{2}-\d{2})(?![\p{L}\p{N}/-])/gu;
const NUMBER =
  /(?<![\p{L}\p{N}/.-])[\p{L}\p{N}][\p{L}\p{N}.-]*\/[\p{L}\p{N}./-]*[\p{L}\p{N}](?![\p{L}\p{N}/-])/gu;

/**
 * The dispute that the cell "Tanggapan Pemohon" names, or null where it names none. "Mengajukan sengketa ke Komisi
 * Informasi, 3/KI/2027, diajukan 3 Mei 2027" has both number and day; two days, or two numbers, are neither.
 */
export function writtenDispute(response: string | null): WrittenDispute | null {
  if (response === null || !wentToCommission(response)) return null;
  const text = response.normalize('NFC').replace(/\s+/gu, ' ');
  const days = [...text.matchAll(DAY)].flatMap(([written]) => readWrittenDate(written) ?? []);
  const numbers = [...text.replace(DAY, ' ').matchAll(NUMBER)].map(([number]) => number);
  return { number: only(numbers), filedOn: only(days) };
}

function only<Found>(found: readonly Found[]): Found | null {
  const [first] = new Set(found);
  return new Set(found).size === 1 && first !== undefined ? first : null;
}
