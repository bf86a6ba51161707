import { readFileSync } from 'node:fs';
import { coveredYearsOf, parseHolidaysFile } from '../../src/office/calendar/holidays-file.js';
import type { DayRow } from '../../src/law/free-days.js';
import type { Ruleset } from '../../src/law/ruleset.js';
import { WorkingCalendar } from '../../src/law/working-calendar.js';

/** The rows of config/holidays.csv, 2022-2027. */
export function cityDays(): readonly DayRow[] {
  const file = parseHolidaysFile(readFileSync('config/holidays.csv', 'utf8'));
  if (!file.ok) throw new Error(`config/holidays.csv: ${JSON.stringify(file.faults)}`);
  return file.rows;
}

/** The city's calendar in reading A (cuti bersama is free, the default) or B (it is a working day). */
export function cityCalendar(
  reading: 'A' | 'B' = 'A',
  days: readonly DayRow[] = cityDays(),
): WorkingCalendar {
  const collectiveLeave = reading === 'A' ? 'free' : 'working';
  return calendarUnder({ collectiveLeave, localClosures: 'free' }, days);
}

/** The calendar as a rule set reads it (D4). */
export function calendarUnder(
  { collectiveLeave, localClosures }: Pick<Ruleset, 'collectiveLeave' | 'localClosures'>,
  days: readonly DayRow[],
): WorkingCalendar {
  return new WorkingCalendar({
    version: `test-${collectiveLeave}-${localClosures}`,
    days,
    coveredYears: coveredYearsOf(days),
    reading: { collectiveLeave, localClosures },
  });
}
