import { one, typedOrNull, type ActForm } from './act-form.js';
import type { KeptFile } from './act-uploads.js';

/**
 * Files that came with a form stay with it while it is shown again: as `simpan-{field}` with id and name. A file that
 * comes now takes the place of the one kept before; those of the field `many` add up to `most`.
 */
export function withKept(
  form: ActForm,
  files: readonly KeptFile[],
  { many, most }: { readonly many: string; readonly most: number },
): ActForm {
  const kept: Record<string, string | readonly string[]> = { ...form };
  for (const { field, id, name } of files) {
    const at = Object.keys(kept).filter((known) => known.startsWith(`simpan-${many}-`)).length + 1;
    if (field === many && at > most) continue;
    kept[field === many ? `simpan-${many}-${String(at)}` : `simpan-${field}`] = `${id}|${name}`;
  }
  return kept;
}

/** Ids of the files that lie with this form, by their field. */
export function keptIds(form: ActForm, field: string): readonly string[] {
  return placesOf(form, field)
    .sort()
    .flatMap((name) => typedOrNull(form, name)?.split('|', 1)[0] ?? []);
}

/** Their names, for the field that shows them. */
export function keptNames(form: ActForm, field: string): readonly { readonly name: string }[] {
  return placesOf(form, field).map((name) => ({ name: one(form, name).split('|').slice(1).join('|') }));
}

/** The hidden fields that carry them on. */
export function keptFields(form: ActForm): readonly { readonly name: string; readonly value: string }[] {
  return Object.keys(form)
    .filter((name) => name.startsWith('simpan-'))
    .map((name) => ({ name, value: one(form, name) }));
}

function placesOf(form: ActForm, field: string): string[] {
  return Object.keys(form).filter(
    (name) => name === `simpan-${field}` || name.startsWith(`simpan-${field}-`),
  );
}
