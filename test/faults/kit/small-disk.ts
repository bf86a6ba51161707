import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MEGABYTE = 1 << 20;

/** A file system of its own that can be full. Only where this user may mount one. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Null where no file system may be mounted. */
  static make(megabytes: number): SmallDisk | null {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tenggat-disk-'));
    const size = `size=${String(megabytes)}m,mode=755`;
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]);
    if (status === 0) return new SmallDisk(folder);
    fs.rmdirSync(folder);
    return null;
  }

  /** Takes all the room there is. */
  fill(): void {
    const ballast = fs.openSync(path.join(this.folder, 'ballast'), 'a');
    try {
      for (const size of [MEGABYTE, 4_096]) this.fillBy(ballast, Buffer.alloc(size));
    } finally {
      fs.closeSync(ballast);
    }
  }

  /** Takes all the room but so many bytes. */
  fillBut(bytes: number): void {
    this.fill();
    const ballast = path.join(this.folder, 'ballast');
    fs.truncateSync(ballast, fs.statSync(ballast).size - bytes);
  }

  /** Gives the room back. */
  empty(): void {
    fs.rmSync(path.join(this.folder, 'ballast'), { force: true });
  }

  remove(): void {
    spawnSync('umount', ['--lazy', this.folder]);
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private fillBy(file: number, piece: Buffer): void {
    try {
      for (;;) fs.writeSync(file, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

/** Whether this user may mount a file system. */
export const MAY_MOUNT = ((): boolean => {
  const disk = SmallDisk.make(1);
  disk?.remove();
  return disk !== null;
})();
