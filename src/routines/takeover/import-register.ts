import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { RegisterNumbers, type RegisterKind } from '../../office/register/register-numbers.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { wentToCommission } from '../../office/register/written-dispute.js';
import { lateExtensions } from './check-extensions.js';
import { CheckGrounds } from './check-grounds.js';
import type { NumberedEntry } from './check-series.js';
import type { TakeoverRules } from './imported-case.js';
import { importedObjection } from './imported-objection.js';
import { InsertEntries } from './insert-entries.js';
import { InsertObjections, withoutRequest } from './insert-objections.js';
import { requestsByNumber } from './known-requests.queries.js';
import type { ObjectionEntryRead } from './objection-entry.js';
import { readEntry } from './read-entries.js';
import { readObjection } from './read-objection.js';
import { planSheet } from './read-sheet.js';
import type { RegisterEntryRead, RowFault } from './register-entry.js';
import { readRegisterFile, type FileFault } from './register-file.js';
import { readForeign, type RegisterRow } from './register-row.js';
import { ReopenRequests } from './reopen-requests.js';
import { knownDispute } from './take-disputes.js';
import { checkSeriesIn } from './years-in-use.js';

/** Entries of one register, as its columns tell which. */
export type ReadRegister =
  | { readonly register: 'requests'; readonly entries: readonly RegisterEntryRead[] }
  | {
      readonly register: 'objections';
      readonly entries: readonly ObjectionEntryRead[];
      /** Those with a fault of their own too, as far as they are understood. */
      readonly readable: readonly ObjectionEntryRead[];
    };

/** What a file holds, before anything is written. */
export type CheckedRegister = ReadRegister & {
  /** Why the file as a whole cannot be read, or null. */
  readonly fileFault: FileFault | 'no-head' | 'no-entries' | null;
  readonly faults: readonly RowFault[];
  /** What is taken over as it stands, and somebody should look at. */
  readonly warnings: readonly RowFault[];
};

const AT_ONCE = 500;

/**
 * Reads, checks and takes over a city's older register, of requests (annex VIII) or of objections (annex XI): all of it
 * or nothing. Objections name requests of our register, so the one of requests comes first.
 */
@Injectable()
export class ImportRegister {
  constructor(
    private readonly database: Database,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly register: RegisterNumbers,
    private readonly requests: InsertEntries,
    private readonly objections: InsertObjections,
    private readonly reopen: ReopenRequests,
    private readonly grounds: CheckGrounds,
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
    for (const [year, last] of lasts) await this.register.continueTo(tx, read.register, year, last);
    const faults = await checkSeriesIn(tx, read.register, read.entries);
    if (faults.length > 0) return { ...read, faults };
    const rules = await this.rulesNow(tx);
    for (let at = 0; at < read.entries.length; at += AT_ONCE) {
      const end = at + AT_ONCE;
      if (read.register === 'requests')
        await this.requests.run(tx, importId, read.entries.slice(at, end), rules);
      else await this.objections.run(tx, importId, read.entries.slice(at, end), rules);
      await progress(Math.min(end, read.entries.length));
    }
    if (read.register === 'objections') await this.reopenWhatIsOpen(tx, importId, read.entries);
    return read;
  }

  // Of the file as a whole: what one objection leaves open a later one may keep open longer.
  private async reopenWhatIsOpen(
    tx: Tx,
    importId: string,
    entries: readonly ObjectionEntryRead[],
  ): Promise<void> {
    const numbers = entries.flatMap(({ requestNumber }) => requestNumber ?? []);
    const requests = [...(await requestsByNumber(tx, numbers)).values()];
    await this.reopen.run(
      tx,
      requests.map(({ id }) => id),
      importId,
    );
  }

  private async checkIn(tx: Tx, bytes: Buffer): Promise<CheckedRegister> {
    const sheet = readRegisterFile(bytes);
    if (typeof sheet === 'string') return nothing('requests', sheet);
    const plan = planSheet(sheet);
    if (plan === null) return nothing('requests', 'no-head');
    if (plan.rows.length === 0) return nothing(plan.register, 'no-entries');
    const read = await this.read(tx, plan.register, plan.rows);
    const own = plan.rows.flatMap((row) => row.faults);
    const warned = plan.rows.flatMap((row) => row.warnings);
    const series = await seriesOf(tx, read.register, plan.rows);
    const rules = await this.rulesNow(tx);
    if (read.register === 'requests') {
      const warnings = inOrder([...warned, ...lateExtensions(read.entries, rules)]);
      return { ...read, fileFault: null, faults: inOrder([...own, ...series]), warnings };
    }
    const unclear = new Set(own.filter(({ column }) => column === 'decision').map(({ line }) => line));
    const clear = read.readable.filter(({ line }) => !unclear.has(line));
    const judged = [...(await this.grounds.run(tx, clear, rules)).values()];
    const unknown = [
      ...(await unknownRequests(tx, read.readable)),
      ...(await unknownFollowed(tx, read.readable, (entry) => this.numberOf(entry))),
    ];
    return {
      ...read,
      fileFault: null,
      faults: inOrder([...own, ...series, ...unknown, ...judged.flatMap(({ faults }) => faults)]),
      warnings: inOrder([
        ...warned,
        ...judged.flatMap(({ warnings }) => warnings),
        ...unknownDisputes(clear, rules),
      ]),
    };
  }

  private async rulesNow(tx: Tx): Promise<TakeoverRules> {
    const now = await tx.now();
    const { version, ruleset } = await this.rules.current();
    const calendar = await this.calendar.under(ruleset);
    return { now, today: localDayOf(now), calendar, ruleset, ruleSetVersion: version };
  }

  private async read(tx: Tx, register: RegisterKind, rows: readonly RegisterRow[]): Promise<ReadRegister> {
    const today = localDayOf(await tx.now());
    const readNumber = (written: string) => this.ownNumber(register, written);
    if (register === 'requests') {
      const facts = { today, agencies: await this.agencyNames(), readNumber };
      return { register, entries: readRows(rows, (row) => readEntry(row, facts)).entries };
    }
    const requestNumber = (written: string, year: number) => this.requestNumber(written, year);
    const objectionNumber = (written: string) => {
      const found = this.register.read(written);
      return found?.register === 'objections' ? found.number : null;
    };
    const facts = { today, readNumber, requestNumber, objectionNumber };
    return {
      register,
      ...readRows(rows, (row) => readObjection(row, facts)),
    };
  }

  private async agencyNames(): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const { code, name, shortName, nameEn } of await this.agencies.all())
      for (const one of [code, name, shortName, nameEn]) names.set(one.toLowerCase(), code);
    return names;
  }

  private numberOf({ year, seq }: ObjectionEntryRead): string {
    return this.register.format('objections', year, seq);
  }

  private ownNumber(
    register: RegisterKind,
    written: string,
  ): { readonly year: number; readonly seq: number } | null {
    const read = this.register.read(written);
    const parts = read?.register === register ? /-(\d{4})-(\d+)$/u.exec(read.number) : null;
    return parts === null ? null : { year: Number(parts[1]), seq: Number(parts[2]) };
  }

  private requestNumber(written: string, year: number): string | null {
    const own = this.register.read(written);
    if (own !== null) return own.register === 'requests' ? own.number : null;
    const foreign = readForeign(written, null);
    const { seq } = foreign;
    return seq < 1 || seq > 999_999 ? null : this.register.format('requests', foreign.year ?? year, seq);
  }
}

function nothing(
  register: RegisterKind,
  fileFault: NonNullable<CheckedRegister['fileFault']>,
): CheckedRegister {
  return { register, entries: [], readable: [], faults: [], warnings: [], fileFault };
}

function readRows<Entry>(
  rows: readonly RegisterRow[],
  read: (row: RegisterRow) => Entry | null,
): { readonly entries: readonly Entry[]; readonly readable: readonly Entry[] } {
  const entries: Entry[] = [];
  const readable: Entry[] = [];
  for (const row of rows) {
    // A row whose cells do not stand under their heads is not read: what it would say is guesswork.
    const entry = row.faults.length > 0 ? null : read(row);
    if (entry === null) continue;
    readable.push(entry);
    if (row.faults.length === 0) entries.push(entry);
  }
  return { entries, readable };
}

/** Doubles, clashes and gaps. A row whose number cannot be read would show as a gap besides: then none is told. */
function seriesOf(
  tx: Tx,
  register: RegisterKind,
  rows: readonly RegisterRow[],
): Promise<readonly RowFault[]> {
  const numbered = rows.flatMap((row) => row.numbered ?? []);
  return checkSeriesIn(tx, register, numbered, numbered.length === rows.length ? 'whole' : 'partly');
}

/** Disputes that are named without a number and a day: a task for the desk keeps the case open. */
function unknownDisputes(entries: readonly ObjectionEntryRead[], rules: TakeoverRules): readonly RowFault[] {
  return entries
    .filter((entry) => wentToCommission(entry.written.response))
    .filter((entry) => knownDispute(entry, importedObjection(entry, rules).status, rules.today) === null)
    .map(({ line }) => ({ line, column: 'response', code: 'dispute-to-enter' }));
}

/** What holds of the whole file comes last. */
function inOrder(faults: readonly RowFault[]): readonly RowFault[] {
  const place = ({ line }: RowFault): number => (line === 0 ? Number.POSITIVE_INFINITY : line);
  return [...faults].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** Entries that name a request which the register does not have, or which came before it. */
async function unknownRequests(tx: Tx, entries: readonly ObjectionEntryRead[]): Promise<readonly RowFault[]> {
  const known = await requestsByNumber(
    tx,
    entries.flatMap(({ requestNumber }) => requestNumber ?? []),
  );
  return entries.flatMap(({ line, requestNumber, receivedOn }): RowFault[] => {
    if (requestNumber === null) return [];
    const request = known.get(requestNumber);
    const column = 'requestNumber';
    if (request === undefined)
      return [{ line, column, code: 'unknown-request', values: { number: requestNumber } }];
    return receivedOn < request.receivedOn ? [{ line, column: 'date', code: 'before-request' }] : [];
  });
}

/** Entries that follow an objection which neither the register nor an earlier line of the file has without a request. */
async function unknownFollowed(
  tx: Tx,
  entries: readonly ObjectionEntryRead[],
  numberOf: (entry: ObjectionEntryRead) => string,
): Promise<readonly RowFault[]> {
  const named = entries.flatMap(({ followedNumber }) => followedNumber ?? []);
  if (named.length === 0) return [];
  const free = entries.filter(({ requestNumber }) => requestNumber === null);
  const known = new Set([...(await withoutRequest(tx, named)).keys(), ...free.map(numberOf)]);
  return entries.flatMap((entry): RowFault[] => {
    const { line, followedNumber: number } = entry;
    if (number === null || (known.has(number) && number < numberOf(entry))) return [];
    return [{ line, column: 'requestNumber', code: 'unknown-followed', values: { number } }];
  });
}

function lastNumbers(entries: readonly NumberedEntry[]): ReadonlyMap<number, number> {
  const lasts = new Map<number, number>();
  for (const { year, seq } of entries) lasts.set(year, Math.max(lasts.get(year) ?? 0, seq));
  return new Map([...lasts].sort(([a], [b]) => a - b));
}
