import type { LocalDate } from '../../law/local-date.js';
import { readWrittenDate } from '../../office/register/written-date.js';

const CARRIED_OUT = /\b(telah|sudah|selesai) dilaksanakan\b|\bdilaksanakan (pada |tanggal )*\d/iu;
const ORDERED =
  /\bdilaksanakan\s+(paling lambat|paling lama|selambat-lambatnya|selambatnya|sampai)\b([^;()]*)/iu;
/** As our own register has one whose day has passed, and one that ended with its request or gave way to a ruling. */
const LAPSED = /\bbelum dilaksanakan; batas ([^;()]*?) lewat\b/iu;
const ENDED = /; berakhir: (permohonan dicabut|digantikan putusan)\b[^;]*/iu;
/** Said before the day: "paling lambat pada tanggal 1/12/2026". */
const BEFORE_DAY = /^(\s|:|pada|tanggal|tgl\.?|hari|dengan)+/iu;

/**
 * The day of an order that an older register has as not carried out, as our own prints it: "Dikabulkan seluruhnya;
 * dilaksanakan paling lambat 1/12/2026". Null where none waits; `no-day` where one does and its day cannot be read.
 */
export function writtenOrderDay(decision: string): LocalDate | 'no-day' | null {
  const text = decision.normalize('NFC').replace(/\s+/gu, ' ');
  const ordered = ORDERED.exec(text)?.[2] ?? LAPSED.exec(text)?.[1];
  if (ordered === undefined || CARRIED_OUT.test(text) || ENDED.test(text)) return null;
  const day = ordered.replace(BEFORE_DAY, '').replace(/[\s.,]+$/u, '');
  return readWrittenDate(day) ?? 'no-day';
}

/** As our own register has an agreement whose cost is paid first: until then no day has passed (decision 0093). */
const WAITS_FOR_PAYMENT = /\(menunggu pembayaran\)/iu;

/** Whether the order waits for a payment of its requester, so that it is not late today, whatever day was agreed. */
export function waitsForPayment(decision: string): boolean {
  return WAITS_FOR_PAYMENT.test(decision);
}

/** The decision without that the day of its order has passed, which the order itself says from now on. */
export function withoutLapse(decision: string): string {
  return decision.replace(LAPSED, '').replace(/;\s*$/u, '').replace(/;\s*;/u, ';');
}

/** The decision alone, without what became of its order. */
export function withoutEnd(decision: string): string {
  return decision.replace(ENDED, '').replace(LAPSED, '');
}
