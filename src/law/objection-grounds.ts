import type { ObjectionState } from './request-states.js';

/** What the superior may decide (law.md 4.8, contract section 3). */
export const OBJECTION_OUTCOMES = ['upheld', 'partlyGranted', 'granted', 'inadmissible'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

interface ObjectionGroundRow {
  readonly ground: string;
  readonly nameId: string;
  readonly nameEn: string;
  /** By agreement of both sides: never for ground a (UU 14/2008 art. 35(2), 40(2)). */
  readonly maySettle: boolean;
  /** Silence cannot be confirmed, so ground c has no `upheld`. */
  readonly outcomes: readonly ObjectionOutcome[];
  readonly article: string;
}

const ANY_OUTCOME = OBJECTION_OUTCOMES;
const NOT_UPHELD = ['partlyGranted', 'granted', 'inadmissible'] as const;

/** The seven grounds of UU 14/2008 art. 35(1) and PerKI 1/2021 art. 39(1), in the order of the form (law.md 6.4). */
export const OBJECTION_GROUNDS = [
  ground('a', 'penolakan berdasarkan alasan pengecualian', 'refused on an exemption', false, ANY_OUTCOME),
  ground(
    'b',
    'tidak disediakannya informasi berkala',
    'periodic information not provided',
    true,
    ANY_OUTCOME,
  ),
  ground('c', 'tidak ditanggapinya permintaan informasi', 'not answered', true, NOT_UPHELD),
  ground(
    'd',
    'permintaan ditanggapi tidak sebagaimana yang diminta',
    'not answered as asked',
    true,
    ANY_OUTCOME,
  ),
  ground('e', 'tidak dipenuhinya permintaan informasi', 'not fulfilled', true, ANY_OUTCOME),
  ground('f', 'pengenaan biaya yang tidak wajar', 'unreasonable cost', true, ANY_OUTCOME),
  ground('g', 'penyampaian informasi yang melebihi waktu', 'late', true, ANY_OUTCOME),
] as const;

export type ObjectionGround = (typeof OBJECTION_GROUNDS)[number]['ground'];

/** What the superior may decide on an objection: an outcome that at least one of its grounds admits. */
export function outcomesFor(grounds: readonly ObjectionGround[]): readonly ObjectionOutcome[] {
  const rows = OBJECTION_GROUNDS.filter((row) => grounds.includes(row.ground));
  return OBJECTION_OUTCOMES.filter((outcome) =>
    rows.some((row) => (row.outcomes as readonly ObjectionOutcome[]).includes(outcome)),
  );
}

/**
 * Whether an order on these grounds is one to give what was asked, so that carrying it out grants the request (law.md
 * row 23). Ground f is about the cost and g about the time: such an order is followed by a lower cost or an explanation,
 * and the request stays what its notice made of it, unless information is handed over with it. So does a correct answer
 * (ground d) while a grant still waits for payment or delivery (`isGrantOpen`).
 */
export function ordersInformation(grounds: readonly ObjectionGround[], isGrantOpen: boolean): boolean {
  return grounds.some((one) => one !== 'f' && one !== 'g' && !(one === 'd' && isGrantOpen));
}

/**
 * Whether an objection falls away when its request is withdrawn: one that nobody has decided yet (law.md rows 18, 19 and
 * 27). The superior's answer stands, and what is before the Komisi Informasi is no longer the office's to end.
 */
export function fallsWithRequest(state: ObjectionState, isDisputed: boolean): boolean {
  return !isDisputed && (state === 'open' || state === 'silent');
}

/** Whether both sides may settle the objection: only when no ground is a (UU 14/2008 art. 35(2)). */
export function maySettle(grounds: readonly ObjectionGround[]): boolean {
  return (
    grounds.length > 0 && OBJECTION_GROUNDS.every((row) => row.maySettle || !grounds.includes(row.ground))
  );
}

function ground<Letter extends string>(
  letter: Letter,
  nameId: string,
  nameEn: string,
  settles: boolean,
  outcomes: readonly ObjectionOutcome[],
): ObjectionGroundRow & { readonly ground: Letter } {
  const article = `UU 14/2008 art. 35(1)${letter}; PerKI 1/2021 art. 39(1)${letter}`;
  return { ground: letter, nameId, nameEn, maySettle: settles, outcomes, article };
}
