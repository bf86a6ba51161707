import type { LocalDate } from '../../law/local-date.js';
import { rupiahOf } from './written-amount.js';
import { readWrittenDate } from './written-date.js';

/**
 * What an older register of objections says of the order of the superior, or of what both sides agreed on, and of what became
 * of it, as our own prints it.
 */
export type WrittenOrder =
  /** "Dilaksanakan paling lambat 01/12/2026", or `told` as not kept: "belum dilaksanakan; batas 01/12/2026 lewat". */
  | { readonly state: 'waits'; readonly by: LocalDate; readonly told: 'to-come' | 'passed' }
  /** Its cost is paid first (decision 0093): what was agreed, and what it costs, where that is named. */
  | { readonly state: 'waits-for-payment'; readonly agreed: LocalDate; readonly cost: number | null }
  /** Carried out on that day; `by` where the register names its day, as it does of what came late. */
  | { readonly state: 'done'; readonly on: LocalDate; readonly by: LocalDate | null }
  /** It ended with its request, or gave way to a ruling. */
  | { readonly state: 'ended'; readonly on: LocalDate; readonly with: 'withdrawal' | 'ruling' };

const DONE = /\bdilaksanakan (?:pada |tanggal |tgl\.? |hari )*(\d[^;()]*?)(?=, terlambat|[;().]|$)/iu;
const DONE_WITHOUT_DAY = /\b(telah|sudah|selesai) dilaksanakan\b/iu;
const DUE_OF_LATE = /\bdilaksanakan [^;]*, terlambat \(batas ([^;()]*)\)/iu;
const ORDERED =
  /\bdilaksanakan\s+(?:paling lambat|paling lama|selambat-lambatnya|selambatnya|sampai)\b([^;()]*)/iu;
const LAPSED = /\bbelum dilaksanakan; batas ([^;()]*?) lewat\b/iu;
const ENDED = /; berakhir: (permohonan dicabut|digantikan putusan)\b([^;]*)/iu;
const WAITS_FOR_PAYMENT = /\(menunggu pembayaran\)/iu;
const COST = /\bbiaya ([^;()]*?) dibayar lebih dulu\b/iu;
/** Said before the day: "paling lambat pada tanggal 1/12/2026". */
const BEFORE_DAY = /^(\s|:|pada|tanggal|tgl\.?|hari|dengan|sengketa)+/iu;

/** All that our own register says behind the decision of what is to be done, and what became of it. */
const OWN_DEED =
  /; (?:belum dilaksanakan; batas \d\d\/\d\d\/\d{4} lewat|berakhir: (?:permohonan dicabut|digantikan putusan sengketa) \d\d\/\d\d\/\d{4}|(?:biaya [\d.]+ dibayar lebih dulu; )?dilaksanakan (?:paling lambat )?\d\d\/\d\d\/\d{4}(?: \(menunggu pembayaran\)|, terlambat \(batas \d\d\/\d\d\/\d{4}\))?)$/u;

/** Null where the decision tells of no order; `no-day` where it does, and its day cannot be read. */
export function writtenOrder(decision: string): WrittenOrder | 'no-day' | null {
  const text = decision.normalize('NFC').replace(/\s+/gu, ' ');
  const ended = ENDED.exec(text);
  if (ended !== null) {
    const on = dayIn(ended[2]);
    return on === null
      ? null
      : { state: 'ended', on, with: ended[1] === 'permohonan dicabut' ? 'withdrawal' : 'ruling' };
  }
  const lapsed = LAPSED.exec(text)?.[1];
  const ordered = ORDERED.exec(text)?.[1] ?? lapsed;
  const done = dayIn(DONE.exec(text)?.[1]);
  if (done !== null) return { state: 'done', on: done, by: dayIn(DUE_OF_LATE.exec(text)?.[1] ?? ordered) };
  if (ordered === undefined || DONE.test(text) || DONE_WITHOUT_DAY.test(text)) return null;
  const by = dayIn(ordered);
  if (by === null) return 'no-day';
  if (!WAITS_FOR_PAYMENT.test(text))
    return { state: 'waits', by, told: lapsed === undefined ? 'to-come' : 'passed' };
  return { state: 'waits-for-payment', agreed: by, cost: rupiahOf(COST.exec(text)?.[1] ?? '') };
}

/** Whether it is still to be carried out. */
export function isWaiting(order: WrittenOrder | null): boolean {
  return order?.state === 'waits' || order?.state === 'waits-for-payment';
}

/** The decision without what our own register says of its order, which the order itself says from now on. */
export function withoutDeed(decision: string): string {
  return decision.replace(OWN_DEED, '');
}

/** The decision alone, whatever words tell of its order. */
export function withoutOrder(decision: string): string {
  return withoutDeed(decision).replace(ENDED, '').replace(LAPSED, '');
}

function dayIn(written: string | undefined): LocalDate | null {
  if (written === undefined) return null;
  return readWrittenDate(written.replace(BEFORE_DAY, '').replace(/[\s.,]+$/u, ''));
}
