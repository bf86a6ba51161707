import type { Texts } from '../../platform/views/texts.js';
import type { RegisterEntryRead, RowFault } from './register-entry.js';

/** `Baris 12, Tgl: tanggal tidak terbaca. Tulis ...`: row, column and what to do. */
export function faultWords(texts: Texts, fault: RowFault): string {
  const message = texts.t(`takeover.faults.${fault.code}`, fault.values ?? {});
  if (fault.line === 0) return message;
  if (fault.column === null) return texts.t('takeover.at-line', { line: String(fault.line), message });
  const column = texts.t(`takeover.columns.${fault.column}`);
  return texts.t('takeover.at-cell', { line: String(fault.line), column, message });
}

/** `128 entri: 120 selesai, 8 terbuka; 2026: nomor 1 sampai 128.` */
export function summaryWords(texts: Texts, entries: readonly RegisterEntryRead[]): string {
  const open = entries.filter(({ outcome }) => outcome === null).length;
  const years = [...new Set(entries.map(({ year }) => year))].sort((a, b) => a - b);
  const spans = years.map((year) => {
    const seqs = entries.filter((entry) => entry.year === year).map(({ seq }) => seq);
    const bounds = seqs.reduce(
      (known, seq) => ({ first: Math.min(known.first, seq), last: Math.max(known.last, seq) }),
      { first: Number.POSITIVE_INFINITY, last: 0 },
    );
    return texts.t('takeover.span', {
      year: String(year),
      first: String(bounds.first),
      last: String(bounds.last),
    });
  });
  return texts.t('takeover.summary', {
    n: entries.length,
    open,
    closed: entries.length - open,
    spans: spans.join('; '),
  });
}
