import { Injectable } from '@nestjs/common';
import { ExpiredUploads } from '../../office/documents/expired-uploads.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';

/** Working memory that has served its time, by PostgreSQL's own clock. Nothing accepted is ever among it. */
const EXPIRED: readonly string[] = [
  `DELETE FROM drafts WHERE expires_at < clock_timestamp()`,
  `DELETE FROM idempotency_keys WHERE created_at < clock_timestamp() - interval '8 days'`,
  `DELETE FROM track_sessions WHERE last_seen_at < clock_timestamp() - interval '1 day'`,
  `DELETE FROM staff_sessions WHERE expires_at < clock_timestamp() - interval '7 days'`,
  `DELETE FROM mail_codes WHERE expires_at < clock_timestamp() - interval '1 day'`,
  `DELETE FROM worker_rounds WHERE greatest(swept_at, seen_at) < clock_timestamp() - interval '1 day'`,
  `DELETE FROM counted_changes WHERE at < clock_timestamp() - interval '1 day'`,
  `DELETE FROM attempt_counters WHERE window_start < clock_timestamp() - interval '2 days'`,
];

/** Removes expired drafts, uploads, keys, sessions, codes and counters; safe to repeat and to run at once. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly database: Database,
    private readonly uploads: ExpiredUploads,
  ) {}

  async run(): Promise<void> {
    for (const statement of EXPIRED) {
      await this.database.transaction(SYSTEM, ALL, (tx) => tx.execute(statement));
    }
    await this.uploads.removeExpired();
  }
}
