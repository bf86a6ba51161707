import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NOTHING } from '../../platform/database/scope.js';
import type { SignedIn } from '../access/actor-source.js';

/**
 * A person switches the workspace's single-key commands on or off (WCAG 2.1.4). No trail: it changes nothing of the
 * office.
 */
@Injectable()
export class SwitchKeys {
  constructor(private readonly database: Database) {}

  async run(signedIn: SignedIn, on: boolean): Promise<void> {
    const id = signedIn.actor.id ?? '';
    await this.database.transaction(signedIn.actor, NOTHING, (tx) =>
      tx.execute(
        `INSERT INTO settings (key, value, changed_at, changed_by)
         VALUES ('staff-keys:' || $1::text, to_jsonb($2::boolean), clock_timestamp(), 'staff:' || $1::text)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
        [id, on],
      ),
    );
  }
}
