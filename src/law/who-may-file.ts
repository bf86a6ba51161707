import type { MissingItem } from './completeness.js';
import type { Ruleset } from './ruleset.js';

/**
 * Papers that are handed in beside the own identity, in the words of the API: special power of attorney, deed of
 * foundation, identity card of a member, paper of whom the proxy acts for (PerKI 1/2021 art. 27(4)-(7)).
 */
export const IDENTITY_PAPERS = [
  'proxyLetter',
  'legalEntityDeed',
  'memberIdentity',
  'principalPaper',
] as const;
export type IdentityPaper = (typeof IDENTITY_PAPERS)[number];

interface RequesterKindRow {
  readonly kind: string;
  readonly nameId: string;
  /** Who signs proves who he is: identity card, or a letter of the population office (art. 27(3)). */
  readonly provesIdentity: boolean;
  /** The papers that this kind must hand in. */
  readonly papers: readonly IdentityPaper[];
  /** May come with it and is not asked: the authority of who signs for a body. */
  readonly alsoTakes: readonly IdentityPaper[];
  readonly article: string;
}

/** Who may ask, and the papers that prove it (PerKI 1/2021 art. 27; law.md section 5). */
const KIND_ROWS = [
  {
    kind: 'individual',
    nameId: 'orang perorangan',
    provesIdentity: true,
    papers: [],
    alsoTakes: [],
    article: 'PerKI 1/2021 art. 27(3)',
  },
  {
    kind: 'proxy',
    nameId: 'kuasa',
    provesIdentity: true,
    papers: ['proxyLetter', 'principalPaper'],
    alsoTakes: [],
    article: 'PerKI 1/2021 art. 27(6)-(7)',
  },
  {
    kind: 'group',
    nameId: 'kelompok orang',
    provesIdentity: false,
    papers: ['proxyLetter', 'memberIdentity'],
    alsoTakes: [],
    article: 'PerKI 1/2021 art. 27(5)',
  },
  {
    kind: 'legalEntity',
    nameId: 'badan hukum Indonesia',
    provesIdentity: false,
    papers: ['legalEntityDeed'],
    alsoTakes: ['proxyLetter'],
    article: 'PerKI 1/2021 art. 27(4), 29(5)c',
  },
  /** No requester of the law: official help between bodies. */
  {
    kind: 'publicBody',
    nameId: 'badan publik',
    provesIdentity: false,
    papers: [],
    alsoTakes: ['proxyLetter'],
    article: 'PerKI 1/2021 art. 4(1)c, 54-55',
  },
] as const satisfies readonly RequesterKindRow[];

export type RequesterKind = (typeof KIND_ROWS)[number]['kind'];

/** The kinds in the words of the API. */
export const REQUESTER_KINDS: readonly RequesterKind[] = KIND_ROWS.map(({ kind }) => kind);

/** What the letter of incompleteness calls a paper that is missing. */
const ITEM_OF: Readonly<Record<IdentityPaper, MissingItem>> = {
  proxyLetter: 'proxyLetter',
  legalEntityDeed: 'legalEntityDeed',
  memberIdentity: 'memberIdentities',
  principalPaper: 'identity',
};

/** The papers that this kind must hand in beside the own identity. */
export function papersOf(kind: RequesterKind): readonly IdentityPaper[] {
  return rowOf(kind).papers;
}

/** Every paper that is of use from this kind; any other belongs to somebody else. */
export function papersTaken(kind: RequesterKind): readonly IdentityPaper[] {
  return [...rowOf(kind).papers, ...rowOf(kind).alsoTakes];
}

/**
 * What the check of completeness looks for in the papers of this kind, in the words of the letter of incompleteness. A
 * proxy: `identity` (his own and his principal's) and `proxyLetter`; a public body: nothing.
 */
export function itemsToCheck(kind: RequesterKind): readonly MissingItem[] {
  const own: readonly MissingItem[] = rowOf(kind).provesIdentity ? ['identity'] : [];
  return [...new Set([...own, ...rowOf(kind).papers.map((paper) => ITEM_OF[paper])])];
}

/**
 * Whether the letter of incompleteness may ask this for this kind (PerKI 1/2021 art. 27, 33(1)): a paper of authority,
 * of a body or of members only where the article asks it. An individual: no `proxyLetter`; a public body: its officer's.
 */
export function mayBeAskedOf(kind: RequesterKind, item: MissingItem): boolean {
  const papers = Object.entries(ITEM_OF).filter(([, asked]) => asked === item && asked !== 'identity');
  return papers.length === 0 || papers.some(([paper]) => papersTaken(kind).some((taken) => taken === paper));
}

/** Whether a body asks, which has a deed or an office for its identity and no number of a person. */
export function isBody(kind: RequesterKind): boolean {
  return kind === 'legalEntity' || kind === 'publicBody';
}

function rowOf(kind: RequesterKind): RequesterKindRow {
  const row = KIND_ROWS.find((candidate) => candidate.kind === kind);
  if (!row) throw new RangeError(`no such requester: ${kind}`);
  return row;
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
 * The standing of an applicant; a proxy has that of whom he acts for, because that is the requester. Only Indonesian
 * citizens and legal entities are requesters (UU 14/2008 art. 1(12); PerKI 1/2021 art. 1(18)). The clocks of `reply-
 * clock.ts` are for `statutory` alone.
 */
export function standingOf(
  applicant: {
    readonly kind: RequesterKind;
    readonly citizenship: 'WNI' | 'other';
    /** Of whom a proxy acts for; a citizen where nothing else is said. */
    readonly principalCitizenship?: 'WNI' | 'other' | null;
  },
  rules: Pick<Ruleset, 'foreignApplicants'>,
): Standing {
  if (applicant.kind === 'publicBody') return 'official-help';
  const { kind, citizenship, principalCitizenship } = applicant;
  if ((kind === 'proxy' ? (principalCitizenship ?? 'WNI') : citizenship) === 'WNI') return 'statutory';
  return rules.foreignApplicants === 'decline' ? 'declined' : 'courtesy';
}

/**
 * Whether this applicant may object to the superior officer and go on to the commission: that is the right of a
 * requester (UU 14/2008 art. 1(12), 35-37). Official help between bodies and courtesy end with the answer.
 */
export function mayObject(standing: Standing): boolean {
  return standing === 'statutory';
}
