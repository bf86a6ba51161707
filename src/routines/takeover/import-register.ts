import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { RegisterNumbers } from '../../office/register/register-numbers.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { checkSeriesIn } from './years-in-use.js';
import { InsertEntries } from './insert-entries.js';
import { readEntries } from './read-entries.js';
import { readRegisterFile, type FileFault } from './register-file.js';
import type { RegisterEntryRead, RowFault } from './register-entry.js';

/** What a file holds, before anything is written. */
export interface CheckedRegister {
  /** Why the file as a whole cannot be read, or null. */
  readonly fileFault: FileFault | 'no-head' | 'no-entries' | null;
  readonly entries: readonly RegisterEntryRead[];
  readonly faults: readonly RowFault[];
}

const AT_ONCE = 500;

/** Reads, checks and takes over a city's older register; all of it or nothing. */
@Injectable()
export class ImportRegister {
  constructor(
    private readonly database: Database,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly register: RegisterNumbers,
    private readonly inserting: InsertEntries,
  ) {}

  /** Reads the file and checks every row and the series of numbers against the register as it is. Writes nothing. */
  async check(bytes: Buffer): Promise<CheckedRegister> {
    return this.database.read(SYSTEM, ALL, async (tx) => this.checkIn(tx, bytes));
  }

  /**
   * Takes the file over in the caller's transaction, after checking it once more under the lock of the counters. Answers
   * the faults when it cannot; then nothing is written. `progress` is told how many entries are in.
   */
  async apply(
    tx: Tx,
    importId: string,
    bytes: Buffer,
    progress: (done: number) => Promise<void>,
  ): Promise<CheckedRegister> {
    const read = await this.checkIn(tx, bytes);
    if (read.fileFault !== null || read.faults.length > 0) return read;
    const lasts = lastNumbers(read.entries);
    for (const [year, last] of lasts) await this.register.continueTo(tx, 'requests', year, last);
    const faults = await checkSeriesIn(tx, read.entries);
    if (faults.length > 0) return { ...read, faults };
    const now = await tx.now();
    const { version, ruleset } = await this.rules.current();
    const calendar = await this.calendar.under(ruleset);
    const rules = { now, today: localDayOf(now), calendar, ruleset, ruleSetVersion: version };
    for (let at = 0; at < read.entries.length; at += AT_ONCE) {
      await this.inserting.run(tx, importId, read.entries.slice(at, at + AT_ONCE), rules);
      await progress(Math.min(at + AT_ONCE, read.entries.length));
    }
    return read;
  }

  private async checkIn(tx: Tx, bytes: Buffer): Promise<CheckedRegister> {
    const sheet = readRegisterFile(bytes);
    if (typeof sheet === 'string') return { fileFault: sheet, entries: [], faults: [] };
    const read = readEntries(sheet, {
      today: localDayOf(await tx.now()),
      agencies: await this.agencyNames(),
      readNumber: (written) => this.ownNumber(written),
    });
    if (read === null) return { fileFault: 'no-head', entries: [], faults: [] };
    if (read.entries.length + read.faults.length === 0)
      return { fileFault: 'no-entries', entries: [], faults: [] };
    // Gaps are only told of a whole reading: a row with a fault of its own would show as a gap besides.
    if (read.faults.length > 0) return { fileFault: null, ...read };
    const faults = await checkSeriesIn(tx, read.entries);
    return { fileFault: null, entries: read.entries, faults };
  }

  private async agencyNames(): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const { code, name, shortName, nameEn } of await this.agencies.all())
      for (const one of [code, name, shortName, nameEn]) names.set(one.toLowerCase(), code);
    return names;
  }

  private ownNumber(written: string): { readonly year: number; readonly seq: number } | null {
    const read = this.register.read(written);
    const parts = read?.register === 'requests' ? /-(\d{4})-(\d+)$/u.exec(read.number) : null;
    return parts === null ? null : { year: Number(parts[1]), seq: Number(parts[2]) };
  }
}

function lastNumbers(entries: readonly RegisterEntryRead[]): ReadonlyMap<number, number> {
  const lasts = new Map<number, number>();
  for (const { year, seq } of entries) lasts.set(year, Math.max(lasts.get(year) ?? 0, seq));
  return new Map([...lasts].sort(([a], [b]) => a - b));
}
