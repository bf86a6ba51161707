import { Injectable } from '@nestjs/common';
import type { DayKind } from '../../law/free-days.js';
import type { LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';

/** A day of the calendar with the decree that made it free. */
export interface CalendarDay {
  readonly date: LocalDate;
  readonly kind: DayKind;
  readonly name_id: string;
  readonly decree: string;
}

/** What the calendar of the office holds. */
@Injectable()
export class CalendarDays {
  /** Every day that counts, the earliest first. */
  all(tx: Tx): Promise<readonly CalendarDay[]> {
    return tx.query<CalendarDay>(
      'SELECT date, kind, name_id, decree FROM calendar_days WHERE removed_version IS NULL ORDER BY date, name_id',
    );
  }
}
