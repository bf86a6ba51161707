import type { FieldFault } from '../../platform/http/problems.js';
import type { FileRequestBody, PaperKind, RequesterBody } from './filing-body.js';

type Kind = RequesterBody['kind'];

/** Papers that each kind of requester hands in (PerKI 1/2021 art. 27(4)-(7)); beside them the own identity. */
const PAPERS_OF: Readonly<Record<Kind, readonly PaperKind[]>> = {
  individual: [],
  proxy: ['proxyLetter', 'principalPaper'],
  group: ['proxyLetter', 'memberIdentity'],
  legalEntity: ['legalEntityDeed'],
  publicBody: [],
};

/** May come with the kind, is not asked: the authority of who signs for a body. */
const ALSO_OF: Partial<Record<Kind, readonly PaperKind[]>> = {
  legalEntity: ['proxyLetter'],
  publicBody: ['proxyLetter'],
};

const MISSING: Readonly<Record<PaperKind, string>> = {
  proxyLetter: 'proxy-letter',
  legalEntityDeed: 'deed',
  memberIdentity: 'member-identities',
  principalPaper: 'principal-paper',
};

/**
 * What a filing's fields say against each other. Papers are asked for where the client hands papers in; a filing
 * without any is registered all the same, because the number is given on receipt (UU 14/2008 art. 22(4)), and what is
 * missing is asked for by the letter of incompleteness (PerKI 1/2021 art. 33).
 */
export function filingFaults({ requester }: FileRequestBody): readonly FieldFault[] {
  return [...identityFaults(requester), ...paperFaults(requester)];
}

function identityFaults({ kind, identity, nationalId, citizenship }: RequesterBody): FieldFault[] {
  const isForeign = citizenship === 'other';
  if (identity === 'passport' && !isForeign) return [fault('requester.identity', 'identity')];
  if (identity === 'childCard' && kind !== 'individual') return [fault('requester.identity', 'identity')];
  const needsNumber = identity === 'ktp' || identity === 'populationLetter';
  if (needsNumber && nationalId == null && kind !== 'legalEntity' && kind !== 'publicBody')
    return [fault('requester.nationalId', 'national-id-missing')];
  return [];
}

function paperFaults({ kind, papers, identity }: RequesterBody): FieldFault[] {
  if (papers == null) return [];
  const allowed = [...PAPERS_OF[kind], ...(ALSO_OF[kind] ?? [])];
  const strange = papers.flatMap(({ paper }, at): FieldFault[] =>
    allowed.includes(paper) ? [] : [fault(`requester.papers.${String(at)}.paper`, 'paper-of-kind')],
  );
  if (strange.length > 0) return strange;
  const isGiven = (paper: PaperKind): boolean => papers.some((one) => one.paper === paper);
  if (identity === 'atDesk') return [];
  return PAPERS_OF[kind]
    .filter((paper) => !isGiven(paper))
    .map((paper) => ({ ...fault('requester.papers', MISSING[paper]), code: 'missing' }));
}

function fault(field: string, key: string): FieldFault {
  return { field, code: key, message: `filing.errors.${key}` };
}
