import { Injectable } from '@nestjs/common';
import { owedDelivery } from '../../cases/requests/owed.queries.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { DUE_SOON_DAYS } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { AT_WORK } from './at-work.js';

/** Reminders that may be sent in one go. */
export const MOST_REMINDERS = 100;

/** Cases by name, or those of an agency that are late or due within three days. */
export interface ReminderWish {
  readonly agency: string | null;
  readonly ids: readonly string[];
}

/** A case that can be reminded of, and who would read it. */
export interface ReminderCase {
  readonly id: string;
  readonly version: number;
  readonly register_number: string;
  readonly question: string;
  readonly agency_code: string | null;
  readonly due_on: LocalDate | null;
  readonly holder_name: string | null;
  readonly total: number;
}

export interface ReminderReading {
  readonly rows: readonly ReminderCase[];
  readonly today: LocalDate;
  readonly calendar: WorkingCalendar;
}

// The office's turn: what waits for the requester, or is answered and neither ordered nor to be handed over, needs none.
const FIND = /* sql */ `
  SELECT c.id, c.version, c.register_number, left(c.question, 400) AS question, c.agency_code,
    coalesce(m.duty_due_on, c.provide_on, c.due_on) AS due_on, s.name AS holder_name, (count(*) OVER ())::integer AS total
  FROM case_measures m JOIN cases c ON c.id = m.case_id
  LEFT JOIN staff s ON s.id = c.holder_id AND s.disabled_at IS NULL
  WHERE ((${AT_WORK} AND m.duty_runs) OR ${owedDelivery('m')})
    AND ((m.agency_code = $1 AND m.duty_due_on <= $3) OR m.case_id = ANY ($2::uuid[]))
  ORDER BY coalesce(m.duty_due_on, c.due_on) NULLS LAST, c.received_at, c.id LIMIT $4`;

@Injectable()
export class ReminderCases {
  constructor(private readonly calendar: CurrentCalendar) {}

  /** At most a hundred, the most urgent first. */
  async read(tx: Tx, wish: ReminderWish): Promise<ReminderReading> {
    const calendar = await this.calendar.get();
    const today = localDayOf(await tx.now());
    const soon = calendar.dueDate(today, DUE_SOON_DAYS).date;
    const agency = wish.ids.length > 0 ? null : wish.agency;
    const rows = await tx.query<ReminderCase>(FIND, [agency, wish.ids, soon, MOST_REMINDERS]);
    return { rows, today, calendar };
  }
}
