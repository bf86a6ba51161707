import type { LocalDate } from './local-date.js';
import type { Ruleset } from './ruleset.js';

/** The consent of a person, kept with the exemption decree. */
export interface MayorApproval {
  readonly number: string;
  readonly approvedOn: LocalDate;
}

/**
 * Which parts of the head of the body's approval an exemption still lacks (D8). PerKI 1/2021 art. 10(2) asks the consent
 * of the Atasan PPID, which every reading needs and `mayDecideProposal` guards; PP 61/2010 art. 2-3 asks the head of the
 * public body, in a city the mayor. In the default nothing more is asked; an approval that is given is kept.
 */
export function missingMayorApproval(
  given: { readonly number: string | null; readonly approvedOn: LocalDate | null },
  rules: Pick<Ruleset, 'exemptionApprover'>,
  today: LocalDate,
): readonly ('mayorApprovalNumber' | 'mayorApprovalDate')[] {
  if (!needsMayorApproval(rules)) return [];
  const missing: ('mayorApprovalNumber' | 'mayorApprovalDate')[] = [];
  if ((given.number ?? '').trim() === '') missing.push('mayorApprovalNumber');
  if (given.approvedOn === null || given.approvedOn > today) missing.push('mayorApprovalDate');
  return missing;
}

/** Whether the exemption decree names the mayor's approval by number and date (D8). */
export function needsMayorApproval(rules: Pick<Ruleset, 'exemptionApprover'>): boolean {
  return rules.exemptionApprover === 'superior-and-mayor';
}

/** Who wants to answer an objection to the superior. */
export interface ObjectionDeciderFacts {
  readonly deciderId: string;
  /** `delegate`: an officer whom the superior named for it. */
  readonly as: 'superior' | 'delegate';
  /** Everybody who consented to a refusal of the request. */
  readonly consentedBy: readonly string[];
}

export type ObjectionDecider =
  | { readonly ok: true; readonly warning: 'decides-own-consent' | null }
  | { readonly ok: false; readonly reason: 'delegate-not-allowed' };

/**
 * Who answers an objection (UU 14/2008 art. 36(2)): the superior, in the default also his delegate. The law sends the
 * objection to the same office that consented to the refusal (D10), so that is lawful and never stopped; it warns, and
 * in the default the delegate is the way out.
 */
export function objectionDecider(
  facts: ObjectionDeciderFacts,
  rules: Pick<Ruleset, 'objectionDecider'>,
): ObjectionDecider {
  if (facts.as === 'delegate' && rules.objectionDecider === 'superior')
    return { ok: false, reason: 'delegate-not-allowed' };
  return { ok: true, warning: facts.consentedBy.includes(facts.deciderId) ? 'decides-own-consent' : null };
}
