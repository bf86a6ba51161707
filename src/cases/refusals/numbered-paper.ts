import { invalid } from '../../platform/http/problems.js';

/** More typed numbers in a row than an office would ever type ahead of the counter. */
const MOST_TRIES = 50;

/**
 * Gives a paper its number: the typed one, or the next of the counter that nobody typed before. `insert` says whether
 * the number was free. Throws 422 at `field` for a typed number that another paper has.
 */
export async function givenNumber(
  typed: string | null,
  field: string,
  take: () => Promise<string>,
  insert: (number: string) => Promise<boolean>,
): Promise<string> {
  if (typed !== null && typed !== '') {
    if (await insert(typed)) return typed;
    throw invalid([{ field, code: 'number-taken', message: 'refusals.errors.number-taken' }]);
  }
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const number = await take();
    if (await insert(number)) return number;
  }
  throw new Error('the counter found no free number');
}
