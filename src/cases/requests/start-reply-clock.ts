import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from './case-row.js';
import { replyReminders, replyRows, type ReplyStage } from './clock-rows.js';

/** T4 or T5 anew: what ran before stops; the officers of parts, which have no clock of their own, are reminded of it too. */
@Injectable()
export class StartReplyClock {
  constructor(private readonly dueRows: DueRows) {}

  /** The caller holds the request; its parts follow it. */
  async run(
    tx: Tx,
    row: CaseRow,
    stage: ReplyStage,
    due: LocalDate,
    calendar: WorkingCalendar,
  ): Promise<void> {
    const now = await tx.now();
    await this.dueRows.stop(tx, row.id, ['reply', 'reply-reminder']);
    await this.dueRows.start(tx, replyRows(row.id, stage, due, now, calendar));
    if (row.part_count === 0) return;
    const parts = await tx.query<{ id: string }>(
      'SELECT id FROM cases WHERE parent_id = $1 AND noticed_at IS NULL AND closed_at IS NULL ORDER BY register_number',
      [row.id],
    );
    for (const { id } of parts) {
      await this.dueRows.stop(tx, id, ['reply-reminder']);
      await this.dueRows.start(tx, replyReminders(id, stage, due, now, calendar));
    }
  }
}
