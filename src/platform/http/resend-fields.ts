import { newId } from '../crypto/new-id.js';
import type { Texts } from '../views/texts.js';
import type { PendingForm } from './pending-form.js';

export interface HiddenField {
  readonly name: string;
  readonly value: string;
}

/** A field of a form that waits, as a person reads and changes it. */
export interface ShownField {
  readonly name: string;
  readonly id: string;
  readonly value: string;
  readonly label: string;
  /** `tick`: sent as it is or not at all; `choice`: only read; `line` and `area`: to be changed. */
  readonly as: 'tick' | 'choice' | 'line' | 'area';
  readonly text: string;
  readonly rows: number;
}

/** Signs of a line, between those of a phone and those of a desk. */
const LONG_LINE = 60;
const TICKED: ReadonlySet<string> = new Set(['ya', 'on', '1', 'true']);
const CHOICE = /^[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*$/u;
const NAME_OF_A_THING = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$|^[\w-]{20,}$/iu;

/** Fields that hold a text however short it is. */
const TEXT_FIELDS: ReadonlySet<string> = new Set([
  ...['alasan', 'catatan', 'cerita', 'keterangan', 'penjelasan', 'perintah', 'pesan', 'rincian', 'teks'],
  ...['uraian', 'informasi', 'pencarian', 'alasan-biarkan', 'alasan-perpanjang'],
]);

/** Everything of a form that says something, in its order; only keys and names of things stay unseen. */
export function shownFields(texts: Texts, form: PendingForm): readonly ShownField[] {
  return form.fields.flatMap(([name, value], index) => {
    if (!isShown(name, value)) return [];
    const as = kindOf(name, value);
    const id = `isian-${String(index + 1)}`;
    const label = labelOf(texts, name);
    return [
      { name, id, value, label, as, text: as === 'choice' ? readable(value) : value, rows: rowsOf(value) },
    ];
  });
}

/** What a person has written, to be read before the form is opened again. */
export function wordsOf(form: PendingForm): readonly string[] {
  return form.fields.flatMap(([name, value]) =>
    isShown(name, value) && ['line', 'area'].includes(kindOf(name, value)) ? [value] : [],
  );
}

/** What is sent along unseen; the form's own value and its key against repeats are new. */
export function hiddenFields(
  form: PendingForm,
  token: string | null,
  isKeyed: boolean,
): readonly HiddenField[] {
  const again = form.kind?.again === true;
  const kept = form.fields.filter(
    ([name, value]) => name !== '_kunci' && name !== '_ulang' && (again || !isEdited(name, value)),
  );
  const hasKey = isKeyed || form.fields.some(([name]) => name === '_kunci');
  return [
    ...(token === null ? [] : [{ name: '_csrf', value: token }]),
    ...(again ? [{ name: '_ulang', value: '1' }] : []),
    ...(hasKey ? [{ name: '_kunci', value: newId() }] : []),
    ...kept.map(([name, value]) => ({ name, value })),
  ];
}

/** The files that came with it, by their field. */
export function filesOf(form: PendingForm): readonly { field: string; names: string; many: boolean }[] {
  const byField = new Map<string, string[]>();
  for (const { field, name } of form.files) byField.set(field, [...(byField.get(field) ?? []), name]);
  return [...byField].map(([field, names]) => ({ field, names: names.join(', '), many: names.length > 1 }));
}

function isShown(name: string, value: string): boolean {
  if (name.startsWith('_') || name === 'nama-berkas' || value.trim() === '') return false;
  return TEXT_FIELDS.has(name) || !NAME_OF_A_THING.test(value);
}

function isEdited(name: string, value: string): boolean {
  return isShown(name, value) && kindOf(name, value) !== 'choice';
}

function kindOf(name: string, value: string): ShownField['as'] {
  if (TEXT_FIELDS.has(name)) return 'area';
  if (TICKED.has(value)) return 'tick';
  if (CHOICE.test(value)) return 'choice';
  return value.includes('\n') || value.length > LONG_LINE ? 'area' : 'line';
}

function rowsOf(value: string): number {
  const lines = value.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / LONG_LINE), 0);
  return Math.min(14, Math.max(2, lines + 1));
}

/** The label of a field; names of fields are words of the language, so that each can be read. */
function labelOf(texts: Texts, name: string): string {
  const key = `resend.fields.${name}`;
  return texts.has(key) ? texts.t(key) : readable(name);
}

function readable(word: string): string {
  const text = word.replaceAll(/[-_.[\]]+/gu, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
