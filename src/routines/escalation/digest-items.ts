import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localInstant, type LocalDate } from '../../law/local-date.js';
import { REMINDER_TIME } from '../../law/service-rules.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';

/** Why a case stands in somebody's digest. */
export type DigestReason = 'reply' | 'completeness' | 'unassigned' | 'idle' | 'overdue' | 'order';

const A_MINUTE = 60_000;

/**
 * Collects what each person is reminded of on a day. The first entry of a person's day starts the row that sends the
 * digest, a minute after the reminders, so that all of them are in: one mail a person a day.
 */
@Injectable()
export class DigestItems {
  constructor(private readonly dueRows: DueRows) {}

  async add(
    tx: Tx,
    people: readonly StaffMember[],
    day: LocalDate,
    caseId: string,
    reason: DigestReason,
  ): Promise<void> {
    const items = people.map((person) => ({ staffId: person.id, caseId }));
    await this.addAll(tx, day, reason, items);
  }

  /** Many at once. Whoever has had the digest of the day already is left out: there is no second one. */
  async addAll(
    tx: Tx,
    day: LocalDate,
    reason: DigestReason,
    items: readonly { readonly staffId: string; readonly caseId: string }[],
  ): Promise<void> {
    if (items.length === 0) return;
    const added = await tx.query<{ staff_id: string }>(
      `INSERT INTO digest_items (staff_id, day, case_id, reason)
       SELECT i.staff_id, $3::date, i.case_id, $4 FROM unnest($1::uuid[], $2::uuid[]) AS i(staff_id, case_id)
       WHERE NOT EXISTS (SELECT 1 FROM due_rows d WHERE d.case_id IS NULL AND d.kind = 'digest'
         AND d.stage = i.staff_id::text || '/' || $3::date::text AND d.done_at IS NOT NULL)
       ON CONFLICT DO NOTHING RETURNING staff_id`,
      [items.map(({ staffId }) => staffId), items.map(({ caseId }) => caseId), day, reason],
    );
    await this.dueRows.start(
      tx,
      [...new Set(added.map((item) => item.staff_id))].map((staffId) => ({
        caseId: null,
        kind: 'digest' as const,
        stage: `${staffId}/${day}`,
        dueAt: new Date(localInstant(day, REMINDER_TIME).getTime() + A_MINUTE),
        facts: { staffId, day },
      })),
    );
  }
}

/** True once the day of a reminder is over: nobody is helped by yesterday's reminder. */
export function isPast(day: LocalDate, now: Date): boolean {
  return now.getTime() >= endOfLocalDay(day).getTime();
}
