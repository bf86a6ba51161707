import type { LocalDate } from '../../law/local-date.js';
import { readWrittenDate } from './written-date.js';

/** As our own register of requests has what followed on an objection or a dispute. */
const DONE =
  /(?:^|; )(?:perintah|hasil musyawarah|kesepakatan mediasi)\b[^;]*\bdilaksanakan (\d\d\/\d\d\/\d{4})/giu;

/**
 * The days on which orders, agreements and rulings were carried out, as the decision of an older register names them:
 * "Tidak dikuasai; perintah Atasan PPID atas keberatan dilaksanakan 06/09/2027".
 */
export function writtenDeeds(decision: string | null): readonly LocalDate[] {
  return [...(decision ?? '').matchAll(DONE)].flatMap(([, day = '']) => readWrittenDate(day) ?? []);
}

const TO_RETURN = /;\s*kelebihan ([\d.]+) untuk dikembalikan\b/iu;

/** How it was paid, without what is to be returned of it, "Tunai; kelebihan 4.000 untuk dikembalikan", and that sum. */
export function writtenPayment(payment: string): {
  readonly words: string;
  readonly toReturn: number | null;
} {
  const sum = TO_RETURN.exec(payment)?.[1];
  return {
    words: payment.replace(TO_RETURN, '').trim(),
    toReturn: sum === undefined ? null : Number(sum.replaceAll('.', '')),
  };
}
