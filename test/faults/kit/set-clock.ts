import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const LIBRARY = ['/usr/lib', '/usr/lib64', '/usr/local/lib']
  .flatMap((folder) => (fs.existsSync(folder) ? [folder, ...subfolders(folder)] : []))
  .map((folder) => path.join(folder, 'faketime', 'libfaketimeMT.so.1'))
  .find((file) => fs.existsSync(file));

/** Whether this machine has libfaketime. */
export const HAS_FAKETIME = LIBRARY !== undefined;

/** A clock that can be set while the process that reads it runs; the time that passes for it goes on as ever. */
export class SetClock {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tenggat-clock-'));
  private readonly file = path.join(this.folder, 'offset');

  constructor() {
    fs.chmodSync(this.folder, 0o755);
    this.set(0);
  }

  /** From now on the clock is so many seconds ahead of the right time, or behind it. */
  set(seconds: number): void {
    fs.writeFileSync(this.file, `${seconds < 0 ? '-' : '+'}${String(Math.abs(seconds))}\n`, { mode: 0o644 });
  }

  /** For the environment of the process that shall read this clock. */
  get env(): Record<string, string> {
    return {
      LD_PRELOAD: LIBRARY ?? '',
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    };
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function subfolders(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(folder, name));
}
