import { LONGEST_EXEMPTION_YEARS } from './article17.js';
import type { LocalDate } from './local-date.js';
import { EARLIEST_RECEIPT_YEAR } from './paper-intake.js';
import {
  DUE_SOON_DAYS,
  FEWEST_FOR_A_RATE,
  MATERIAL_DAYS_BEFORE_REPLY,
  OBJECTION_DUE_SOON_DAYS,
  SUGGESTED_ORDER_DAYS,
} from './service-rules.js';
import { TIME_LIMITS, timeLimit, type TimeLimit, type TimeLimitName } from './time-limits.js';

/** What sentences and letters may name: a term by its name in `time-limits.ts`, and the longest exemption on letter a. */
export type StatedNumber = TimeLimitName | 'longestExemptionYears';

/**
 * The numbers of the law as it stood on `day`, for what speaks of one day, as a letter does. Each in the unit of its
 * term; hours as the law writes them, in rounds of 24 (72 hours are 3 x 24). On 2026-11-24 `reply` is 10.
 */
export function statedNumbers(day: LocalDate): Readonly<Partial<Record<StatedNumber, number>>> {
  const terms = TIME_LIMITS.map(({ name }) => timeLimit(name, day)).filter(hasLength);
  return {
    ...Object.fromEntries(terms.map((term) => [term.name, stated(term)])),
    longestExemptionYears: LONGEST_EXEMPTION_YEARS,
  };
}

/**
 * The numbers that a sentence may name without saying of which day it speaks, by the name it uses: `law.reply` (UU
 * 14/2008 art. 22(7)), `office.dueSoon` (`service-rules.ts`). A term with a second row has no such number: a sentence
 * that names it has to be given the number by whoever knows the day of its case.
 */
export function standingNumbers(terms: readonly TimeLimit[] = TIME_LIMITS): ReadonlyMap<string, number> {
  const single = terms.filter(({ name }) => terms.filter((other) => other.name === name).length === 1);
  return new Map([
    ...single.filter(hasLength).map((term): [string, number] => [`law.${term.name}`, stated(term)]),
    ['law.longestExemptionYears', LONGEST_EXEMPTION_YEARS],
    ['office.earliestYear', EARLIEST_RECEIPT_YEAR],
    ['office.dueSoon', DUE_SOON_DAYS],
    ['office.objectionDueSoon', OBJECTION_DUE_SOON_DAYS],
    ['office.fewestForARate', FEWEST_FOR_A_RATE],
    ['office.materialBeforeReply', MATERIAL_DAYS_BEFORE_REPLY],
    ['office.suggestedForOrder', SUGGESTED_ORDER_DAYS],
  ]);
}

/** A term that is met at once, or on a day that the notice or the order names, has no number to state. */
function hasLength({ length }: TimeLimit): boolean {
  return length > 0;
}

function stated({ length, unit }: TimeLimit): number {
  return unit === 'hours' ? length / 24 : length;
}
