import type { MissingItem } from './completeness.js';
import type { Ruleset } from './ruleset.js';

export type IdentityPaper =
  | 'identityCardOrPopulationLetter'
  | 'legalEntityDeed'
  | 'decreeNumber'
  | 'proxyLetter'
  | 'memberIdentities'
  | 'papersOfPrincipal';

interface RequesterKindRow {
  readonly kind: string;
  readonly nameId: string;
  readonly papers: readonly { readonly paper: IdentityPaper; readonly asksFor: MissingItem }[];
  readonly article: string;
}

/** Who may ask, and the papers that prove it (PerKI 1/2021 art. 27; law.md section 5). */
export const REQUESTER_KINDS = [
  {
    kind: 'individual',
    nameId: 'orang perorangan',
    papers: [{ paper: 'identityCardOrPopulationLetter', asksFor: 'identity' }],
    article: 'PerKI 1/2021 art. 27(3)',
  },
  {
    kind: 'legalEntity',
    nameId: 'badan hukum Indonesia',
    papers: [
      { paper: 'legalEntityDeed', asksFor: 'legalEntityDeed' },
      { paper: 'decreeNumber', asksFor: 'legalEntityDeed' },
    ],
    article: 'PerKI 1/2021 art. 27(4), 29(5)c',
  },
  {
    kind: 'group',
    nameId: 'kelompok orang',
    papers: [
      { paper: 'proxyLetter', asksFor: 'proxyLetter' },
      { paper: 'memberIdentities', asksFor: 'memberIdentities' },
    ],
    article: 'PerKI 1/2021 art. 27(5)',
  },
  {
    kind: 'proxy',
    nameId: 'kuasa',
    papers: [
      { paper: 'identityCardOrPopulationLetter', asksFor: 'identity' },
      { paper: 'proxyLetter', asksFor: 'proxyLetter' },
      { paper: 'papersOfPrincipal', asksFor: 'identity' },
    ],
    article: 'PerKI 1/2021 art. 27(6)-(7)',
  },
] as const satisfies readonly RequesterKindRow[];

export type RequesterKind = (typeof REQUESTER_KINDS)[number]['kind'];

export interface PapersFacts {
  readonly kind: RequesterKind;
  readonly given: readonly IdentityPaper[];
  /** The proxy letter bears sufficient meterai (PerKI 1/2021 art. 27(7)). */
  readonly proxyLetterStamped: boolean;
}

/**
 * What the letter of incompleteness would ask of this requester. Empty when all papers are there. A proxy letter
 * without meterai counts as missing unless the reading of D16 is `accept`.
 */
export function missingPapers(
  facts: PapersFacts,
  rules: Pick<Ruleset, 'proxyWithoutStamp'>,
): readonly MissingItem[] {
  const row: RequesterKindRow | undefined = REQUESTER_KINDS.find(({ kind }) => kind === facts.kind);
  const needsStamp = facts.kind === 'proxy' && !facts.proxyLetterStamped && !acceptsUnstamped(rules);
  const missing = (row?.papers ?? [])
    .filter(({ paper }) => !facts.given.includes(paper) || (paper === 'proxyLetter' && needsStamp))
    .map(({ asksFor }) => asksFor);
  return [...new Set(missing)];
}

/** Whether a special power of attorney counts without sufficient meterai (PerKI 1/2021 art. 27(7); D16). */
export function acceptsUnstamped(rules: Pick<Ruleset, 'proxyWithoutStamp'>): boolean {
  return rules.proxyWithoutStamp === 'accept';
}

/** What the office owes an applicant before the law. */
export type Standing =
  /** A requester of UU 14/2008 art. 1(12): every clock runs. */
  | 'statutory'
  /** A foreigner: answered without a statutory clock (D12). */
  | 'courtesy'
  /** A public body: official help between bodies, no T4 (PerKI 1/2021 art. 4(1)c, 54-55). */
  | 'official-help'
  /** A foreigner where the city declines: told so, no case. */
  | 'declined';

/**
 * The standing of an applicant: only Indonesian citizens and legal entities are requesters (UU 14/2008 art. 1(12);
 * PerKI 1/2021 art. 1(18)). The clocks of `reply-clock.ts` are for `statutory` alone.
 */
export function standingOf(
  applicant: { readonly kind: RequesterKind | 'publicBody'; readonly citizenship: 'WNI' | 'other' },
  rules: Pick<Ruleset, 'foreignApplicants'>,
): Standing {
  if (applicant.kind === 'publicBody') return 'official-help';
  if (applicant.citizenship === 'WNI') return 'statutory';
  return rules.foreignApplicants === 'decline' ? 'declined' : 'courtesy';
}

/**
 * Whether this applicant may object to the superior officer and go on to the commission: that is the right of a
 * requester (UU 14/2008 art. 1(12), 35-37). Official help between bodies and courtesy end with the answer.
 */
export function mayObject(standing: Standing): boolean {
  return standing === 'statutory';
}
