/**
 * The doubtful readings of the law (law.md section 11). The first value of each is the safe default;
 * `config/ruleset.yaml` may choose another. A key that is not here does not exist, and the program does not start
 * with it. Not here: D18 is a decision and no setting; D11 (which commission) and D19 (`answeredBy`) are facts of the
 * city and stand in `config/city.yaml`.
 */
export const READINGS = {
  replyClock: reading('D1', ['receipt', 'completeness'], 'UU 14/2008 art. 22(7); PerKI 1/2021 art. 31(3)'),
  incompletePausesClock: reading('D2', ['after-timely-letter', 'never'], 'PerKI 1/2021 art. 31(3), 33'),
  extensionBase: reading('D3', ['end-of-first-term', 'day-of-letter'], 'UU 14/2008 art. 22(8)'),
  collectiveLeave: reading('D4', ['free', 'working'], 'PerKI 1/2021 art. 1(22); Perpres 21/2023 art. 6'),
  localClosures: reading('D4', ['free', 'working'], 'PerKI 1/2021 art. 1(22)'),
  firstDay: reading('D5', ['next-working-day', 'day-of-receipt'], 'no text; usual practice'),
  afterHoursRollsOver: reading('D5', [false, true], 'no text; the earlier date is safe for the office'),
  objectionClock: reading(
    'D6',
    ['receipt', 'registration'],
    'UU 14/2008 art. 36(2); PerKI 1/2021 art. 44(1)',
  ),
  lateObjection: reading('D7', ['flag'], 'UU 14/2008 art. 36(1)'),
  exemptionApprover: reading(
    'D8',
    ['superior', 'superior-and-mayor'],
    'PerKI 1/2021 art. 10(2); PP 61/2010 art. 2-3',
  ),
  paymentPausesDelivery: reading('D9', ['if-notice-says-so', 'never'], 'no text'),
  objectionDecider: reading('D10', ['superior-or-delegate', 'superior'], 'UU 14/2008 art. 36(2)'),
  foreignApplicants: reading('D12', ['courtesy', 'decline'], 'UU 14/2008 art. 1(12)'),
  acceptSpokenAndPost: reading('D13', [true, false], 'UU 14/2008 art. 22(1), (3), (6); PerKI 1/2021 art. 28'),
  registerScope: reading('D14', ['city', 'agency'], 'PerKI 1/2021 art. 6(4)'),
  onlineCountsAsWritten: reading('D15', [true, false], 'PerKI 1/2021 art. 28; Permendagri 2/2026'),
  proxyWithoutStamp: reading('D16', ['incomplete', 'accept'], 'PerKI 1/2021 art. 27(6)-(7)'),
  ruleset: reading('D17', ['perki-1-2021'], 'PerKI 1/2021; Permendagri 2/2026'),
} as const;

type Readings = typeof READINGS;
export type RulesetKey = keyof Readings;

/** One choice for each doubt. */
export type Ruleset = { readonly [Key in RulesetKey]: Readings[Key]['values'][number] };

/** The safe default of every doubt: never a later date for the office than the strictest plain reading allows. */
export const DEFAULT_RULESET: Ruleset = Object.freeze(
  Object.fromEntries(Object.entries(READINGS).map(([key, { values }]) => [key, values[0]])),
) as Ruleset;

export interface RulesetFault {
  readonly key: string;
  readonly fault: 'unknown-key' | 'unknown-reading';
  readonly allowed: readonly (string | boolean)[];
}

/**
 * A rule set from plain settings; what is not named keeps its default. Every unknown key and every value that is no
 * reading is named, so that the start can say what is wrong: never a silent fall-back to another reading of the law.
 */
export function readRuleset(
  settings: Readonly<Record<string, unknown>>,
):
  | { readonly ok: true; readonly ruleset: Ruleset }
  | { readonly ok: false; readonly faults: readonly RulesetFault[] } {
  const faults = Object.entries(settings).flatMap(([key, value]) => faultOf(key, value));
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, ruleset: Object.freeze({ ...DEFAULT_RULESET, ...settings }) as Ruleset };
}

function faultOf(key: string, value: unknown): readonly RulesetFault[] {
  if (!Object.hasOwn(READINGS, key)) return [{ key, fault: 'unknown-key', allowed: Object.keys(READINGS) }];
  const allowed: readonly (string | boolean)[] = READINGS[key as RulesetKey].values;
  return (allowed as readonly unknown[]).includes(value) ? [] : [{ key, fault: 'unknown-reading', allowed }];
}

function reading<const Values extends readonly [string | boolean, ...(string | boolean)[]]>(
  doubt: `D${number}`,
  values: Values,
  source: string,
) {
  return { doubt, values, source };
}
