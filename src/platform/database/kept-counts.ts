import type { Tx } from './tx.js';

interface Kept<Counts> {
  readonly under: readonly unknown[];
  /** What the database showed before the counting began. */
  readonly snapshot: string;
  /** The newest change that was remembered then; null = none, and such counts are not kept. */
  readonly newest: string | null;
  readonly at: number;
  readonly counts: Counts;
}

interface Standing {
  readonly snapshot: string;
  readonly newest: string | null;
  readonly changed: boolean;
}

/** Changes are remembered for a day. */
const LONGEST_MILLISECONDS = 3_600_000;

// Whatever was committed since, also by a transaction that was under way then. A crash of the server takes all that was
// remembered, so the newest of then must still be there.
const CHANGED = /* sql */ `
  SELECT pg_current_snapshot()::text AS snapshot, (SELECT xid::text FROM counted_changes ORDER BY xid DESC LIMIT 1) AS newest,
    NOT EXISTS (SELECT 1 FROM counted_changes WHERE xid = $2::xid8) OR EXISTS (
      SELECT 1 FROM counted_changes WHERE xid >= pg_snapshot_xmin($1::pg_snapshot)
        AND NOT pg_visible_in_snapshot(xid, $1::pg_snapshot)) AS changed`;

/**
 * What was counted from all cases, kept in the process until a transaction that changes what is counted has been
 * committed (`counted_changes`): never older than the truth, whichever process wrote.
 */
export class KeptCounts<Counts> {
  private kept: readonly Kept<Counts>[] = [];

  /** `most` counts under different values are kept at once, the newest of them. */
  constructor(private readonly most: number) {}

  /** The counts under the same values (compared by identity) and the same scope, or those that `count` makes now. */
  async get(tx: Tx, values: readonly unknown[], count: () => Promise<Counts>): Promise<Counts> {
    const under = [...values, JSON.stringify(tx.scope)];
    const known = this.kept.find((one) => isSame(one.under, under) && isFresh(one));
    const [standing] = await tx.query<Standing>(CHANGED, [known?.snapshot, known?.newest]);
    if (standing === undefined) throw new Error('the database showed no snapshot');
    if (known !== undefined && !standing.changed) return known.counts;
    const { snapshot, newest } = standing;
    const made = { under, snapshot, newest, at: performance.now(), counts: await count() };
    this.kept = [made, ...this.kept.filter((one) => !isSame(one.under, under))].slice(0, this.most);
    return made.counts;
  }
}

function isFresh({ at }: { readonly at: number }): boolean {
  return performance.now() - at < LONGEST_MILLISECONDS;
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
