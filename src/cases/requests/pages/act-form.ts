import type { FieldFault } from '../../../platform/http/problems.js';
import type { Texts } from '../../../platform/views/texts.js';

/** A form as it came in: every field text, or several texts of one name. */
export type ActForm = Readonly<Record<string, string | readonly string[]>>;

/** A fault beside its input. */
export interface ActFault {
  readonly field: string;
  readonly message: string;
}

/** Reads whatever a browser or a stranger sent as a form; anything that is no text is left out. */
export function readForm(body: unknown): ActForm {
  if (typeof body !== 'object' || body === null) return {};
  const fields: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    const values: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof values === 'string') fields[name] = values;
    else if (Array.isArray(values) && values.every((one) => typeof one === 'string')) fields[name] = values;
  }
  return fields;
}

/** One value of a field; empty when it was not sent, the first when it was sent twice. */
export function one(form: ActForm, name: string): string {
  const value = form[name];
  if (value === undefined) return '';
  return typeof value === 'string' ? value : (value[0] ?? '');
}

/** One value, or null when nothing was typed. */
export function typedOrNull(form: ActForm, name: string): string | null {
  const value = one(form, name).trim();
  return value === '' ? null : value;
}

/** All values of a field, as ticks send them. */
export function many(form: ActForm, name: string): readonly string[] {
  const value = form[name];
  if (value === undefined || value === '') return [];
  return typeof value === 'string' ? [value] : value;
}

/** The faults of a body in the words of its form: `names` says which input a field of the body came from. */
export function formFaults(
  texts: Texts,
  faults: readonly FieldFault[],
  names: Readonly<Record<string, string>>,
): readonly ActFault[] {
  const seen = new Set<string>();
  return faults.flatMap((fault) => {
    const field = names[fault.field] ?? names[fault.field.split('.')[0] ?? ''] ?? '';
    const message = texts.t(fault.message, fault.values ?? {});
    if (seen.has(`${field}|${message}`)) return [];
    seen.add(`${field}|${message}`);
    return [{ field, message }];
  });
}
