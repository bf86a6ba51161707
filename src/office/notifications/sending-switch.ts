import type { Tx } from '../../platform/database/tx.js';

export type Sending = 'on' | 'paused';

/** Key of the switch in `settings`; what stands there beats `SENDING` of the environment. */
const SENDING_KEY = 'sending';

/** Turns sending on or off for all processes (`tenggat sending`, restore). Waiting mails stay in the outbox. */
export async function switchSending(tx: Tx, sending: Sending, by: string): Promise<void> {
  await tx.query(
    `INSERT INTO settings (key, value, changed_at, changed_by) VALUES ($1, to_jsonb($2::text), tenggat_now(), $3)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [SENDING_KEY, sending, by],
  );
}

/** Whether mail goes out now: the switch, else the environment's value. */
export async function isSending(tx: Tx, environment: Sending): Promise<boolean> {
  const [row] = await tx.query<{ value: string | null }>(
    `SELECT value #>> '{}' AS value FROM settings WHERE key = $1`,
    [SENDING_KEY],
  );
  return (row?.value ?? environment) === 'on';
}

/** The moment of the backup that this system was restored from, ISO 8601; null for one that never was. */
export async function restoredFrom(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ taken: string }>(
    `SELECT value->>'takenAt' AS taken FROM settings WHERE key = 'restored'`,
  );
  return row?.taken ?? null;
}
