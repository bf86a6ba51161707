import type { Texts } from '../../platform/views/texts.js';
import type { RegisterKind } from '../../office/register/register-numbers.js';
import type { ReadRegister } from './import-register.js';
import type { Column, RowFault } from './register-entry.js';

/** `Baris 12, Tgl: tanggal tidak terbaca. Tulis ...`: row, column and what to do. */
export function faultWords(texts: Texts, fault: RowFault, register: RegisterKind): string {
  const message = texts.t(`takeover.faults.${fault.code}`, fault.values ?? {});
  if (fault.line === 0) return message;
  if (fault.column === null) return texts.t('takeover.at-line', { line: String(fault.line), message });
  const column = columnWords(texts, fault.column, register);
  return texts.t('takeover.at-cell', { line: String(fault.line), column, message });
}

function columnWords(texts: Texts, column: Column, register: RegisterKind): string {
  if (register === 'objections' && column !== 'agency')
    return texts.t(`reports.columns.objections.${column}`);
  return texts.t(`takeover.columns.${column}`);
}

/** `128 entri: 120 selesai, 8 terbuka; 2026: nomor 1 sampai 128.` */
export function summaryWords(texts: Texts, { register, entries }: ReadRegister): string {
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
  return texts.t(register === 'requests' ? 'takeover.summary' : 'takeover.summary-objections', {
    n: entries.length,
    open,
    closed: entries.length - open,
    spans: spans.join('; '),
  });
}
