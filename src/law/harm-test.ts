import type { Article17Letter } from './article17.js';
import { citesAnotherLaw, exemptionTermFits, LETTER_OF_OTHER_LAWS } from './article17.js';
import { faultOfRule } from './cited-rules.js';
import type { LocalDate } from './local-date.js';
import type { Refusal } from './refusal-codes.js';
import { refusal } from './refusal-codes.js';
import { saysNothing } from './written-words.js';

/** The test sheet of PerKI 1/2021 art. 49(2) and annex II, as far as the software can check it. */
export interface TestSheet {
  readonly article17: readonly Article17Letter[];
  readonly statute: string;
  readonly harmIfOpened: string;
  readonly harmIfClosed: string;
  /** End day of the exemption; `null` only where the letters allow none. */
  readonly exemptUntil: LocalDate | null;
  readonly testers: readonly { readonly name: string; readonly position: string; readonly unit: string }[];
}

export type TestSheetPart =
  'article17' | 'statute' | 'harmIfOpened' | 'harmIfClosed' | 'exemptUntil' | 'testers';

/**
 * Whether a full or partial refusal may be proposed: letter, statute, consequences both ways, term and at least one
 * tester with name, position and unit (law.md 6.3; UU 14/2008 art. 2(4), 19). Letter j wants another law as statute.
 * Otherwise `test-sheet-incomplete` with every part that is missing.
 */
export function checkTestSheet(
  sheet: TestSheet,
  decidedOn: LocalDate,
):
  | { readonly ok: true }
  | (Refusal<'test-sheet-incomplete'> & { readonly missing: readonly TestSheetPart[] }) {
  const missing: TestSheetPart[] = [];
  if (sheet.article17.length === 0) missing.push('article17');
  if (saysNothing(sheet.statute) || !lawFits(sheet)) missing.push('statute');
  if (saysNothing(sheet.harmIfOpened)) missing.push('harmIfOpened');
  if (saysNothing(sheet.harmIfClosed)) missing.push('harmIfClosed');
  if (!exemptionTermFits(sheet.article17, decidedOn, sheet.exemptUntil)) missing.push('exemptUntil');
  const namesAll = sheet.testers.every(
    ({ name, position, unit }) => ![name, position, unit].some(saysNothing),
  );
  if (sheet.testers.length === 0 || !namesAll) missing.push('testers');
  return missing.length === 0 ? { ok: true } : { ...refusal('test-sheet-incomplete'), missing };
}

/**
 * What becomes of a proposed refusal (law.md row 10). `ended`: nobody has to decide it any more, because the requester
 * withdrew the request (row 18); only an open one ends so, a decision that was made stands.
 */
export type ProposalState = 'open' | 'consented' | 'returned' | 'ended';

/**
 * Whether this person may consent to or return a proposed refusal: never the one who proposed it, whatever roles he
 * or she holds (PerKI 1/2021 art. 10(2)f; law.md section 3). Otherwise `same-person`.
 */
export function mayDecideProposal(
  proposedBy: string,
  decidedBy: string,
): { readonly ok: true } | Refusal<'same-person'> {
  return proposedBy === decidedBy ? refusal('same-person') : { ok: true };
}

/** The statute names a rule; for letter j, a law that itself calls the information secret. */
function lawFits({ article17, statute }: TestSheet): boolean {
  if (faultOfRule(statute) === 'no-rule') return false;
  return !article17.includes(LETTER_OF_OTHER_LAWS) || citesAnotherLaw(statute);
}
