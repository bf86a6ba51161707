import type { Texts } from '../../platform/views/texts.js';

/** One language of the mails: its formats and the raw sentences of the catalogue. */
export interface Voice {
  readonly texts: Texts;
  raw(key: string): string;
}

export type MailValues = Readonly<Record<string, unknown>>;

const placeholder = /\{(\w+)(?::(\w+)|\|([^{}|]*)\|([^{}]*))?\}/gu;
const localDay = /^\d{4}-\d{2}-\d{2}$/u;
// Line ends would open a new header; bidirectional signs would turn words around.
const unsafeSigns = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** Makes any text fit for a header or a line: control and bidirectional signs become one space. */
export function plainLine(text: string): string {
  return text.replace(unsafeSigns, ' ').trim();
}

/**
 * Fills a sentence of a mail: `{dueOn}` is `Selasa, 8 Desember 2026`, `{dueOn:day}` without the weekday,
 * `{dueOn:short}` is `8 Des 2026`, `{outcome:word}` the words of the catalogue (`mail.words.outcome.<value>`),
 * `{amount:rupiah}`, `{n|case|cases}` by count, `{workingDaysLeft:left}` days left in words,
 * `{workingDaysLeft:until}` is `sebelum 8 Des 2026`, or that the day has passed.
 * A value that is not given is a fault of the kind and throws.
 */
export function fillWords(sentence: string, values: MailValues, voice: Voice): string {
  return sentence.replace(
    placeholder,
    (_whole, name: string, form?: string, one?: string, other?: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`a mail needs the value {${name}}`);
      if (one !== undefined && other !== undefined) return value === 1 ? one : other;
      if (form === 'word') return wordsOf(name, value, values, voice);
      if (form === 'until') return untilWords(value, values, voice);
      return plainLine(written(value, form, voice));
    },
  );
}

function wordsOf(name: string, value: unknown, values: MailValues, voice: Voice): string {
  const codes: readonly unknown[] = Array.isArray(value) ? value : [value];
  return codes
    .map((code) => fillWords(voice.raw(`mail.words.${name}.${String(code)}`), values, voice))
    .join(', ');
}

/** No act can be asked for by a day that is past, or by none: then the words say only that. */
function untilWords(daysLeft: unknown, values: MailValues, voice: Voice): string {
  if (daysLeft === null) return voice.raw('mail.until.none');
  return fillWords(voice.raw(`mail.until.${Number(daysLeft) < 0 ? 'passed' : 'ahead'}`), values, voice);
}

function written(value: unknown, form: string | undefined, voice: Voice): string {
  const { formats, language } = voice.texts;
  if (value instanceof Date) return formats.dateTime(value);
  if (typeof value === 'number') {
    if (form === 'rupiah') return formats.rupiah(value);
    return form === 'left' ? daysLeft(value, voice) : formats.number(value);
  }
  if (typeof value === 'string') {
    if (!localDay.test(value)) return value;
    if (form === 'day') return formats.dateOnly(value);
    return form === 'short' ? `${formats.dayMonthShort(value)} ${value.slice(0, 4)}` : formats.date(value);
  }
  if (typeof value === 'object' && value !== null) {
    const tongue = (value as Readonly<Record<string, unknown>>)[language];
    if (typeof tongue === 'string') return tongue;
  }
  throw new Error('a mail holds a value that has no words');
}

function daysLeft(days: number, voice: Voice): string {
  if (days === 0) return voice.texts.t('mail.left.today');
  return voice.texts.t(days > 0 ? 'mail.left.ahead' : 'mail.left.passed', { days: Math.abs(days) });
}

/** Whether a conditional line is shown: `late` = the value is there, `step=pay` = it is this word, `late & onPaper` = both. */
export function isShown(when: string | null, values: MailValues): boolean {
  return when === null || when.split(' & ').every((one) => holds(one, values));
}

function holds(condition: string, values: MailValues): boolean {
  const [name = '', wanted] = condition.split('=');
  const value = values[name];
  if (value === undefined) throw new Error(`a mail needs the value ${name}`);
  if (Array.isArray(value)) return value.length > 0;
  return wanted === undefined
    ? value !== null && value !== false && value !== 0 && value !== ''
    : value === wanted;
}
