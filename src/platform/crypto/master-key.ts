import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

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
    const raw = readFileSync(file);
    if (raw.length === KEY_BYTES) return new MasterKey(raw);
    const text = raw.toString('utf8').trim();
    if (/^[0-9a-f]{64}$/iu.test(text)) return new MasterKey(Buffer.from(text, 'hex'));
    throw new Error(`MASTER_KEY_FILE: ${file} must hold 32 bytes`);
  }

  /** Makes the file (mode 0600) on the first embedded start, else reads it. */
  static readOrMake(file: string): MasterKey {
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
      chmodSync(file, 0o600);
    }
    return MasterKey.read(file);
  }
}
