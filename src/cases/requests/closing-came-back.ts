import { Injectable } from '@nestjs/common';
import { addCalendarDays, localDayOf } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import {
  RefusedMails,
  type Resent,
  type ReturnedMail,
  type ReturnTaker,
} from '../../office/notifications/refused-mails.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseLinks } from './case-links.js';
import type { CaseRow } from './case-row.js';
import { repairStageOf } from './clock-rows.js';
import { LetterReceipts } from './letter-receipts.js';
import { lockOwnCase } from './open-case.js';
import { RequesterNews, type RequesterMail } from './requester-news.js';

/**
 * The mail that a request was closed for want of its repair came back: T7 runs from the day on which the ground is found
 * (UU 14/2008 art. 36(1)), and nobody has been told of it. The same news are printed, and their receipt gives T7 its
 * day; until then the case does not become final. Sent again it is written anew, received on the day of sending.
 */
@Injectable()
export class ClosingCameBack implements ReturnTaker {
  constructor(
    refused: RefusedMails,
    private readonly tasks: Tasks,
    private readonly receipts: LetterReceipts,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {
    refused.register('closed-incomplete', this);
  }

  async cameBack(tx: Tx, mail: ReturnedMail): Promise<void> {
    const row = await this.closed(tx, mail);
    if (row === null) return;
    await this.news.tellOnPaper(tx, row, await this.written(tx, row, printedKey(mail.effectKey)));
  }

  async sendAnew(tx: Tx, mail: ReturnedMail): Promise<Resent> {
    const row = await this.closed(tx, mail);
    if (row === null || !(await this.news.reaches(tx, row))) return 'pointless';
    const receivedOn = localDayOf(await tx.now());
    await this.receipts.received(tx, row, mail.kind, { effectKey: mail.effectKey, round: null, receivedOn });
    const moved = await lockOwnCase(tx, row.id);
    const again = `${mail.effectKey}/again-${String(moved.version)}`;
    await this.news.tell(tx, moved, await this.written(tx, moved, again));
    await this.tasks.settle(tx, `print-mail:${printedKey(mail.effectKey)}`, tx.actor.id);
    return 'anew';
  }

  /** The case as that mail left it; null when a repair was accepted since, or another closing followed. */
  private async closed(tx: Tx, { effectKey, caseId }: ReturnedMail): Promise<CaseRow | null> {
    if (caseId === null) return null;
    const row = await lockOwnCase(tx, caseId);
    if (row.status !== 'closed_incomplete' || row.repair_due_on === null) return null;
    const stage = await repairStageOf(tx, caseId);
    const key = `closed-incomplete:${caseId}:${stage ?? ''}`;
    return effectKey === key || effectKey.startsWith(`${key}/again-`) ? row : null;
  }

  private async written(
    tx: Tx,
    row: CaseRow,
    effectKey: string,
  ): Promise<RequesterMail<'closed-incomplete'>> {
    const endedOn = row.repair_due_on ?? localDayOf(await tx.now());
    return {
      kind: 'closed-incomplete',
      effectKey,
      data: {
        number: row.register_number,
        endedOn,
        objectionUntil: row.objection_until,
        objectionDays: timeLimit('objectionWindow', endedOn).length,
        late: localDayOf(await tx.now()) > addCalendarDays(endedOn, 1),
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    };
  }
}

function printedKey(effectKey: string): string {
  return `${effectKey}/printed`;
}
