import { Injectable } from '@nestjs/common';
import { CaseActs } from '../../cases/requests/case-acts.js';
import { RemindHolder } from '../../cases/routing/remind-holder.js';
import type { Actor } from '../../platform/database/scope.js';
import { Problem, refused } from '../../platform/http/problems.js';
import { mayRemind } from './case.page.js';
import type { ReminderResult } from './reminder-result.js';

/** A case as the page showed it. */
export interface ChosenCase {
  readonly caseId: string;
  readonly version: number;
}

/**
 * Reminds whoever answers for each case, one transaction a case: what changed meanwhile or needs no reminder is left
 * out and counted. The same key again sends nothing twice.
 */
@Injectable()
export class SendReminders {
  constructor(
    private readonly acts: CaseActs,
    private readonly remindHolder: RemindHolder,
  ) {}

  async run(actor: Actor, key: string, cases: readonly ChosenCase[]): Promise<ReminderResult> {
    const result = { sent: 0, changed: 0, closed: 0, gone: 0 };
    for (const { caseId, version } of cases) result[await this.one(actor, key, caseId, version)] += 1;
    return result;
  }

  private async one(
    actor: Actor,
    key: string,
    caseId: string,
    version: number,
  ): Promise<keyof ReminderResult> {
    try {
      await this.acts.run({ actor, action: 'case.remind', caseId, key, body: { version } }, (tx, row) => {
        if (!mayRemind(row)) throw refused('not-in-this-state');
        return this.remindHolder.run(tx, row);
      });
      return 'sent';
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'stale') return 'changed';
      if (error.status === 409) return 'closed';
      if (error.status === 404) return 'gone';
      throw error;
    }
  }
}
