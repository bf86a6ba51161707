import type { LocalDate } from './local-date.js';

/** When one version of the rule set was loaded, and its first day. */
export interface DatedRules {
  readonly version: number;
  readonly loadedOn: LocalDate;
  /** Never before `loadedOn`, save for the first version. */
  readonly effectiveFrom: LocalDate;
}

/**
 * The version in force on `day` (D17): the newest that has begun by then. A version that had not begun when a newer one
 * was loaded never comes into force: the newer one took its place. A day before the first version belongs to the first,
 * as a letter received before the system ran does. `null` only without any version.
 * 1 from 2026-11-24, 2 loaded 2026-12-01 for 2027-01-01: 2026-12-31 has 1, 2027-01-01 has 2.
 */
export function ruleSetInForce<Rules extends DatedRules>(
  versions: readonly Rules[],
  day: LocalDate,
): Rules | null {
  const inOrder = [...versions].sort((a, b) => a.version - b.version);
  let begun: readonly Rules[] = [];
  for (const next of inOrder)
    begun = [...begun.filter(({ effectiveFrom }) => effectiveFrom <= next.loadedOn), next];
  return begun.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? inOrder[0] ?? null;
}
