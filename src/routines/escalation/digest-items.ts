import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localInstant, type LocalDate } from '../../law/local-date.js';
import { REMINDER_TIME } from '../../law/service-rules.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';

/** Why a case stands in somebody's digest. */
export type DigestReason = 'reply' | 'completeness';

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
    if (people.length === 0) return;
    await tx.query(
      `INSERT INTO digest_items (staff_id, day, case_id, reason)
       SELECT unnest($1::uuid[]), $2, $3, $4 ON CONFLICT DO NOTHING`,
      [people.map((person) => person.id), day, caseId, reason],
    );
    await this.dueRows.start(
      tx,
      people.map((person) => ({
        caseId: null,
        kind: 'digest' as const,
        stage: `${person.id}/${day}`,
        dueAt: new Date(localInstant(day, REMINDER_TIME).getTime() + A_MINUTE),
        facts: { staffId: person.id, day },
      })),
    );
  }
}

/** True once the day of a reminder is over: nobody is helped by yesterday's reminder. */
export function isPast(day: LocalDate, now: Date): boolean {
  return now.getTime() >= endOfLocalDay(day).getTime();
}
