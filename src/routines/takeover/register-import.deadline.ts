import { Injectable } from '@nestjs/common';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { SYSTEM } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { ImportRegister } from './import-register.js';
import { StagedImports } from './stage-import.js';

/** The worker takes over a file that somebody has looked at and confirmed. */
@Injectable()
export class RegisterImportDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly imports: ImportRegister,
    private readonly staged: StagedImports,
  ) {
    handlers.register('register-import', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const id = due.stage;
    const found = await this.staged.find(tx, id);
    const bytes = await this.staged.bytes(tx, id);
    if (found?.state !== 'running' || bytes === null) return 'pointless';
    await tx.takeLonger();
    const done = await this.imports.apply(tx, id, bytes, (rows) =>
      this.staged.showProgress(SYSTEM, id, rows),
    );
    if (done.fileFault !== null || done.faults.length > 0) await this.staged.refuse(tx, id);
    else await this.staged.finish(tx, id, done.entries.length);
    return 'taken';
  }
}
