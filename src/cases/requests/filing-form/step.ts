import type { FileKind } from '../../../platform/files/file-kinds.js';
import type { FieldFault } from '../../../platform/http/problems.js';
import type { DraftAnswers, PaperSlot } from './draft.js';

/** What a form sent, one text a field; missing fields are empty texts. */
export class TypedFields {
  constructor(private readonly fields: Readonly<Record<string, string>>) {}

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  /** The text of a field with its line ends made one, otherwise as typed. */
  text(name: string): string {
    return (this.fields[name] ?? '').replace(/\r\n?/gu, '\n').normalize('NFC');
  }

  /** A text of one line. */
  line(name: string): string {
    return this.text(name).replace(/\s+/gu, ' ').trim();
  }

  /** The chosen value when it is one of the choices, else empty. */
  choice<const T extends string>(name: string, choices: readonly T[]): T | '' {
    const value = this.fields[name];
    return choices.find((choice) => choice === value) ?? '';
  }

  ticked(name: string): boolean {
    return this.has(name);
  }
}

/** An upload field of a step and where its file goes in the draft. */
export interface UploadSlot {
  readonly field: string;
  readonly slot: PaperSlot | 'files';
  readonly allowed: readonly FileKind[];
}

/** One page of the form. */
export interface Step {
  /** Below `/permohonan/baru/`. */
  readonly path: string;
  /** Number in the step bar, 1 to 8. */
  readonly number: number;
  /** Name of its template and of its sentences. */
  readonly name: string;
  readonly title: string;
  readonly uploads: readonly UploadSlot[];
  /** False where the answers make the page pointless. */
  applies(answers: DraftAnswers): boolean;
  /** The answers with what was typed on this page. */
  read(typed: TypedFields, answers: DraftAnswers): DraftAnswers;
  /** Everything that keeps this page from being done, in the order of its fields. */
  faults(answers: DraftAnswers): FieldFault[];
}

/** A fault with its sentence of `filing.errors`. */
export function fault(
  field: string,
  name: string,
  values?: Readonly<Record<string, string | number>>,
): FieldFault {
  const base = { field, code: name, message: `filing.errors.${name}` };
  return values === undefined ? base : { ...base, values };
}

/** How many signs a reader sees; a letter outside the basic plane is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}
