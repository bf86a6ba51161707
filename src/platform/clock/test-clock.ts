import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { NOTHING, SYSTEM } from '../database/scope.js';

/** How a test moves the clock: forward by a duration, to a moment, or back to the real time. */
export type ClockMove = { readonly advance: string } | { readonly set: string } | { readonly reset: true };

/** Moves `tenggat_now()` for tests. The shift lives in the database and survives a restart; real time stays elsewhere. */
@Injectable()
export class TestClock {
  constructor(private readonly database: Database) {}

  /** Moves the clock and returns the new moment. Throws PostgreSQL's own complaint about an unreadable value. */
  async move(move: ClockMove): Promise<Date> {
    await this.database.transaction(SYSTEM, NOTHING, async (tx) => {
      if ('reset' in move) await tx.execute(`UPDATE test_clock SET shift = '0'`);
      else if ('set' in move) {
        await tx.execute('UPDATE test_clock SET shift = $1::timestamptz - clock_timestamp()', [move.set]);
      } else await tx.execute('UPDATE test_clock SET shift = shift + $1::interval', [move.advance]);
    });
    return this.database.read(SYSTEM, NOTHING, (tx) => tx.now());
  }
}
