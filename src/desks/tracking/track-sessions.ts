import { Injectable } from '@nestjs/common';
import { caseColumns, type CaseRow } from '../../cases/requests/case-row.js';
import { keyedHash, random, randomSecret, sha256 } from '../../platform/crypto/vault.js';
import { Database, type RowsOf, type Statement } from '../../platform/database/database.js';
import { ALL, narrowTo, PUBLIC } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { FormMarks } from '../../platform/http/form-marks.js';

/** `status`: number, dates and state, what the mail link opens. `content`: question, messages, files, acts. */
export type Layer = 'status' | 'content';

/** In minutes of PostgreSQL's own clock: a session that nobody uses, and any session at all. */
export const IDLE_MINUTES = 60;
export const LONGEST_MINUTES = 12 * 60;

const SECRET_BYTES = 32;

/** A requester's way into one case, kept in the database; the browser holds only its secret. */
export interface TrackSession {
  readonly idHash: Buffer;
  readonly layer: Layer;
  /** Value that every form of this session carries; it names the case. */
  readonly csrf: string;
  readonly row: CaseRow;
}

/** A session, and what was asked of its case. */
export interface SessionWith<Rows extends readonly unknown[]> {
  readonly session: TrackSession;
  readonly told: RowsOf<Rows>;
}

type SessionRow = CaseRow & {
  readonly layer: Layer;
  readonly csrf_secret: Buffer;
  readonly seen_before: boolean;
  readonly narrowed: string;
};

const LIVE = `last_seen_at > clock_timestamp() - interval '${String(IDLE_MINUTES)} minutes'
  AND created_at > clock_timestamp() - interval '${String(LONGEST_MINUTES)} minutes'`;

const FIND = /* sql */ `
  SELECT s.layer, s.csrf_secret, s.last_seen_at < clock_timestamp() - interval '1 minute' AS seen_before,
    ${narrowTo('c.id')} AS narrowed, ${caseColumns('c')}
  FROM track_sessions s JOIN cases c ON c.id = s.case_id WHERE s.id_hash = $1 AND ${LIVE}`;
const SEEN = 'UPDATE track_sessions SET last_seen_at = clock_timestamp() WHERE id_hash = $1';

/** Sessions of tracked cases: one case each, idle for 60 minutes at most, by the real clock. */
@Injectable()
export class TrackSessions {
  constructor(
    private readonly database: Database,
    private readonly marks: FormMarks,
  ) {}

  /** The session behind a cookie with its case, or null. One statement, none without a cookie; once a minute it is noted. */
  async find(secret: string | undefined): Promise<TrackSession | null> {
    return (await this.findWith(secret, []))?.session ?? null;
  }

  /** The same with what these statements say of its case (`CASE_IN_SIGHT`): they travel with it and see no other. */
  async findWith<Rows extends readonly unknown[]>(
    secret: string | undefined,
    statements: readonly Statement[],
  ): Promise<SessionWith<Rows> | null> {
    const idHash = hashOf(secret);
    if (idHash === null) return null;
    const [[found], ...told] = await this.database.together<[SessionRow, ...Rows]>(PUBLIC, ALL, [
      { sql: FIND, params: [idHash] },
      ...statements,
    ]);
    if (found === undefined) return null;
    const { layer, csrf_secret, seen_before: isDue, narrowed: _, ...row } = found;
    if (isDue) await this.database.once(PUBLIC, ALL, SEEN, [idHash]);
    const value = keyedHash(csrf_secret, 'track forms').toString('base64url');
    const session = { idHash, layer, csrf: this.marks.marked(value, row.register_number), row };
    return { session, told: told as RowsOf<Rows> };
  }

  /** Begins a session and returns its secret. The one before it, if any, ends, and so do the case's dead ones. */
  async begin(caseId: string, layer: Layer, before: string | undefined): Promise<string> {
    const secret = randomSecret(SECRET_BYTES);
    await this.database.transaction(PUBLIC, ALL, (tx) => begin(tx, secret, caseId, layer, hashOf(before)));
    return secret;
  }

  async end(secret: string | undefined): Promise<void> {
    const idHash = hashOf(secret);
    if (idHash === null) return;
    await this.database.transaction(PUBLIC, ALL, (tx) =>
      tx.execute('DELETE FROM track_sessions WHERE id_hash = $1', [idHash]),
    );
  }
}

async function begin(
  tx: Tx,
  secret: string,
  caseId: string,
  layer: Layer,
  before: Buffer | null,
): Promise<void> {
  await tx.query(
    `WITH dead AS (
       DELETE FROM track_sessions WHERE id_hash = $5 OR (case_id = $2 AND NOT (${LIVE}))
     )
     INSERT INTO track_sessions (id_hash, case_id, layer, csrf_secret) VALUES ($1, $2, $3, $4)`,
    [sha256(secret), caseId, layer, random(32), before],
  );
}

function hashOf(secret: string | undefined): Buffer | null {
  return secret !== undefined && /^[\w-]{43}$/u.test(secret) ? sha256(secret) : null;
}
