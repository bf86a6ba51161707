import type { LocalDate } from '../../law/local-date.js';
import { readWrittenDate } from '../../office/register/written-date.js';

const CARRIED_OUT = /\b(telah|sudah|selesai) dilaksanakan\b|\bdilaksanakan (pada |tanggal )*\d/iu;
const ORDERED =
  /\bdilaksanakan\s+(paling lambat|paling lama|selambat-lambatnya|selambatnya|sampai)\b([^;()]*)/iu;
/** Said before the day: "paling lambat pada tanggal 1/12/2026". */
const BEFORE_DAY = /^(\s|:|pada|tanggal|tgl\.?|hari|dengan)+/iu;

/**
 * The day of an order that an older register has as not carried out, as our own prints it: "Dikabulkan seluruhnya;
 * dilaksanakan paling lambat 1/12/2026". Null where none waits; `no-day` where one does and its day cannot be read.
 */
export function writtenOrderDay(decision: string): LocalDate | 'no-day' | null {
  const text = decision.normalize('NFC').replace(/\s+/gu, ' ');
  const ordered = ORDERED.exec(text);
  if (ordered === null || CARRIED_OUT.test(text)) return null;
  const day = (ordered[2] ?? '').replace(BEFORE_DAY, '').replace(/[\s.,]+$/u, '');
  return readWrittenDate(day) ?? 'no-day';
}
