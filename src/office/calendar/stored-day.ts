import type { DayKind, DayRow } from '../../law/free-days.js';
import { localDate } from '../../law/local-date.js';

/** A day of `calendar_days` as PostgreSQL names its columns. */
export interface StoredDay {
  readonly date: string;
  readonly kind: DayKind;
  readonly name_id: string;
  readonly name_en: string;
  readonly decree: string;
  readonly decree_date: string;
}

/** The same day as the calendar takes it. */
export function toDayRow(row: StoredDay): DayRow {
  return {
    date: localDate(row.date),
    kind: row.kind,
    nameId: row.name_id,
    nameEn: row.name_en,
    decree: row.decree,
    decreeDate: localDate(row.decree_date),
  };
}
