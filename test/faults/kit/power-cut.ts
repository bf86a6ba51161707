import fs from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** One step of a journal; one that takes time has a line when it begins (its name and `?`) and one when it is done. */
interface Step {
  readonly what: string;
  readonly of: readonly [id: string | number, ...names: (string | number)[]];
}

/** For the environment of a program that shall write its journal to this file. */
export function journalled(file: string): Record<string, string> {
  const code = pathToFileURL(path.join(import.meta.dirname, 'file-journal.mjs')).href;
  return { NODE_OPTIONS: `--import=${code}`, TEST_FILE_JOURNAL: file };
}

/**
 * What the disk is sure to hold: bytes that were flushed after they were written, and names whose folder was flushed after
 * they were given. All else a loss of power may take, though every program sees it until then.
 */
class Disk {
  /** Where the bytes behind a name were written. */
  private readonly origins = new Map<string, string>();
  /** How often the bytes of an origin were changed, and up to which of these changes they are on the disk. */
  private readonly changed = new Map<string, number>();
  private readonly flushed = new Map<string, number>();
  private readonly there = new Set<string>();
  /** Names that are not on the disk. */
  private readonly loose = new Set<string>();
  /** Flushes under way, and what each of them will have brought to the disk. */
  private readonly flushes = new Map<
    string | number,
    { readonly changes: number; readonly names: readonly string[] }
  >();

  write(name: string): void {
    const origin = this.origin(name);
    this.changed.set(origin, this.changes(origin) + 1);
  }

  beginFlush(id: string | number, name: string): void {
    const names = [...this.loose].filter((one) => path.dirname(one) === name);
    this.flushes.set(id, { changes: this.changes(this.origin(name)), names });
  }

  endFlush(id: string | number, name: string): void {
    const flush = this.flushes.get(id);
    if (flush === undefined) throw new Error('a flush that never began');
    this.flushed.set(this.origin(name), flush.changes);
    for (const one of flush.names) this.loose.delete(one);
  }

  rename(from: string, to: string): void {
    this.origins.set(to, this.origin(from));
    this.make(to);
  }

  make(name: string): void {
    this.there.add(name);
    this.loose.add(name);
  }

  /** Whether there is a file of this name, for whoever asks while the power is on. */
  has(name: string): boolean {
    return this.there.has(name);
  }

  /** Whether these bytes have a name of their own, under which others look for them whole. */
  isPublic(name: string): boolean {
    return [...this.origins].some(([to, from]) => from === this.origin(name) && to !== from);
  }

  hasBytes(name: string): boolean {
    const origin = this.origin(name);
    return (this.flushed.get(origin) ?? 0) === this.changes(origin);
  }

  /** The name, or the folder on the way to it, that a loss of power would take. */
  looseName(name: string): string | null {
    if (this.loose.has(name)) return name;
    return path.dirname(name) === name ? null : this.looseName(path.dirname(name));
  }

  private origin(name: string): string {
    return this.origins.get(name) ?? name;
  }

  private changes(origin: string): number {
    return this.changed.get(origin) ?? 0;
  }
}

/** What a journal tells. */
export interface Survey {
  /** Files whose row was committed, or whose name is one of `names`. */
  readonly kept: number;
  /** What a loss of power would take though it was promised. */
  readonly faults: readonly string[];
}

/**
 * Cuts the power, in thought, at every commit of a row and at the end: is each file there, with its bytes and its name?
 * Also says which file got its name before its bytes were flushed. `names`: files that must be there without a row.
 */
export async function surveyOf(journal: string, filesDir: string, names: RegExp = /^$/u): Promise<Survey> {
  const disk = new Disk();
  const rows = new Map<string | number, Set<string>>();
  const expected = new Set<string>();
  const faults: string[] = [];
  let kept = 0;
  const check = (name: string): void => {
    kept += 1;
    const loose = disk.looseName(name);
    if (!disk.has(name)) faults.push(`${name} is not there at all`);
    if (!disk.hasBytes(name)) faults.push(`${name}: its bytes may be lost`);
    if (loose !== null) faults.push(`${name}: the name ${loose} may be lost`);
  };
  const steps: Record<string, (id: string | number, first: string, second: string) => void> = {
    'written?': (_id, name) => {
      if (disk.isPublic(name)) faults.push(`${name} is written to after it got its name`);
      disk.write(name);
    },
    written: (_id, name) => disk.write(name),
    'flushed?': (id, name) => disk.beginFlush(id, name),
    flushed: (id, name) => disk.endFlush(id, name),
    'named?': (_id, from, to) => {
      if (!disk.hasBytes(from)) faults.push(`${to} gets its name before its bytes are flushed`);
    },
    named: (_id, from, to) => {
      disk.rename(from, to);
      if (names.test(to)) expected.add(to);
    },
    opened: (_id, name) => {
      disk.make(name);
      if (names.test(name)) expected.add(name);
    },
    made: (_id, first, last) => {
      for (let one = last; one.length >= first.length; one = path.dirname(one)) disk.make(one);
    },
    row: (_id, line, row) => rows.set(line, (rows.get(line) ?? new Set()).add(path.join(filesDir, row))),
    commit: (_id, line) => {
      for (const name of rows.get(line) ?? []) check(name);
      rows.delete(line);
    },
  };
  for (const text of (await fs.readFile(journal, 'utf8')).trim().split('\n')) {
    const { what, of } = JSON.parse(text) as Step;
    const [id, first, second] = of;
    steps[what]?.(id, first as string, second as string);
  }
  for (const name of expected) check(name);
  return { kept, faults };
}
