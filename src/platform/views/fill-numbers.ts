import { standingNumbers } from '../../law/stated-numbers.js';
import { numberInWords } from '../letters/number-words.js';

const named = /\{(\w+\.\w+)(?::(\w+))?\}/g;
const numbers = standingNumbers();

/**
 * Fills the numbers that no caller gives, because they stand once in `src/law`: `{law.reply}` is 10, `{law.reply:terbilang}`
 * is "sepuluh" (Indonesian only), `{office.dueSoon}` a number of the office's own. The names are those of
 * `stated-numbers.ts`.
 *
 * @throws Error naming the sentence, for a name that has no number and for another form: so the start stops
 */
export function fillNumbers(sentence: string, text: string): string {
  return text.replace(named, (whole, name: string, form?: string) => {
    const value = numbers.get(name);
    if (value === undefined || (form !== undefined && form !== 'terbilang'))
      throw new Error(`${sentence} names ${whole}, which is no number of src/law/stated-numbers.ts`);
    return form === undefined ? String(value) : numberInWords(value);
  });
}
