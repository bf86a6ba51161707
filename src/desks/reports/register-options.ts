import { parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { REPORT_LENGTHS, type ReportLength } from './annual-report.js';
import { spanOfDays, spanOfYear, type RegisterSpan } from './register-span.js';
import { REGISTER_KINDS, type RegisterKind } from './register-table.js';

/** Options of `tenggat register` as typed. */
export interface TypedRegisterOptions {
  readonly year?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly kind?: string;
  readonly format?: string;
}

export interface RegisterOptions {
  readonly kind: RegisterKind;
  readonly span: RegisterSpan;
  readonly asOf: LocalDate | null;
  readonly format: 'csv' | 'pdf';
}

/** Reads the options of the command. Throws an `Error` whose message names the option that is wrong. */
export function readRegisterOptions(typed: TypedRegisterOptions): RegisterOptions {
  const kind = REGISTER_KINDS.find((one) => one === (typed.kind ?? 'requests'));
  if (kind === undefined) throw new Error(`--kind: requests atau objections, bukan "${typed.kind ?? ''}"`);
  const format = typed.format ?? 'csv';
  if (format !== 'csv' && format !== 'pdf') throw new Error(`--format: csv atau pdf, bukan "${format}"`);
  return {
    kind,
    format,
    span: readSpan(typed),
    asOf: typed.asOf === undefined ? null : readDay('--as-of', typed.asOf),
  };
}

/** Options of `tenggat report` as typed. */
export interface TypedReportOptions {
  readonly year?: string;
  readonly length?: string;
  readonly format?: string;
}

export interface ReportOptions {
  readonly year: number;
  readonly length: ReportLength;
  readonly format: 'json' | 'pdf';
}

/** Reads the options of the report. Throws as for the register. */
export function readReportOptions(typed: TypedReportOptions): ReportOptions {
  if (typed.year === undefined) throw new Error('Perlu --year');
  const length = REPORT_LENGTHS.find((one) => one === (typed.length ?? 'summary'));
  if (length === undefined) throw new Error(`--length: summary atau full, bukan "${typed.length ?? ''}"`);
  const format = typed.format ?? 'json';
  if (format !== 'json' && format !== 'pdf') throw new Error(`--format: json atau pdf, bukan "${format}"`);
  return { year: readYear(typed.year), length, format };
}

/** A year from 2000 to 2200. Throws as above. */
export function readYear(typed: string): number {
  const year = /^\d{4}$/u.test(typed) ? Number(typed) : 0;
  if (year < 2000 || year > 2200) throw new Error(`--year: tahun dengan empat angka, bukan "${typed}"`);
  return year;
}

function readSpan({ year, from, to }: TypedRegisterOptions): RegisterSpan {
  if (year !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new Error('--year tidak dapat bersama --from atau --to');
    return spanOfYear(readYear(year));
  }
  if (from === undefined || to === undefined) throw new Error('Perlu --year, atau --from dan --to');
  const span = spanOfDays(readDay('--from', from), readDay('--to', to));
  if (span === null) throw new Error('--to lebih awal daripada --from');
  return span;
}

function readDay(option: string, typed: string): LocalDate {
  const day = parseLocalDate(typed);
  if (day === null) throw new Error(`${option}: tanggal yang ada, ditulis 2026-11-24, bukan "${typed}"`);
  return day;
}
