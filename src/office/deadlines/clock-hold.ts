import type { Tx } from '../../platform/database/tx.js';

/** What stands in `settings` of a clock that jumped, and of the admin who said that its time is right. */
export interface ClockHold {
  /** Seconds by which the database's clock jumped; below 0 = back. Null: nothing is held. */
  readonly jumpSeconds: number | null;
  /** The process that saw it, and that alone may see it go back. */
  readonly seenBy: string | null;
  /** How often a jump was confirmed so far. */
  readonly confirmed: number;
}

/** Columns of a select that answers a `ClockHold`. */
export const HOLD_COLUMNS = /* sql */ `
  (SELECT (value->>'jumpSeconds')::int FROM settings WHERE key = 'clock-hold') AS "jumpSeconds",
  (SELECT value->>'seenBy' FROM settings WHERE key = 'clock-hold') AS "seenBy",
  coalesce((SELECT (value #>> '{}')::int FROM settings WHERE key = 'clock-confirmed'), 0) AS confirmed`;

export const BEGIN_HOLD = /* sql */ `
  INSERT INTO settings (key, value, changed_at, changed_by)
  VALUES ('clock-hold', jsonb_build_object('jumpSeconds', $1::int, 'seenBy', $2::text), tenggat_now(), 'system')
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
    WHERE settings.value->>'jumpSeconds' IS NULL`;

export const END_HOLD = `UPDATE settings SET value = '{}', changed_at = tenggat_now() WHERE key = 'clock-hold'`;

/**
 * The time of the database is right: deadlines run again, in every process. Answers the jump that was held, in seconds,
 * or null where nothing was.
 */
export async function confirmClock(tx: Tx, by: string): Promise<number | null> {
  const [hold] = await tx.query<ClockHold>(`SELECT ${HOLD_COLUMNS}`);
  if (hold === undefined || hold.jumpSeconds === null) return null;
  await tx.execute(
    `INSERT INTO settings (key, value, changed_at, changed_by) VALUES ('clock-confirmed', to_jsonb($1::int), tenggat_now(), $2)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [hold.confirmed + 1, by],
  );
  await tx.execute(END_HOLD);
  return hold.jumpSeconds;
}
