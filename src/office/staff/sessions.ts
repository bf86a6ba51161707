import { random, randomSecret, sha256 } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';

/** In minutes of PostgreSQL's own clock: a session that nobody uses, and any session at all. */
export const IDLE_MINUTES = 60;
export const LONGEST_MINUTES = 12 * 60;

const SECRET_BYTES = 32;
const LONGEST_USER_AGENT = 300;

/** A session as its owner sees it in the list. */
export interface SessionView {
  /** Hash in hexadecimal: names the session, opens nothing. */
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly userAgent: string;
}

/** Begins a session and returns its secret, which is kept nowhere but in the cookie. Sweeps the person's dead ones. */
export async function beginSession(tx: Tx, staffId: string, userAgent: string): Promise<string> {
  const secret = randomSecret(SECRET_BYTES);
  await tx.query(
    `WITH dead AS (
       DELETE FROM staff_sessions WHERE staff_id = $2
         AND (expires_at <= clock_timestamp()
           OR last_seen_at <= clock_timestamp() - make_interval(mins => ${String(IDLE_MINUTES)}))
     )
     INSERT INTO staff_sessions (id_hash, staff_id, csrf_secret, expires_at, user_agent)
     VALUES ($1, $2, $3, clock_timestamp() + make_interval(mins => ${String(LONGEST_MINUTES)}), $4)`,
    [sha256(secret), staffId, random(32), readable(userAgent)],
  );
  return secret;
}

/** Hash of a cookie's value; null when it cannot be a secret of ours, so that nothing need be asked. */
export function hashOfSecret(secret: string | undefined): Buffer | null {
  return secret !== undefined && /^[\w-]{43}$/u.test(secret) ? sha256(secret) : null;
}

/** The live sessions of a person, the last used first. */
export async function listSessions(tx: Tx, staffId: string): Promise<readonly SessionView[]> {
  const rows = await tx.query<{ id: string; created_at: Date; last_seen_at: Date; user_agent: string }>(
    `SELECT encode(id_hash, 'hex') AS id, created_at, last_seen_at, user_agent FROM staff_sessions
     WHERE staff_id = $1 AND expires_at > clock_timestamp()
       AND last_seen_at > clock_timestamp() - make_interval(mins => ${String(IDLE_MINUTES)})
     ORDER BY last_seen_at DESC LIMIT 100`,
    [staffId],
  );
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    userAgent: row.user_agent,
  }));
}

/** Ends one session, whoever it belongs to. */
export async function endSession(tx: Tx, idHash: Buffer): Promise<number> {
  return tx.execute('DELETE FROM staff_sessions WHERE id_hash = $1', [idHash]);
}

/** Ends one of the person's own sessions by the name it has in the list; 0 when it is not theirs. */
export async function endOwnSession(tx: Tx, staffId: string, id: string): Promise<number> {
  if (!/^[0-9a-f]{64}$/u.test(id)) return 0;
  return tx.execute('DELETE FROM staff_sessions WHERE staff_id = $1 AND id_hash = $2', [
    staffId,
    Buffer.from(id, 'hex'),
  ]);
}

/** Ends the sessions of a person, all or all but one. Returns how many. */
export async function endSessionsOf(tx: Tx, staffId: string, but: Buffer | null = null): Promise<number> {
  return tx.execute(
    'DELETE FROM staff_sessions WHERE staff_id = $1 AND ($2::bytea IS NULL OR id_hash <> $2)',
    [staffId, but],
  );
}

function readable(userAgent: string): string {
  return userAgent.replace(/[\p{C}]/gu, ' ').slice(0, LONGEST_USER_AGENT);
}
