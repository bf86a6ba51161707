import { WorkingCalendar } from '../../law/working-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { coveredYearsOf } from './holidays-file.js';
import { type StoredDay, toDayRow } from './stored-day.js';

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
  const days = rows.map(toDayRow);
  return new WorkingCalendar({
    version: String(version),
    days,
    coveredYears: coveredYearsOf(days),
    reading: newest.reading,
  });
}
