import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, PUBLIC } from '../../platform/database/scope.js';

/** The legal day of this moment by the database's clock, the one clock that dates are counted from. */
@Injectable()
export class Today {
  constructor(private readonly database: Database) {}

  async get(): Promise<LocalDate> {
    return localDayOf(await this.now());
  }

  /** This moment by the same clock. */
  async now(): Promise<Date> {
    return this.database.read(PUBLIC, NOTHING, (tx) => tx.now());
  }
}
