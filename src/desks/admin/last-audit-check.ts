import { Injectable } from '@nestjs/common';
import { VerifyAudit } from '../../office/audit/verify-audit.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, type Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';

/** What the last walk over the chain found. */
export interface AuditCheck {
  readonly at: Date;
  readonly whole: boolean;
  /** Rows that were walked; where the chain is broken, the row that does not fit. */
  readonly rows: number;
}

const KEY = 'audit-check';

/** Walks the audit chain for the admin and remembers what was found. */
@Injectable()
export class LastAuditCheck {
  constructor(
    private readonly database: Database,
    private readonly verify: VerifyAudit,
  ) {}

  /** Walks now; takes a second for some 50,000 rows. */
  async run(actor: Actor): Promise<void> {
    const verdict = await this.verify.run();
    const found = verdict.whole
      ? { whole: true, rows: verdict.rows }
      : { whole: false, rows: verdict.seq, stream: verdict.stream };
    await this.database.transaction(actor, NOTHING, async (tx) => {
      await tx.execute(
        `INSERT INTO settings (key, value, changed_at, changed_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
           changed_by = excluded.changed_by`,
        [KEY, JSON.stringify(found), await tx.now(), `staff:${actor.id ?? ''}`],
      );
    });
  }

  /** Null = nobody has looked yet. */
  async read(tx: Tx): Promise<AuditCheck | null> {
    const [row] = await tx.query<{ value: { whole: boolean; rows: number }; changed_at: Date }>(
      'SELECT value, changed_at FROM settings WHERE key = $1',
      [KEY],
    );
    return row === undefined ? null : { at: row.changed_at, whole: row.value.whole, rows: row.value.rows };
  }
}
