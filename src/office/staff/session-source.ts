import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { keyedHash } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import type { Role } from '../../platform/database/scope.js';
import { FormMarks } from '../../platform/http/form-marks.js';
import { isProgram } from '../../platform/http/problem.filter.js';
import { ActorSource, signedIn, type SignedIn } from '../access/actor-source.js';
import { SessionCookie } from './session-cookie.js';
import { hashOfSecret, IDLE_MINUTES } from './sessions.js';

/** A session with what the frame of staff pages shows of its person. */
export interface StaffSession extends SignedIn {
  readonly agencyShortName: string | null;
  readonly isHead: boolean;
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
  /** Keys of the workspace (j, k, a, ...); each person may switch them off. */
  readonly keysOn: boolean;
  /** The moment of the look-up by the city's clock: what a page may go by that only reads. */
  readonly at: Date;
}

/** The staff session of this request, or null for a visitor. */
export function staffSession(request: FastifyRequest): StaffSession | null {
  // The only `ActorSource` is the one below.
  return signedIn(request) as StaffSession | null;
}

/** The session of a route whose policy row demands one. Throws when the guard did not run. */
export function requireSession(request: FastifyRequest): StaffSession {
  const found = staffSession(request);
  if (found === null) throw new Error('this route has no signed-in person');
  return found;
}

/** Pages that somebody with an admin's password may open before choosing an own one. */
const BEFORE_CHANGE = ['/petugas/masuk', '/petugas/keluar', '/petugas/profil/sandi'];

/**
 * Finds the person behind a request: no cookie, no statement; else one, which also notes the visit at most once a
 * minute. Somebody who must change the password counts as signed in only on the pages for it; programs go on, since
 * they have no such page.
 */
@Injectable()
export class SessionSource extends ActorSource {
  constructor(
    private readonly database: Database,
    private readonly cookie: SessionCookie,
    private readonly marks: FormMarks,
  ) {
    super();
  }

  async find(request: FastifyRequest): Promise<StaffSession | null> {
    const found = await this.ofSecret(this.cookie.read(request));
    if (found?.mustChangePassword !== true || isProgram(request)) return found;
    return BEFORE_CHANGE.includes(pathOf(request)) ? found : null;
  }

  /** The session of a cookie's secret, or null. */
  async ofSecret(secret: string | undefined): Promise<StaffSession | null> {
    const hash = hashOfSecret(secret);
    if (hash === null) return null;
    const rows = await this.database.single<Row>(FIND, [hash]);
    const row = rows[0];
    if (row === undefined) return null;
    const account = this.marks.nameless(row.id);
    const value = keyedHash(row.csrf_secret, 'staff forms').toString('base64url');
    return {
      actor: { kind: 'staff', id: row.id, name: row.name, agency: row.agency_code, roles: row.roles },
      csrf: this.marks.marked(value, account),
      formAccount: account,
      sessionHash: hash,
      agencyShortName: row.name_short,
      isHead: row.is_head,
      mustChangePassword: row.must_change_password,
      hasSecondFactor: row.has_factor,
      keysOn: row.keys_on,
      at: row.now,
    };
  }
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly agency_code: string | null;
  readonly name_short: string | null;
  readonly is_head: boolean;
  readonly must_change_password: boolean;
  readonly has_factor: boolean;
  readonly keys_on: boolean;
  readonly csrf_secret: Buffer;
  readonly now: Date;
}

const FIND = /* sql */ `
  WITH seen AS (
    SELECT s.id_hash, s.last_seen_at, s.csrf_secret, p.id, p.name, p.roles, p.agency_code, a.name_short, p.is_head,
      p.must_change_password, p.totp_sealed IS NOT NULL AS has_factor, k.value IS DISTINCT FROM 'false'::jsonb AS keys_on
    FROM staff_sessions s
    JOIN staff p ON p.id = s.staff_id AND p.disabled_at IS NULL
    LEFT JOIN agencies a ON a.code = p.agency_code
    LEFT JOIN settings k ON k.key = 'staff-keys:' || p.id::text
    WHERE s.id_hash = $1 AND s.expires_at > clock_timestamp()
      AND s.last_seen_at > clock_timestamp() - interval '${String(IDLE_MINUTES)} minutes'
  ), visit AS (
    UPDATE staff_sessions t SET last_seen_at = clock_timestamp()
    FROM seen WHERE t.id_hash = seen.id_hash AND seen.last_seen_at < clock_timestamp() - interval '1 minute'
  )
  SELECT id, name, roles, agency_code, name_short, is_head, must_change_password, has_factor, keys_on, csrf_secret, tenggat_now() AS now
  FROM seen`;

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}
