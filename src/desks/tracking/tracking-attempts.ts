import { Injectable } from '@nestjs/common';
import { networkOf } from '../../office/staff/network.js';
import { City } from '../../platform/config/city.js';
import { Config } from '../../platform/config/config.js';
import { Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';

const MINUTES = 15;
/** Many people share the address of a library or a mobile network: it gets this many times what one number gets. */
const NETWORK_SHARE = 10;

/** What wrong codes are counted against: the number that was typed, known or not, and the network. */
export interface Attempted {
  readonly keys: readonly Buffer[];
  readonly most: readonly number[];
}

/** SQL: whether one of the keys is locked now. `$keys` is the number of the parameter that holds them. */
export function lockedSql(keys: string): string {
  return `EXISTS (SELECT 1 FROM attempt_counters a WHERE a.scope = 'tracking-lock' AND a.key_hash = ANY (${keys})
    AND a.window_start > clock_timestamp() - interval '${String(MINUTES)} minutes')`;
}

// One row a failure and second; the failure that fills the measure writes the lock.
const COUNT = /* sql */ `
  WITH tried AS (SELECT * FROM unnest($1::bytea[], $2::integer[]) AS t(key, most)),
  one AS (
    INSERT INTO attempt_counters AS a (scope, key_hash, window_start)
    SELECT 'tracking', key, date_trunc('second', clock_timestamp()) FROM tried
    ON CONFLICT ON CONSTRAINT attempt_counters_pk DO UPDATE SET attempts = a.attempts + 1
  )
  INSERT INTO attempt_counters (scope, key_hash, window_start)
  SELECT 'tracking-lock', t.key, date_trunc('second', clock_timestamp()) FROM tried t
  WHERE 1 + coalesce((
      SELECT sum(a.attempts) FROM attempt_counters a WHERE a.scope = 'tracking' AND a.key_hash = t.key
        AND a.window_start > clock_timestamp() - interval '${String(MINUTES)} minutes'), 0) >= t.most
    AND NOT EXISTS (
      SELECT 1 FROM attempt_counters l WHERE l.scope = 'tracking-lock' AND l.key_hash = t.key
        AND l.window_start > clock_timestamp() - interval '${String(MINUTES)} minutes')
  ON CONFLICT ON CONSTRAINT attempt_counters_pk DO NOTHING`;

/**
 * Wrong tracking codes, counted in PostgreSQL by its own clock: after ten in 15 minutes a number is locked for 15
 * minutes. A locked number answers like a wrong one; the mail link is another door and never locks.
 */
@Injectable()
export class TrackingAttempts {
  constructor(
    private readonly vault: Vault,
    private readonly city: City,
    private readonly config: Config,
  ) {}

  /** Nothing is counted with `LIMITS=off`. */
  of(number: string, address: string): Attempted {
    if (!this.config.limits) return { keys: [], most: [] };
    const most = this.city.limits.trackingFailuresPerNumber;
    const key = (value: string): Buffer => this.vault.index('tracking attempts', value).subarray(0, 16);
    return {
      keys: [key(`number|${number}`), key(`network|${networkOf(address)}`)],
      most: [most, most * NETWORK_SHARE],
    };
  }

  /** Counts a failure, also while locked, so that every wrong answer costs the same work. */
  async fail(tx: Tx, { keys, most }: Attempted): Promise<void> {
    if (keys.length > 0) await tx.query(COUNT, [keys, most]);
  }
}
