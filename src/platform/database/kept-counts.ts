import type { Tx } from './tx.js';

interface Kept<Counts> {
  readonly under: readonly unknown[];
  /** What the database showed before the counting began. */
  readonly snapshot: string;
  /** The newest change that was remembered then; null = none, and such counts are not kept. */
  readonly newest: string | null;
  /** When everything was counted last, by the clock of the database. */
  readonly at: Date;
  readonly counts: Counts;
}

interface Standing {
  readonly now: Date;
  readonly snapshot: string;
  readonly newest: string | null;
  readonly is_remembered: boolean;
  readonly changed: readonly string[];
}

/** What was counted before, and the agencies whose cases were written since (`NO_AGENCY`: the cases of none). */
export interface Earlier<Counts> {
  readonly counts: Counts;
  readonly changed: ReadonlySet<string>;
}

/** Changes are remembered for a day. */
const LONGEST_MILLISECONDS = 3_600_000;

/** In place of an agency: the cases that none has yet. */
export const NO_AGENCY = '';
/** In place of an agency: whatever was counted. */
const EVERYTHING = '*';

// Whatever was committed since, also by a transaction that was under way then. A crash of the server takes all that was
// remembered, so the newest of then must still be there. A case that is out of sight is not counted either.
const CHANGED = /* sql */ `
  SELECT tenggat_now() AS now, pg_current_snapshot()::text AS snapshot, (SELECT xid::text FROM counted_changes ORDER BY xid DESC LIMIT 1) AS newest,
    EXISTS (SELECT 1 FROM counted_changes WHERE xid = $2::xid8) AS is_remembered, ARRAY(
      SELECT DISTINCT CASE WHEN w.case_id IS NOT NULL THEN coalesce(c.agency_code, '${NO_AGENCY}')
        ELSE coalesce(w.agency_code, '${EVERYTHING}') END
      FROM counted_changes w LEFT JOIN cases c ON c.id = w.case_id
      WHERE w.xid >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(w.xid, $1::pg_snapshot)
        AND (w.case_id IS NULL OR c.id IS NOT NULL)) AS changed`;

/**
 * What was counted from all cases, kept in the process until a transaction that changes what is counted has been
 * committed (`counted_changes`): never older than the truth, whichever process wrote.
 */
export class KeptCounts<Counts> {
  private kept: readonly Kept<Counts>[] = [];

  /** `most` counts under different values are kept at once, the newest of them. */
  constructor(private readonly most: number) {}

  /**
   * The counts under the same values (compared by identity) and the same scope, or those that `count` makes now. It is
   * told of the earlier ones where it is known whose cases were written since: those of all others still hold.
   */
  async get(
    tx: Tx,
    values: readonly unknown[],
    count: (earlier: Earlier<Counts> | null) => Promise<Counts>,
  ): Promise<Counts> {
    const under = [...values, JSON.stringify(tx.scope)];
    const known = this.kept.find((one) => isSame(one.under, under));
    const [standing] = await tx.query<Standing>(CHANGED, [known?.snapshot, known?.newest]);
    if (standing === undefined) throw new Error('the database showed no snapshot');
    const { now, snapshot, newest } = standing;
    const changed = new Set(standing.changed);
    const stillHolds = standing.is_remembered && !changed.has(EVERYTHING);
    const base = known !== undefined && stillHolds && isFresh(known, now) ? known : null;
    if (base !== null && changed.size === 0) return base.counts;
    const counts = await count(base === null ? null : { counts: base.counts, changed });
    const made = { under, snapshot, newest, at: base?.at ?? now, counts };
    this.kept = [made, ...this.kept.filter((one) => !isSame(one.under, under))].slice(0, this.most);
    return counts;
  }
}

// A clock that was set back since makes what was counted by it as strange as what was counted long ago.
function isFresh({ at }: { readonly at: Date }, now: Date): boolean {
  return Math.abs(now.getTime() - at.getTime()) < LONGEST_MILLISECONDS;
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
