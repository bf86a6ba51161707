import type { RequestState } from './request-states.js';

/** What a notice of this kind must contain (law.md 6.1). */
export type DecisionContent =
  | 'material'
  | 'form'
  | 'cost'
  | 'provideOn'
  | 'means'
  | 'reasonForEachBlackout'
  | 'article17Letters'
  | 'statute'
  | 'testSheet'
  | 'decree'
  | 'exemptionTerm'
  | 'holderIfKnown'
  | 'reason'
  | 'availableOn'
  | 'noteInRegister'
  | 'writtenWish';

interface DecisionKindRow {
  readonly code: string;
  readonly nameId: string;
  readonly mustContain: readonly DecisionContent[];
  /** Proposed by one person, consented to by the superior (PerKI 1/2021 art. 10(2)e-f). */
  readonly needsConsent: boolean;
  /** Whether it refuses on UU 14/2008 art. 17: ground a instead of e. */
  readonly exempts: boolean;
  /** A notice to the requester, or only a closing of the case. */
  readonly isNotice: boolean;
  /** Where the request ends up when nothing of it stays open. */
  readonly closes: RequestState;
  readonly article: string;
}

/** The ways in which a request may be decided: the `outcome` of the contract. */
export const DECISION_KINDS = [
  {
    code: 'granted_full',
    nameId: 'diberikan seluruhnya',
    mustContain: ['material', 'form', 'cost', 'provideOn', 'means'],
    needsConsent: false,
    exempts: false,
    isNotice: true,
    closes: 'closed_granted',
    article: 'UU 14/2008 art. 22(7)d, f, g',
  },
  {
    code: 'granted_partial',
    nameId: 'diberikan sebagian',
    mustContain: [
      'material',
      'form',
      'cost',
      'provideOn',
      'means',
      'reasonForEachBlackout',
      'article17Letters',
      'statute',
      'testSheet',
      'decree',
      'exemptionTerm',
    ],
    needsConsent: true,
    exempts: true,
    isNotice: true,
    closes: 'closed_granted_partial',
    article: 'UU 14/2008 art. 22(7)e; PerKI 1/2021 art. 50(2)-(3)',
  },
  {
    code: 'refused_exempt',
    nameId: 'dikecualikan',
    mustContain: ['article17Letters', 'statute', 'testSheet', 'decree', 'exemptionTerm'],
    needsConsent: true,
    exempts: true,
    isNotice: true,
    closes: 'closed_refused',
    article: 'UU 14/2008 art. 17, 19; PerKI 1/2021 art. 34(2), 49',
  },
  {
    code: 'not_held',
    nameId: 'tidak di bawah penguasaan',
    mustContain: ['holderIfKnown'],
    needsConsent: false,
    exempts: false,
    isNotice: true,
    closes: 'closed_not_held',
    article: 'UU 14/2008 art. 22(7)a-b',
  },
  {
    code: 'not_yet_held',
    nameId: 'belum dikuasai',
    mustContain: ['reason'],
    needsConsent: false,
    exempts: false,
    isNotice: true,
    closes: 'closed_not_yet_held',
    article: 'UU 14/2008 art. 6(3)e; PerKI 1/2021 annex VII B',
  },
  {
    code: 'not_documented',
    nameId: 'belum didokumentasikan',
    mustContain: ['availableOn'],
    needsConsent: false,
    exempts: false,
    isNotice: true,
    closes: 'closed_not_documented',
    article: 'PerKI 1/2021 annex VII B',
  },
  {
    code: 'refused_other',
    nameId: 'tidak sesuai peraturan',
    mustContain: ['statute', 'reason'],
    needsConsent: false,
    exempts: false,
    isNotice: true,
    closes: 'closed_refused',
    article: 'UU 14/2008 art. 6(2)',
  },
  {
    code: 'closed_incomplete',
    nameId: 'ditutup karena tidak dilengkapi',
    mustContain: ['noteInRegister'],
    needsConsent: false,
    exempts: false,
    isNotice: false,
    closes: 'closed_incomplete',
    article: 'PerKI 1/2021 art. 33(4)',
  },
  {
    code: 'withdrawn',
    nameId: 'dicabut pemohon',
    mustContain: ['writtenWish'],
    needsConsent: false,
    exempts: false,
    isNotice: false,
    closes: 'withdrawn',
    article: 'no rule in the law',
  },
] as const satisfies readonly DecisionKindRow[];

export type DecisionKind = (typeof DECISION_KINDS)[number]['code'];

/** The row of a kind. */
export function decisionKind(code: DecisionKind): DecisionKindRow & { readonly code: DecisionKind } {
  const row = DECISION_KINDS.find((candidate) => candidate.code === code);
  if (!row) throw new RangeError(`no such decision: ${code}`);
  return row;
}

/** What a written notice may say; the other kinds only close a case. */
export type NoticeOutcome = Exclude<DecisionKind, 'closed_incomplete' | 'withdrawn'>;

/** Whether something of the item is given. */
export function grants(outcome: DecisionKind): boolean {
  return outcome === 'granted_full' || outcome === 'granted_partial';
}

/** One notice on several items: what the request as a whole was decided, and the step of the state table it is. */
export interface CombinedOutcome {
  readonly outcome: NoticeOutcome;
  /** The event of the state table that the notice brings about; `consent` where the superior must consent first. */
  readonly event:
    | 'grant'
    | 'consent'
    | 'answer-not-held'
    | 'answer-not-yet-held'
    | 'answer-not-documented'
    | 'refuse-other';
  /** Of the grant that is delivered, or of the refusal that is consented to. */
  readonly extent: 'full' | 'partial';
  readonly needsConsent: boolean;
}

const EVENT_OF = {
  granted_full: 'grant',
  granted_partial: 'grant',
  refused_exempt: 'consent',
  refused_other: 'refuse-other',
  not_held: 'answer-not-held',
  not_yet_held: 'answer-not-yet-held',
  not_documented: 'answer-not-documented',
} as const satisfies Record<NoticeOutcome, CombinedOutcome['event']>;

/** Where nothing is given, the outcome that leaves the requester the strongest right or promise stands for all. */
const STRONGEST: readonly NoticeOutcome[] = [
  'refused_exempt',
  'refused_other',
  'not_documented',
  'not_yet_held',
  'not_held',
];

/**
 * What the items of one request come to together (PerKI 1/2021 art. 31(4)c, h: accepted or refused, in full or in
 * part). All given in full is `granted_full`; something given and something not is `granted_partial`, whatever kept
 * the rest; nothing given takes the strongest refusal among them. Any exemption of art. 17 needs the superior's
 * consent before the notice goes out, save where an order gives a part (`isOrdered`): that refuses nothing.
 * `combineOutcomes(['granted_full', 'not_held'])` is granted in part, by `grant`.
 */
export function combineOutcomes(outcomes: readonly NoticeOutcome[], isOrdered = false): CombinedOutcome {
  if (outcomes.length === 0) throw new RangeError('a notice decides at least one item');
  const needsConsent = !isOrdered && outcomes.some((outcome) => decisionKind(outcome).needsConsent);
  const outcome = outcomeOfAll(outcomes);
  return {
    outcome,
    event: needsConsent ? 'consent' : EVENT_OF[outcome],
    extent: outcome === 'granted_partial' ? 'partial' : 'full',
    needsConsent,
  };
}

function outcomeOfAll(outcomes: readonly NoticeOutcome[]): NoticeOutcome {
  if (outcomes.every((outcome) => outcome === 'granted_full')) return 'granted_full';
  if (outcomes.some(grants)) return 'granted_partial';
  return STRONGEST.find((candidate) => outcomes.includes(candidate)) ?? 'not_held';
}
