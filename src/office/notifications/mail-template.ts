import { parseYaml } from '../../platform/config/yaml.js';
import { bindUnits } from '../../platform/views/bind-units.js';
import { fillNumbers } from '../../platform/views/fill-numbers.js';

/** A line shown only `when` a value is there (`when: late`) or equals a word (`when: step=pay`). */
interface Conditional {
  readonly when: string | null;
}
export interface TextLine extends Conditional {
  readonly kind: 'text';
  readonly text: string;
}
/** The date the reader can act on: a block in HTML, a sentence in text. */
export interface DateLine extends Conditional {
  readonly kind: 'date';
  /** Name of the value that holds the day. */
  readonly value: string;
  readonly label: string;
  readonly span: string | null;
  /** Name of the value that holds the counted days of the strip. */
  readonly days: string | null;
  /** The sentence of the text part; without it label, day and span in a row. */
  readonly text: string;
  /** A sentence that follows on the same line of the text part. */
  readonly after: string | null;
}
/** The one button, with its bare address below. */
export interface ActionLine extends Conditional {
  readonly kind: 'action';
  readonly label: string;
  readonly link: string;
  /** Word before the address in the text part. */
  readonly text: string;
}
export interface CodeLine extends Conditional {
  readonly kind: 'code';
  readonly label: string;
  readonly value: string;
}
export interface TableLine extends Conditional {
  readonly kind: 'table';
  readonly rows: string;
  readonly columns: readonly { readonly field: string; readonly title: string }[];
}
export interface RightsLine extends Conditional {
  readonly kind: 'rights';
}
export type TemplateLine = TextLine | DateLine | ActionLine | CodeLine | TableLine | RightsLine;

/** The words of one mail kind in one language. */
export interface MailTemplate {
  readonly subject: string;
  readonly lines: readonly TemplateLine[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads `templates/mail/<kind>/<language>.yaml`. Throws naming the file and the line that has no known form. */
export function readMailTemplate(file: string, source: string): MailTemplate {
  const document = parseYaml(fillNumbers(file, source));
  if (!isFields(document) || typeof document['subject'] !== 'string' || !Array.isArray(document['lines'])) {
    throw new Error(`${file} needs a subject and lines`);
  }
  const lines = document['lines'].map((line: unknown, index) => readLine(`${file}: line ${index + 1}`, line));
  if (lines.filter((line) => line.kind === 'action').length > 1) throw new Error(`${file} has two buttons`);
  return { subject: document['subject'], lines };
}

function readLine(place: string, line: unknown): TemplateLine {
  if (line === 'rights') return { kind: 'rights', when: null };
  if (typeof line === 'string') return { kind: 'text', text: bindUnits(line), when: null };
  if (!isFields(line)) throw new Error(`${place} has no known form`);
  const when = optionalText(place, line, 'when');
  if ('date' in line) return dateLine(place, line, when);
  if ('action' in line) {
    const label = text(place, line, 'action');
    return {
      kind: 'action',
      label,
      link: text(place, line, 'link'),
      text: optionalText(place, line, 'text') ?? label,
      when,
    };
  }
  if ('code' in line) {
    return { kind: 'code', label: text(place, line, 'label'), value: text(place, line, 'code'), when };
  }
  if ('table' in line) {
    const columns = line['columns'];
    if (!isFields(columns)) throw new Error(`${place} needs columns`);
    return {
      kind: 'table',
      rows: text(place, line, 'table'),
      columns: Object.entries(columns).map(([field, title]) => ({ field, title: String(title) })),
      when,
    };
  }
  return { kind: 'text', text: text(place, line, 'text'), when };
}

function dateLine(place: string, line: Fields, when: string | null): DateLine {
  const value = text(place, line, 'date');
  const label = text(place, line, 'label');
  const span = optionalText(place, line, 'span');
  return {
    kind: 'date',
    value,
    label,
    span,
    days: optionalText(place, line, 'days'),
    text: optionalText(place, line, 'text') ?? `${label} {${value}}${span === null ? '' : ` (${span})`}.`,
    after: optionalText(place, line, 'then'),
    when,
  };
}

function text(place: string, fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`${place} needs ${name}`);
  return bindUnits(value);
}

function optionalText(place: string, fields: Fields, name: string): string | null {
  return fields[name] === undefined ? null : text(place, fields, name);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
