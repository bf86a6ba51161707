import type { DayKind } from '../../law/free-days.js';
import { localDate } from '../../law/local-date.js';
import { WorkingCalendar } from '../../law/working-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { coveredYearsOf } from './holidays-file.js';

interface StoredDay {
  readonly date: string;
  readonly kind: DayKind;
  readonly name_id: string;
  readonly name_en: string;
  readonly decree: string;
  readonly decree_date: string;
}

// What decrees took away since counts again, what they added since does not count yet; the city's own file stays.
const DAYS = /* sql */ `
  SELECT date, kind, name_id, name_en, decree, decree_date FROM calendar_days
  WHERE removed_version > $1
    OR (removed_version IS NULL AND (admin_changed_at IS NULL OR version <= $1))
  ORDER BY date, name_id`;

/**
 * The calendar as it stood in an earlier version, in the same readings: what a paper of that day was counted with.
 * `newest` is the one that counts now; without a decree in between it is the answer, at no statement.
 */
export async function calendarOfVersion(
  tx: Tx,
  version: number,
  newest: WorkingCalendar,
): Promise<WorkingCalendar> {
  if (Number(newest.version) <= version) return newest;
  const rows = await tx.query<StoredDay>(DAYS, [version]);
  const days = rows.map((row) => ({
    date: localDate(row.date),
    kind: row.kind,
    nameId: row.name_id,
    nameEn: row.name_en,
    decree: row.decree,
    decreeDate: localDate(row.decree_date),
  }));
  return new WorkingCalendar({
    version: String(version),
    days,
    coveredYears: coveredYearsOf(days),
    reading: newest.reading,
  });
}
