import type { LocalDate } from '../../law/local-date.js';
import { calendarDaysBetween } from '../../law/local-date.js';
import { NBSP } from '../../platform/views/language.js';
import { fillWords, isShown, plainLine, type MailValues, type Voice } from './fill-words.js';
import type {
  ActionLine,
  CodeLine,
  DateLine,
  MailTemplate,
  TableLine,
  TemplateLine,
} from './mail-template.js';

/** A piece of the strip of counted days; `gap` stands between two weeks. */
export interface StripCell {
  readonly day: string;
  readonly month: string;
  readonly last: boolean;
  readonly gap: boolean;
}

/** What both layouts print; `text` is the sentence of the text part. */
export type MailPart =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly pieces: readonly string[];
      readonly strong: string;
    }
  | {
      readonly kind: 'date';
      readonly text: string;
      readonly label: string;
      readonly date: string;
      /** The same as `YYYY-MM-DD`, or empty. */
      readonly on: string;
      readonly span: string;
      readonly strip: readonly StripCell[];
      readonly after: string;
    }
  | { readonly kind: 'action'; readonly text: string; readonly label: string; readonly address: string }
  | { readonly kind: 'code'; readonly text: string; readonly label: string; readonly code: string }
  | {
      readonly kind: 'table';
      readonly text: string;
      readonly heads: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'rights';
      readonly text: string;
      readonly title: string;
      readonly items: readonly string[];
    };

/** Longer terms (30 or 14 days across holidays) are told in words only. */
const LONGEST_STRIP = 12;

/** Fills a template: the subject and the parts in the order of the lines. */
export function mailParts(
  template: MailTemplate,
  values: MailValues,
  voice: Voice,
  address: (path: string) => string,
): { readonly subject: string; readonly parts: readonly MailPart[] } {
  return {
    subject: fillWords(template.subject, values, voice).replaceAll(NBSP, ' '),
    parts: template.lines
      .filter((line) => isShown(line.when, values))
      .map((line) => partOf(line, values, voice, address)),
  };
}

function partOf(
  line: TemplateLine,
  values: MailValues,
  voice: Voice,
  address: (path: string) => string,
): MailPart {
  switch (line.kind) {
    case 'text':
      return textPart(fillWords(line.text, values, voice), values);
    case 'date':
      return datePart(line, values, voice);
    case 'action':
      return actionPart(line, values, address);
    case 'code':
      return codePart(line, values);
    case 'table':
      return tablePart(line, values, voice);
    case 'rights':
      return rightsPart(voice);
  }
}

function textPart(text: string, values: MailValues): MailPart {
  const number = values['number'];
  const strong = typeof number === 'string' && /\d/u.test(number) ? number : '';
  return { kind: 'text', text, strong, pieces: strong === '' ? [text] : text.split(strong) };
}

function datePart(line: DateLine, values: MailValues, voice: Voice): MailPart {
  const after = line.after === null ? '' : fillWords(line.after, values, voice);
  const sentence = fillWords(line.text, values, voice);
  return {
    kind: 'date',
    text: after === '' ? sentence : `${sentence} ${after}`,
    label: fillWords(line.label, values, voice),
    date: fillWords(`{${line.value}}`, values, voice),
    on: typeof values[line.value] === 'string' ? String(values[line.value]) : '',
    span: line.span === null ? '' : fillWords(line.span, values, voice),
    strip: line.days === null ? [] : stripOf(values[line.days], voice),
    after,
  };
}

function stripOf(value: unknown, voice: Voice): readonly StripCell[] {
  const days = (Array.isArray(value) ? value : []) as readonly LocalDate[];
  if (days.length > LONGEST_STRIP) return [];
  const { formats } = voice.texts;
  return days.map((day, index) => {
    const before = days[index - 1];
    const month = formats.monthShort(day);
    return {
      day: formats.dayNumber(day),
      month: before !== undefined && formats.monthShort(before) === month ? '' : month,
      last: index === days.length - 1,
      gap: before !== undefined && calendarDaysBetween(before, day) > 1,
    };
  });
}

function actionPart(line: ActionLine, values: MailValues, address: (path: string) => string): MailPart {
  const link = address(textValue(values, line.link));
  return { kind: 'action', label: line.label, address: link, text: `${line.text}: ${link}` };
}

function codePart(line: CodeLine, values: MailValues): MailPart {
  const code = textValue(values, line.value);
  return { kind: 'code', label: line.label, code, text: `${line.label} ${code}.` };
}

function tablePart(line: TableLine, values: MailValues, voice: Voice): MailPart {
  const rows = (values[line.rows] ?? []) as readonly MailValues[];
  const cells = rows.map((row) => line.columns.map(({ field }) => cellOf(field, row, voice)));
  return {
    kind: 'table',
    heads: line.columns.map(({ title }) => title),
    rows: cells,
    text: cells.map((row) => row.join(' | ')).join('\n'),
  };
}

// The day of a row stays on one line, however long the words beside it are.
function cellOf(field: string, row: MailValues, voice: Voice): string {
  if (field.includes(':')) return fillWords(`{${field}}`, row, voice);
  const words = fillWords(`{${field}:short}`, row, voice);
  return words === row[field] ? words : words.replaceAll(' ', NBSP);
}

function rightsPart(voice: Voice): MailPart {
  const title = voice.texts.t('mail.rights.title');
  const items = voice.texts.list('mail.rights.items');
  const lines = items.map((item, index) => `${index + 1}. ${item}`);
  return { kind: 'rights', title, items, text: [title, ...lines].join('\n') };
}

function textValue(values: MailValues, name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`a mail needs the value ${name}`);
  return plainLine(value);
}
