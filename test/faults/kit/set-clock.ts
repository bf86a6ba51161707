import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Outside } from './outside.js';

const LIBRARY = ['/usr/lib', '/usr/lib64', '/usr/local/lib']
  .flatMap((folder) => (fs.existsSync(folder) ? [folder, ...subfolders(folder)] : []))
  .map((folder) => path.join(folder, 'faketime', 'libfaketimeMT.so.1'))
  .find((file) => fs.existsSync(file));

/**
 * The clock of a PostgreSQL, which can be set while it runs; the time that passes goes on as ever. Where the machine has
 * libfaketime it is the clock of the whole server. Elsewhere it is `clock_timestamp()` of one database, which is all that
 * the program ever reads of it.
 */
export class SetClock {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tenggat-clock-'));
  private readonly file = path.join(this.folder, 'offset');

  constructor() {
    fs.chmodSync(this.folder, 0o755);
    this.set(0);
  }

  /** From now on the clock is so many seconds ahead of the right time, or behind it. */
  set(seconds: number): void {
    const text = `${seconds < 0 ? '-' : '+'}${String(Math.abs(seconds))}\n`;
    // Put in its place whole: the clock is read all the time.
    fs.writeFileSync(`${this.file}.new`, text, { mode: 0o644 });
    fs.renameSync(`${this.file}.new`, this.file);
  }

  /** For the environment of the PostgreSQL that shall read this clock. */
  get env(): Record<string, string> {
    if (LIBRARY === undefined) return {};
    return {
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** Lets an empty database read this clock, and every table that is made in it later. */
  async hangIn(databaseUrl: string): Promise<void> {
    if (LIBRARY !== undefined) return;
    const outside = new Outside(() => databaseUrl);
    await outside.asOwner(`CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $clock$
        SELECT clock_timestamp() + make_interval(secs => pg_read_file('${this.file}')::float8) $clock$`);
    await outside.asOwner(`DO $path$ BEGIN
      EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); END $path$`);
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** For the environment of a program whose machine is so many seconds ahead, or behind. */
export function wrongMachine(seconds: number): Record<string, string> {
  const code = pathToFileURL(path.join(import.meta.dirname, 'wrong-date.mjs')).href;
  return { NODE_OPTIONS: `--import=${code}`, TEST_CLOCK_OFF_SECONDS: String(seconds) };
}

function subfolders(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(folder, name));
}
