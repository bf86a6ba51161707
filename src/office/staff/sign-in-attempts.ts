import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';

/** Failures within a day that cost nothing; from there on each doubles the pause, up to `longestMinutes`. */
interface Allowance {
  readonly scope: string;
  readonly free: number;
  readonly longestMinutes: number;
}

const BY_EMAIL: Allowance = { scope: 'sign-in-email', free: 8, longestMinutes: 60 };
/** Offices share one address: a colleague's forgotten password must not close the door for all. */
const BY_NETWORK: Allowance = { scope: 'sign-in-network', free: 60, longestMinutes: 15 };

interface Counter extends Allowance {
  readonly key: Buffer;
}

export type Attempted = readonly Counter[];

/**
 * Failed sign-ins, counted in PostgreSQL by its own clock per mail address (known or not) and per network. An attempt
 * during a pause is not counted, so that nobody can be kept out by knocking. Addresses are kept as keyed hashes.
 */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly vault: Vault,
    private readonly config: Config,
  ) {}

  /** What an attempt counts against. With `LIMITS=off` only the mail address. */
  of(email: string, network: string): Attempted {
    const counter = (allowance: Allowance, value: string): Counter => ({
      ...allowance,
      key: this.vault.index('sign-in attempts', `${allowance.scope}|${value}`),
    });
    return this.config.limits
      ? [counter(BY_EMAIL, email), counter(BY_NETWORK, network)]
      : [counter(BY_EMAIL, email)];
  }

  /**
   * Whether this attempt falls into a pause. Takes the counters for this transaction first: attempts at once are
   * judged one after the other, and none sees a count that another is about to raise.
   */
  async arePaused(tx: Tx, attempted: Attempted): Promise<boolean> {
    for (const { scope, key } of attempted) {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [scope + key.toString('hex')]);
    }
    const rows = await tx.query<{ paused: boolean | null }>(PAUSED, [
      attempted.map(({ scope }) => scope),
      attempted.map(({ key }) => key),
      attempted.map(({ free }) => free),
      attempted.map(({ longestMinutes }) => longestMinutes),
    ]);
    return rows.some((row) => row.paused === true);
  }

  /** Counts a failure; true when it is the one that begins a pause for the mail address. */
  async fail(tx: Tx, attempted: Attempted): Promise<boolean> {
    let begins = false;
    for (const { scope, key, free } of attempted) {
      const rows = await tx.query<{ failures: number }>(COUNT_FAILURE, [scope, key]);
      if (scope === BY_EMAIL.scope) begins = (rows[0]?.failures ?? 0) >= free;
    }
    return begins;
  }

  /** After a sign-in that went well: the mail address starts afresh, the network does not. */
  async forgive(tx: Tx, attempted: Attempted): Promise<void> {
    for (const { scope, key } of attempted) {
      if (scope !== BY_EMAIL.scope) continue;
      await tx.execute('DELETE FROM attempt_counters WHERE scope = $1 AND key_hash = $2', [scope, key]);
    }
  }
}

// One row a failure: `window_start` is its moment. A pause counts from the last one.
const PAUSED = /* sql */ `
  SELECT sum(c.attempts) >= k.free
    AND clock_timestamp() < max(c.window_start)
      + interval '1 minute' * least(k.longest, power(2, least(sum(c.attempts) - k.free, 12))) AS paused
  FROM unnest($1::text[], $2::bytea[], $3::int[], $4::int[]) AS k(scope, key_hash, free, longest)
  JOIN attempt_counters c ON c.scope = k.scope AND c.key_hash = k.key_hash
    AND c.window_start > clock_timestamp() - interval '24 hours'
  GROUP BY k.scope, k.free, k.longest`;

const COUNT_FAILURE = /* sql */ `
  WITH old AS (
    DELETE FROM attempt_counters
    WHERE scope = $1 AND key_hash = $2 AND window_start <= clock_timestamp() - interval '24 hours'
  ), one AS (
    INSERT INTO attempt_counters (scope, key_hash, window_start) VALUES ($1, $2, clock_timestamp())
    ON CONFLICT ON CONSTRAINT attempt_counters_pk DO UPDATE SET attempts = attempt_counters.attempts + 1
  )
  SELECT 1 + coalesce(sum(attempts), 0)::int AS failures FROM attempt_counters
  WHERE scope = $1 AND key_hash = $2 AND window_start > clock_timestamp() - interval '24 hours'`;
