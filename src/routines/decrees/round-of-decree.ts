import type { DayKind } from '../../law/free-days.js';
import type { LocalDate } from '../../law/local-date.js';
import type { RecomputingRules } from '../../law/recompute.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { coveredYearsOf } from '../../office/calendar/holidays-file.js';
import type { Tx } from '../../platform/database/tx.js';

/** What a case is counted with. */
export interface Counting {
  readonly calendar: WorkingCalendar;
  readonly rules: RecomputingRules;
}

/** The newest calendar and what brought it: what one recomputing works with. */
export interface RoundOfDecree {
  readonly version: number;
  /** Calendar and readings of the rule set that a case began under. */
  countingOf(ruleSet: number): Counting;
  /** The decrees of all versions after the one that a case was counted with. */
  decreeSince(version: number): string;
  /** Which years had their decree in the version that a case was counted with. */
  coveredAt(version: number): ReadonlySet<number>;
}

interface DecreeRow {
  readonly version: number;
  readonly decree: string;
}

/** A letter names what changed the date, not the history of the calendar. */
const MOST_DECREES = 3;

/** Calendar and readings by rule set, all of them of one version of the calendar. */
export function countings(
  ruleSets: readonly { readonly version: number; readonly ruleset: Ruleset }[],
  calendarIn: (ruleset: Ruleset) => WorkingCalendar,
): (ruleSet: number) => Counting {
  const known = new Map(
    ruleSets.map(({ version, ruleset }) => [version, { calendar: calendarIn(ruleset), rules: ruleset }]),
  );
  return (ruleSet) => {
    const found = known.get(ruleSet);
    if (found === undefined) throw new Error(`there is no rule set version ${String(ruleSet)}`);
    return found;
  };
}

/** Reads who changed the calendar in which version, for the sentences of mail and timeline. */
export async function decreesByVersion(tx: Tx): Promise<(since: number) => string> {
  const rows = await tx.query<DecreeRow>(
    `SELECT version, citation AS decree FROM calendar_decrees WHERE state = 'applied'
     UNION
     SELECT d.version, d.decree FROM calendar_days d
     WHERE NOT EXISTS (SELECT 1 FROM calendar_decrees c WHERE c.version = d.version)
     ORDER BY version DESC, decree`,
  );
  return (since) => {
    const newer = rows.filter(({ version }) => version > since).map(({ decree }) => decree);
    return [...new Set(newer)].slice(0, MOST_DECREES).join('; ');
  };
}

interface DayOfVersions {
  readonly date: LocalDate;
  readonly kind: DayKind;
  readonly version: number;
  readonly removed_version: number | null;
}

/** Reads which years each version of the calendar had the decree of. */
export async function coverageByVersion(tx: Tx): Promise<(version: number) => ReadonlySet<number>> {
  const days = await tx.query<DayOfVersions>(
    'SELECT date, kind, version, removed_version FROM calendar_days',
  );
  const known = new Map<number, ReadonlySet<number>>();
  return (version) => {
    const covered =
      known.get(version) ??
      new Set(
        coveredYearsOf(
          days.filter(
            (day) =>
              day.version <= version && (day.removed_version === null || day.removed_version > version),
          ),
        ),
      );
    known.set(version, covered);
    return covered;
  };
}
