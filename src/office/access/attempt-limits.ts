import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';

/** One cap: how often one key may do one thing in a window. */
export interface Cap {
  readonly scope: string;
  readonly key: string;
  readonly most: number;
  readonly windowSeconds: number;
}

/** Lost power may forget the last counts: that harms nobody, and each filing is spared a second wait for the disk. */
const WITHOUT_WAITING_FOR_THE_DISK = `(SELECT set_config('synchronous_commit', 'off', true)) AS quick`;

/**
 * Caps counted in PostgreSQL, so that they hold over all processes and survive a restart; by the real clock, never the
 * test offset. Keys are kept as keyed hashes: the table tells nobody who was here.
 */
@Injectable()
export class AttemptLimits {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly config: Config,
  ) {}

  /** Counts one attempt under each cap. Returns 0, or the seconds until the first full cap opens again. */
  async hit(caps: readonly Cap[]): Promise<number> {
    if (!this.config.limits || caps.length === 0) return 0;
    const rows = await this.database.single<{ scope: string; attempts: number; wait: number }>(
      `INSERT INTO attempt_counters AS a (scope, key_hash, window_start)
         SELECT s, k, to_timestamp(floor(extract(epoch FROM clock_timestamp()) / w) * w)
         FROM unnest($1::text[], $2::bytea[], $3::integer[]) AS t(s, k, w), ${WITHOUT_WAITING_FOR_THE_DISK}
         ON CONFLICT (scope, key_hash, window_start) DO UPDATE SET attempts = a.attempts + 1
         RETURNING scope, attempts, extract(epoch FROM window_start - clock_timestamp())::integer AS wait`,
      [
        caps.map((cap) => cap.scope),
        caps.map((cap) => this.vault.index('attempts', `${cap.scope}|${cap.key}`).subarray(0, 16)),
        caps.map((cap) => cap.windowSeconds),
      ],
    );
    let wait = 0;
    for (const cap of caps) {
      const row = rows.find((candidate) => candidate.scope === cap.scope);
      if (row !== undefined && row.attempts > cap.most)
        wait = Math.max(wait, row.wait + cap.windowSeconds, 1);
    }
    return wait;
  }
}
