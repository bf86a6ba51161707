import { Injectable } from '@nestjs/common';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Database } from '../../platform/database/database.js';
import type { AskedRegister } from './register-query.js';
import { holds } from './register-filter.js';
import { RegisterQueries, type StandingRequest } from './register.queries.js';
import { RegisterTable, type RegisterReader, type RegisterRow } from './register-table.js';

export interface FoundRows {
  readonly rows: readonly RegisterRow[];
  readonly links: readonly (string | null)[];
  readonly total: number;
}

/** One page of a register, narrowed by the filters that the numbers of the report link to. */
@Injectable()
export class RegisterRows {
  constructor(
    private readonly database: Database,
    private readonly queries: RegisterQueries,
    private readonly table: RegisterTable,
    private readonly calendar: CurrentCalendar,
  ) {}

  async page(reader: RegisterReader, asked: AskedRegister, size: number): Promise<FoundRows> {
    const calendar = await this.calendar.get();
    const wish = { kind: asked.kind, span: asked.span, knowledge: asked.knowledge };
    return this.database.read(reader.actor, reader.scope, async (tx) => {
      const entries =
        asked.kind === 'objections'
          ? await this.queries.objections(tx, asked.span, asked.knowledge)
          : (await this.queries.requests(tx, asked.span, asked.knowledge)).filter((row: StandingRequest) =>
              holds(asked.filter, row, calendar),
            );
      const shown = entries.slice((asked.page - 1) * size, asked.page * size);
      return {
        rows: await this.table.print(tx, reader, wish, shown),
        links: shown.map(({ facts }) => (facts.case_id === null ? null : `/pengawas/kasus/${facts.case_id}`)),
        total: entries.length,
      };
    });
  }
}
