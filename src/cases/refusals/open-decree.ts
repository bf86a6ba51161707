import { Injectable } from '@nestjs/common';
import { Audit } from '../../office/audit/audit.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Tasks } from '../../office/tasks/tasks.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Approval } from './mayor-approval.js';
import type { DecreeRow } from './refusal-records.js';

/** Why an exemption is lifted before its end. */
export interface Opening {
  readonly reason: string;
  readonly approval: Approval | null;
  /** The objection that was granted, or null where the office opens it by itself. */
  readonly objectionId: string | null;
}

/**
 * Opens an exemption before its term ends (UU 14/2008 art. 20(1), 11(2); PerKI 1/2021 art. 53): from now on no refusal
 * rests on the decree, its clocks stop and the task to review it is done. The caller holds the lock of the decree.
 */
@Injectable()
export class OpenDecree {
  constructor(
    private readonly dueRows: DueRows,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  async run(tx: Tx, decree: DecreeRow, { reason, approval, objectionId }: Opening): Promise<void> {
    const now = await tx.now();
    await tx.execute('UPDATE exemption_decrees SET opened_at = $2 WHERE id = $1', [decree.id, now]);
    await tx.query(
      `INSERT INTO decree_reviews (id, decree_id, kind, reason, approval_number, approved_on, status, objection_id,
         proposed_by, proposed_at, decided_by, decided_at)
       VALUES ($1, $2, 'open', $3, $4, $5, 'done', $6, $7, $8, $7, $8)`,
      [
        newId(),
        decree.id,
        reason,
        approval?.number ?? null,
        approval?.on ?? null,
        objectionId,
        tx.actor.id,
        now,
      ],
    );
    await this.endClocks(tx, decree.id);
    await this.audit.record(tx, {
      stream: `decree:${decree.id}`,
      event: 'exemption-opened',
      effectiveAt: now,
      visibleTo: 'staff',
      agency: decree.agency_code,
      facts: { number: decree.number, until: decree.exempt_until, objectionId },
    });
  }

  /** T18 has nothing more to say of a decree: its clocks stop, the task is settled. */
  async endClocks(tx: Tx, decreeId: string): Promise<void> {
    await this.dueRows.stopOne(tx, null, 'exemption-review', decreeId);
    await this.dueRows.stopOne(tx, null, 'exemption-end', decreeId);
    await this.tasks.settle(tx, `exemption-ending:${decreeId}`, tx.actor.id);
  }
}
