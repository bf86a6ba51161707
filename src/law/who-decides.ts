import type { LocalDate } from './local-date.js';
import type { Ruleset } from './ruleset.js';
import { saysNothing } from './written-words.js';

/** The approval of the head of the public body, in a city the mayor, as far as it is given. */
export interface MayorApproval {
  readonly number: string | null;
  readonly approvedOn: LocalDate | null;
}

export type MayorApprovalPart = 'number' | 'approvedOn';

/**
 * Whether an exemption decree needs the mayor's approval beside the superior's (D8): PerKI 1/2021 art. 10(2) asks the
 * Atasan PPID, PP 61/2010 art. 2-3 the head of the public body. In the default nothing more is asked.
 */
export function needsMayorApproval(rules: Pick<Ruleset, 'exemptionApprover'>): boolean {
  return rules.exemptionApprover === 'superior-and-mayor';
}

/**
 * What an approval still lacks: a number, and a day that is neither after `today` nor before the test that it approves
 * (the mayor signs on its sheet, PerKI 1/2021 annex II).
 */
export function missingInApproval(
  { number, approvedOn }: MayorApproval,
  today: LocalDate,
  testedOn: LocalDate | null = null,
): readonly MayorApprovalPart[] {
  const missing: MayorApprovalPart[] = [];
  if (saysNothing(number ?? null)) missing.push('number');
  const isEarly = approvedOn !== null && testedOn !== null && approvedOn < testedOn;
  if (approvedOn === null || approvedOn > today || isEarly) missing.push('approvedOn');
  return missing;
}
