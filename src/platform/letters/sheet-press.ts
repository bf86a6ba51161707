import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { SheetKind, SheetOf } from './sheet-data.js';

/** One sheet to print. */
export interface SheetJob<K extends SheetKind = SheetKind> {
  readonly kind: K;
  readonly data: SheetOf<K>;
  readonly createdAt: Date;
}

const THREAD = new URL('./sheet-worker.js', import.meta.url);

/**
 * Prints long sheets beside the program: a register of a whole year takes seconds, in which nobody else may wait. One
 * after the other, because each of them needs 0.4 MB a row while it prints (5,000 rows: 2 GB).
 */
@Injectable()
export class SheetPress {
  private last: Promise<unknown> = Promise.resolve();

  /** The sheet as PDF; the same bytes as `LetterPrinter.printSheet`, which says what it throws. */
  print<K extends SheetKind>(job: SheetJob<K>): Promise<Buffer> {
    const printed = this.last.then(() => printBeside(job));
    this.last = printed.catch(() => undefined);
    return printed;
  }
}

async function printBeside(job: SheetJob): Promise<Buffer> {
  const thread = new Worker(THREAD, { workerData: job });
  try {
    return Buffer.from(
      await new Promise<Uint8Array>((resolve, reject) => {
        thread.once('message', resolve);
        thread.once('error', reject);
        thread.once('exit', (code) => {
          reject(new Error(`The sheet was not printed: its thread ended with ${String(code)}`));
        });
      }),
    );
  } finally {
    await thread.terminate();
  }
}
