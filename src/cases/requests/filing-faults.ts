import { isBody, papersOf, papersTaken, type IdentityPaper } from '../../law/who-may-file.js';
import type { FieldFault } from '../../platform/http/problems.js';
import type { RequesterBody } from './filing-body.js';

const MISSING: Readonly<Record<IdentityPaper, string>> = {
  proxyLetter: 'proxy-letter',
  legalEntityDeed: 'deed',
  memberIdentity: 'member-identities',
  principalPaper: 'principal-paper',
};

/**
 * What a filing's fields say against each other. Papers are asked for where the client hands papers in; a filing
 * without any is registered all the same, because the number is given on receipt (UU 14/2008 art. 22(4)), and what is
 * missing is asked for by the letter of incompleteness (PerKI 1/2021 art. 33). Of a paper nothing is asked here.
 */
export function filingFaults(
  { requester }: { readonly requester: RequesterBody },
  { onPaper }: { readonly onPaper: boolean },
): readonly FieldFault[] {
  return [...identityFaults(requester, onPaper), ...paperFaults(requester, onPaper)];
}

function identityFaults(
  { kind, identity, nationalId, citizenship }: RequesterBody,
  onPaper: boolean,
): FieldFault[] {
  const isForeign = citizenship === 'other';
  if (identity === 'passport' && !isForeign) return [fault('requester.identity', 'identity')];
  if (identity === 'childCard' && kind !== 'individual') return [fault('requester.identity', 'identity')];
  const needsNumber = identity === 'ktp' || identity === 'populationLetter';
  if (needsNumber && nationalId == null && !isBody(kind) && !onPaper)
    return [fault('requester.nationalId', 'national-id-missing')];
  return [];
}

function paperFaults({ kind, papers, identity }: RequesterBody, onPaper: boolean): FieldFault[] {
  if (papers == null) return [];
  const taken = papersTaken(kind);
  const strange = papers.flatMap(({ paper }, at): FieldFault[] =>
    taken.includes(paper) ? [] : [fault(`requester.papers.${String(at)}.paper`, 'paper-of-kind')],
  );
  if (strange.length > 0) return strange;
  const isGiven = (paper: IdentityPaper): boolean => papers.some((one) => one.paper === paper);
  if (identity === 'atDesk' || onPaper) return [];
  return papersOf(kind)
    .filter((paper) => !isGiven(paper))
    .map((paper) => ({ ...fault('requester.papers', MISSING[paper]), code: 'missing' }));
}

function fault(field: string, key: string): FieldFault {
  return { field, code: key, message: `filing.errors.${key}` };
}
