import type { FieldFault } from '../../platform/http/problems.js';
import { readTypedDate, type TypedDate } from '../../platform/views/typed-date.js';
import type { Texts } from '../../platform/views/texts.js';

/** What was typed; every field is text. */
export type DecreeFields = Readonly<Record<string, string>>;

/** A fault of a form: the field it is about and the sentence. */
export interface DecreeFormError {
  readonly field: string;
  readonly message: string;
}

/** The CSV that a form stands for, or what is to be changed in it. */
export type DecreeContent =
  | { readonly ok: true; readonly content: Buffer }
  | { readonly ok: false; readonly errors: readonly DecreeFormError[] };

export const DAY_KINDS_OF_FORM = ['national', 'collective_leave', 'one_off', 'local'] as const;
export const CHANGES_OF_FORM = ['add', 'remove'] as const;

const HEADER = 'date,kind,name_id,name_en,decree,decree_date,change';

/** Fields of the form of one day, by the column that they fill. */
const FIELD_OF_COLUMN: Readonly<Record<string, string>> = {
  date: 'hari',
  kind: 'jenis',
  name_id: 'nama',
  name_en: 'nama',
  decree: 'nomor',
  decree_date: 'k_hari',
  change: 'perubahan',
};

/**
 * One day by form becomes the same CSV as a whole decree. A closure of the city needs its document, kept beside it: no
 * gazette prints it. Its number may stay away.
 */
export function contentOfDay(texts: Texts, fields: DecreeFields, hasDocument: boolean): DecreeContent {
  const errors: DecreeFormError[] = [];
  const fail = (field: string, key: string): string => {
    errors.push({ field, message: texts.t(`admin.decree.errors.${key}`) });
    return '';
  };
  const date = dayOf(fields, '') ?? fail('hari', 'date');
  const decreeDate = dayOf(fields, 'k_') ?? fail('k_hari', 'decree-date');
  const kind = DAY_KINDS_OF_FORM.find((known) => known === fields['jenis']) ?? fail('jenis', 'kind');
  const change = CHANGES_OF_FORM.find((known) => known === fields['perubahan']) ?? 'add';
  const name = filled(fields, 'nama') ?? fail('nama', 'name');
  const isClosure = kind === 'local' && change === 'add';
  if (isClosure && !hasDocument) fail('dokumen', 'document');
  const attached = kind === 'local' ? texts.t('admin.decree.attached') : null;
  const decree = filled(fields, 'nomor') ?? attached ?? fail('nomor', 'decree');
  if (errors.length > 0) return { ok: false, errors };
  const row = [date, kind, name, filled(fields, 'nama_en') ?? name, decree, decreeDate, change];
  return { ok: true, content: Buffer.from(`${HEADER}\n${row.map(cell).join(',')}\n`, 'utf8') };
}

/** Faults of the CSV in the words of the form it came from. */
export function errorsOf(
  texts: Texts,
  faults: readonly FieldFault[],
  way: 'csv' | 'hari',
): readonly DecreeFormError[] {
  return faults.map(({ field, message, values = {} }) => {
    const words = texts.t(message, values);
    const line = field.replace(/^line /u, '');
    if (way === 'csv') return { field: 'csv', message: texts.t('admin.decree.line', { line, words }) };
    return { field: FIELD_OF_COLUMN[String(values['column'] ?? 'date')] ?? 'hari', message: words };
  });
}

/** The three fields of a date; `prefix` tells the second date of the form apart. */
export function typedDate(fields: DecreeFields, prefix: '' | 'k_'): TypedDate {
  return {
    day: fields[`${prefix}hari`] ?? '',
    month: fields[`${prefix}bulan`] ?? '',
    year: fields[`${prefix}tahun`] ?? '',
  };
}

function dayOf(fields: DecreeFields, prefix: '' | 'k_'): string | null {
  const read = readTypedDate(typedDate(fields, prefix));
  return read.ok ? read.date : null;
}

function filled(fields: DecreeFields, name: string): string | null {
  const text = (fields[name] ?? '').trim();
  return text === '' ? null : text;
}

function cell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
