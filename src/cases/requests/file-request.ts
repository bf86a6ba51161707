import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ALL, PUBLIC, type Actor } from '../../platform/database/scope.js';
import { Idempotency, type RepeatKey } from '../../platform/idempotency/idempotency.js';
import type { FilingAnswer, FilingBody, Intake } from './filing.js';
import { FilingOffice } from './filing-office.js';

/**
 * Files a request (UU 14/2008 art. 22(1)-(6); PerKI 1/2021 art. 28-30): person, case, clocks T2 and T4, receipt mail
 * and audit row in one transaction. All that needs no number is written first; then the register's counter, which
 * every other filing of the year waits for, and what carries the number. Filed Tue 2026-11-24: notice by 2026-12-08.
 */
@Injectable()
export class FileRequest {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly office: FilingOffice,
  ) {}

  /**
   * Files once per idempotency key; a repeat gets the same answer.
   * Throws 422 (unknown agency or file, key reused) and where the city declines foreign applicants.
   */
  async run(
    body: FilingBody,
    intake: Intake,
    repeat: RepeatKey,
    actor: Actor = PUBLIC,
  ): Promise<FilingAnswer> {
    const prepared = await this.office.prepare(body, intake);
    return this.database.transaction(actor, ALL, (tx) =>
      this.idempotency.once(tx, repeat, (keep) => {
        keep(prepared.id);
        return this.office.enter(tx, prepared);
      }),
    );
  }
}
