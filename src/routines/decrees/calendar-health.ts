import { Injectable, type OnModuleInit } from '@nestjs/common';
import { calendarDaysBetween, localDate, localDayOf, yearOf, type LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { missingDecree } from '../../office/calendar/missing-decree.js';
import { Database } from '../../platform/database/database.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';

interface Seen {
  readonly now: Date;
  readonly failed: number;
  readonly behind: boolean;
}

/** In minutes: 5,000 open cases are counted anew within one. */
const LONGEST_RUN = 10;

/** The calendar as the health page sees it: is next year's decree missing, is a recomputing stuck or has it failed? */
@Injectable()
export class CalendarHealth implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
  ) {}

  onModuleInit(): void {
    this.health.register('calendar', () => this.check());
  }

  /** Warns, never fails: every date is there, at worst a provisional one. */
  async check(): Promise<HealthFinding> {
    const rows = await this.database.single<Seen>(
      `SELECT tenggat_now() AS now,
         (SELECT count(*)::int FROM calendar_failures f
          WHERE f.version = (SELECT max(version) FROM calendar_versions)) AS failed,
         EXISTS (SELECT 1 FROM calendar_runs r WHERE r.finished_at IS NULL
           AND r.started_at < tenggat_now() - interval '${String(LONGEST_RUN)} minutes') AS behind`,
    );
    const seen = rows[0];
    if (seen === undefined) return { status: 'warn', figures: {}, note: 'the calendar could not be read' };
    const calendar = await this.calendar.get();
    const today = localDayOf(seen.now);
    const horizonDays = horizonOf(calendar, today);
    const figures = { version: Number(calendar.version), failed: seen.failed, horizonDays };
    if (seen.failed > 0)
      return { status: 'warn', alarm: 'failing', figures, note: 'cases could not be counted anew' };
    if (seen.behind)
      return {
        status: 'warn',
        alarm: 'late',
        figures,
        note: 'a recomputing does not end: is a worker running?',
      };
    const missing = missingDecree(calendar, today);
    return missing === null
      ? { status: 'ok', figures }
      : { status: 'warn', figures, note: `the decree of ${String(missing.year)} is missing` };
  }
}

/** Days from today to the end of the last year whose holidays are known without a gap; 0 = not even this year. */
function horizonOf(calendar: WorkingCalendar, today: LocalDate): number {
  let year = yearOf(today);
  if (!calendar.isCovered(year)) return 0;
  while (calendar.isCovered(year + 1)) year += 1;
  return calendarDaysBetween(today, localDate(`${String(year)}-12-31`));
}
