import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { MailKindName } from '../../office/notifications/mail-kinds.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import { CaseLinks } from './case-links.js';
import type { CaseRow } from './case-row.js';
import { RequesterNews } from './requester-news.js';
import { StepEffects } from './step-effects.js';

/** Printed news that ask for something or give it; what says that the request is withdrawn is printed still. */
const MOOT_LETTERS: readonly MailKindName[] = ['needs-completing', 'extended', 'answered', 'copy-ready'];

/** Who wishes it and, for paper, the written wish. */
export interface Withdrawal {
  readonly reason: string | null;
  readonly fileId: string | null;
  readonly byKind: 'requester' | 'desk';
}

/**
 * The requester withdraws, in writing and confirmed (law.md row 18): all clocks stop, and what is undecided of its
 * objections falls away with it; the desk has nothing more to do about its letters. Throws 409 once it is closed.
 */
@Injectable()
export class WithdrawRequest {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly dueRows: DueRows,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
    private readonly files: ClaimFiles,
    private readonly effects: StepEffects,
    private readonly tasks: Tasks,
  ) {}

  /** By the desk, on the requester's written word. Throws 422 for a file that is not there. */
  async onPaper(
    tx: Tx,
    row: CaseRow,
    { reason, fileId }: { readonly reason: string | null; readonly fileId: string },
  ): Promise<CaseRow> {
    const lost = await this.files.claim(tx, row.id, [fileId], 'record', 'staff');
    if (lost.length > 0)
      throw invalid([{ field: 'fileId', code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
    return this.run(tx, row, { reason, fileId, byKind: 'desk' });
  }

  async run(tx: Tx, row: CaseRow, withdrawal: Withdrawal): Promise<CaseRow> {
    const now = await tx.now();
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'withdraw',
      change: { outcome: 'withdrawn' },
      auditFacts: { by: withdrawal.byKind },
    });
    await this.dueRows.stop(tx, row.id, ['objection-window', 'objection-window-reminder']);
    await tx.query(
      `INSERT INTO withdrawals (case_id, reason, file_id, by_kind, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.id, withdrawal.reason, withdrawal.fileId, withdrawal.byKind, staffId(tx), now],
    );
    await this.tasks.settleLetters(tx, row.id, MOOT_LETTERS, staffId(tx));
    await this.news.tell<'withdrawn'>(tx, changed, {
      kind: 'withdrawn',
      effectKey: `withdrawn:${row.id}`,
      data: {
        number: row.register_number,
        endedOn: localDayOf(now),
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    });
    await this.effects.follow('withdrawn', tx, changed);
    return changed;
  }
}

function staffId(tx: Tx): string | null {
  return tx.actor.kind === 'staff' ? tx.actor.id : null;
}
