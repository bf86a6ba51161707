import { Injectable } from '@nestjs/common';
import type { CalendarReading } from '../../law/free-days.js';
import { WorkingCalendar, type CalendarSource } from '../../law/working-calendar.js';
import { Database } from '../../platform/database/database.js';
import { RefreshedValue } from '../../platform/database/refreshed-value.js';
import { CityRules, type UnderRules } from './city-rules.js';
import { coveredYearsOf } from './holidays-file.js';
import { type StoredDay, toDayRow } from './stored-day.js';

const KNOWN_FOR_MILLISECONDS = 15_000;

/**
 * The law's calendar as the newest version of the database has it; a year is covered when its national holidays are
 * there. Which days are free depends on the readings too (D4): a case is counted with `forCase`, what has no case yet
 * with `get`. Kept in the process: asking costs no statement, a new version is seen within 15 seconds, `refresh()` sees
 * it at once. `calendar.version` belongs beside every date that is counted with it.
 */
@Injectable()
export class CurrentCalendar {
  private readonly known: RefreshedValue<CalendarReadings>;

  constructor(
    database: Database,
    private readonly rules: CityRules,
  ) {
    this.known = new RefreshedValue(KNOWN_FOR_MILLISECONDS, (last) => readCalendar(database, last));
  }

  /** The calendar in the readings in force today. Throws while no calendar or no rule set has been loaded. */
  async get(): Promise<WorkingCalendar> {
    return this.under((await this.rules.current()).ruleset);
  }

  /** The calendar in the readings that a case, or an objection without a case, began under. */
  async forCase(row: UnderRules): Promise<WorkingCalendar> {
    return this.under(await this.rules.ofCase(row));
  }

  /** The calendar in these readings. */
  async under(reading: CalendarReading): Promise<WorkingCalendar> {
    return (await this.known.get()).in(reading);
  }

  /** The newest version in every reading, as one value that no later version changes. */
  async newest(): Promise<CalendarReadings> {
    await this.rules.refresh();
    return this.known.refresh();
  }

  /** Number of the newest version, as `calendar_versions` has it. */
  async calendarVersion(): Promise<number> {
    return Number((await this.known.get()).version);
  }

  /** Looks for a new version now: after a load or an applied decree. */
  async refresh(): Promise<WorkingCalendar> {
    await this.rules.refresh();
    await this.known.refresh();
    return this.get();
  }
}

/** One version of the calendar in each reading that was asked for: there are only a few, and each is made once. */
export class CalendarReadings {
  private readonly known = new Map<string, WorkingCalendar>();

  constructor(private readonly source: Omit<CalendarSource, 'reading'>) {}

  get version(): string {
    return this.source.version;
  }

  in({ collectiveLeave, localClosures, firstDay = 'next-working-day' }: CalendarReading): WorkingCalendar {
    const reading = { collectiveLeave, localClosures, firstDay };
    const key = Object.values(reading).join(' ');
    const calendar = this.known.get(key) ?? new WorkingCalendar({ ...this.source, reading });
    this.known.set(key, calendar);
    return calendar;
  }
}

interface Row extends Omit<StoredDay, 'date'> {
  readonly version: number | null;
  /** The rest is null on the one row that says "nothing new". */
  readonly date: string | null;
}

// One statement, one snapshot: version and days belong together. Without a new version it reads no day.
const READ = /* sql */ `
  SELECT v.version, d.date, d.kind, d.name_id, d.name_en, d.decree, d.decree_date
  FROM (SELECT max(version) AS version FROM calendar_versions) v
  LEFT JOIN calendar_days d ON v.version <> $1 AND d.removed_version IS NULL
  ORDER BY d.date, d.name_id`;

async function readCalendar(
  database: Database,
  last: CalendarReadings | undefined,
): Promise<CalendarReadings> {
  const rows = await database.apart<Row>(READ, [Number(last?.version ?? 0)]);
  const version = rows[0]?.version ?? null;
  if (version === null) throw new Error('no calendar is loaded: run "tenggat load-config"');
  if (String(version) === last?.version) return last;
  const days = rows.flatMap((row) => (row.date === null ? [] : [toDayRow({ ...row, date: row.date })]));
  return new CalendarReadings({ version: String(version), days, coveredYears: coveredYearsOf(days) });
}
