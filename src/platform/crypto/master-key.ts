import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../config/variables.js';

const KEY_BYTES = 32;

/** The key that wraps all data keys. It lives in a file outside the database and is never logged. */
export class MasterKey {
  /** First four bytes of a hash would leak; the id is a plain number written into each envelope. */
  readonly id = 1;

  private constructor(readonly key: Buffer) {}

  /** Root of the derived keys (indexes, audit, links). */
  get root(): Buffer {
    return this.key;
  }

  /** The key with this id. Throws when the envelope names one that is not here. */
  keyFor(id: number): Buffer {
    if (id !== this.id) throw new Error(`MASTER_KEY_FILE: no master key with id ${String(id)}`);
    return this.key;
  }

  /** Reads 32 raw bytes, or 64 hexadecimal signs. Throws an error that names the variable. */
  static read(file: string): MasterKey {
    const raw = readRaw(file);
    if (raw.length === KEY_BYTES) return new MasterKey(raw);
    const text = raw.toString('utf8').trim();
    if (/^[0-9a-f]{64}$/iu.test(text)) return new MasterKey(Buffer.from(text, 'hex'));
    throw new ConfigError('MASTER_KEY_FILE', `"${file}" must hold 32 bytes`);
  }

  /** Makes the file (mode 0600) where there is none, else reads it. Whether one may be made, `openMasterKey` knows. */
  static readOrMake(file: string): MasterKey {
    if (!existsSync(file)) {
      keepKey(file, randomBytes(KEY_BYTES));
    }
    return MasterKey.read(file);
  }
}

function readRaw(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'no answer';
    throw new ConfigError('MASTER_KEY_FILE', `"${file}" cannot be read (${reason})`, { cause });
  }
}

/** Whole, and on the disk with its name, before anything is sealed under it: without it all of that is lost. */
function keepKey(file: string, key: Buffer): void {
  const home = dirname(resolve(file));
  const first = mkdirSync(home, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    flushed(openSync(draft, 'wx', 0o600), (handle) => writeSync(handle, key));
    linkSync(draft, file);
    flushed(openSync(home, 'r'));
    for (let made = home; first !== undefined && made.length >= first.length; made = dirname(made))
      flushed(openSync(dirname(made), 'r'));
  } catch (error) {
    // Another start was quicker: its key is the key.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function flushed(handle: number, write: (handle: number) => unknown = () => undefined): void {
  try {
    write(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
