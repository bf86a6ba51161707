import { Injectable } from '@nestjs/common';
import type { CalendarReading, DayKind, DayRow } from '../../law/free-days.js';
import { localDate } from '../../law/local-date.js';
import { WorkingCalendar } from '../../law/working-calendar.js';
import { Database } from '../../platform/database/database.js';
import { RefreshedValue } from '../../platform/database/refreshed-value.js';
import { NOTHING, SYSTEM } from '../../platform/database/scope.js';
import { CityRules } from './city-rules.js';
import { coveredYearsOf } from './holidays-file.js';

const KNOWN_FOR_MILLISECONDS = 15_000;

/**
 * The law's calendar as the newest version of the database has it; a year is covered when its
 * national holidays are there. Kept in the
 * process: asking costs no statement, a new version is seen within 15 seconds, `refresh()` sees it at once.
 * `calendar.version` belongs beside every date that is counted with it.
 */
@Injectable()
export class CurrentCalendar {
  private readonly known: RefreshedValue<WorkingCalendar>;

  constructor(database: Database, rules: CityRules) {
    this.known = new RefreshedValue(KNOWN_FOR_MILLISECONDS, (last) =>
      readCalendar(database, rules.ruleset, last),
    );
  }

  /** The calendar in force. Throws while no calendar has been loaded. */
  async get(): Promise<WorkingCalendar> {
    return this.known.get();
  }

  /** Number of the newest version, as `calendar_versions` has it. */
  async calendarVersion(): Promise<number> {
    return Number((await this.get()).version);
  }

  /** Looks for a new version now: after a load or an applied decree. */
  async refresh(): Promise<WorkingCalendar> {
    return this.known.refresh();
  }
}

interface Row {
  readonly version: number | null;
  /** The rest is null on the one row that says "nothing new". */
  readonly date: string | null;
  readonly kind: DayKind;
  readonly name_id: string;
  readonly name_en: string;
  readonly decree: string;
  readonly decree_date: string;
}

// One statement, one snapshot: version and days belong together. Without a new version it reads no day.
const READ = /* sql */ `
  SELECT v.version, d.date, d.kind, d.name_id, d.name_en, d.decree, d.decree_date
  FROM (SELECT max(version) AS version FROM calendar_versions) v
  LEFT JOIN calendar_days d ON v.version <> $1
  ORDER BY d.date, d.name_id`;

async function readCalendar(
  database: Database,
  reading: CalendarReading,
  last: WorkingCalendar | undefined,
): Promise<WorkingCalendar> {
  const rows = await database.read(SYSTEM, NOTHING, (tx) =>
    tx.query<Row>(READ, [Number(last?.version ?? 0)]),
  );
  const version = rows[0]?.version ?? null;
  if (version === null) throw new Error('no calendar is loaded: run "tenggat load-config"');
  if (String(version) === last?.version) return last;
  const days = rows.flatMap(toDay);
  return new WorkingCalendar({
    version: String(version),
    days,
    coveredYears: coveredYearsOf(days),
    reading,
  });
}

function toDay(row: Row): readonly DayRow[] {
  if (row.date === null) return [];
  return [
    {
      date: localDate(row.date),
      kind: row.kind,
      nameId: row.name_id,
      nameEn: row.name_en,
      decree: row.decree,
      decreeDate: localDate(row.decree_date),
    },
  ];
}
