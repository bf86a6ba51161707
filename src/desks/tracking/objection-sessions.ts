import { Injectable } from '@nestjs/common';
import { keyedHash, random, randomSecret, sha256 } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { PUBLIC, ALL } from '../../platform/database/scope.js';
import { FormMarks } from '../../platform/http/form-marks.js';
import { IDLE_MINUTES, LONGEST_MINUTES, type Layer } from './track-sessions.js';

const SECRET_BYTES = 32;

/** A way into one objection that no request stands behind; the same cookie and the same limits as into a case. */
export interface ObjectionSession {
  readonly idHash: Buffer;
  readonly objectionId: string;
  readonly number: string;
  readonly layer: Layer;
  /** Value that every form of this session carries; it names the objection. */
  readonly csrf: string;
}

interface Row {
  readonly objection_id: string;
  readonly register_number: string;
  readonly layer: Layer;
  readonly csrf_secret: Buffer;
}

const LIVE = `t.last_seen_at > clock_timestamp() - interval '${String(IDLE_MINUTES)} minutes'
  AND t.created_at > clock_timestamp() - interval '${String(LONGEST_MINUTES)} minutes'`;

/** Sessions of objections without a request, kept beside those of cases. */
@Injectable()
export class ObjectionSessions {
  constructor(
    private readonly database: Database,
    private readonly marks: FormMarks,
  ) {}

  /** The session behind a cookie, or null. */
  async find(secret: string | undefined): Promise<ObjectionSession | null> {
    if (secret === undefined || !/^[\w-]{43}$/u.test(secret)) return null;
    const idHash = sha256(secret);
    const [found] = await this.database.transaction(PUBLIC, ALL, (tx) =>
      tx.query<Row>(
        `UPDATE track_sessions t SET last_seen_at = clock_timestamp() FROM objections o
         WHERE t.id_hash = $1 AND o.id = t.objection_id AND ${LIVE}
         RETURNING t.objection_id, o.register_number, t.layer, t.csrf_secret`,
        [idHash],
      ),
    );
    if (found === undefined) return null;
    const { objection_id: objectionId, register_number: number, layer, csrf_secret } = found;
    const value = keyedHash(csrf_secret, 'track forms').toString('base64url');
    return { idHash, objectionId, number, layer, csrf: this.marks.marked(value, number) };
  }

  /** Begins a session and returns its secret; the one before it ends. */
  async begin(objectionId: string, layer: Layer, before: string | undefined): Promise<string> {
    const secret = randomSecret(SECRET_BYTES);
    await this.database.transaction(PUBLIC, ALL, (tx) =>
      tx.query(
        `WITH dead AS (DELETE FROM track_sessions WHERE id_hash = $5)
         INSERT INTO track_sessions (id_hash, objection_id, layer, csrf_secret) VALUES ($1, $2, $3, $4)`,
        [sha256(secret), objectionId, layer, random(32), before === undefined ? null : sha256(before)],
      ),
    );
    return secret;
  }
}
