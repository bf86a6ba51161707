import { Injectable } from '@nestjs/common';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import type { AskedRegister } from './register-query.js';
import { filterPairs, holds } from './register-filter.js';
import { RegisterQueries } from './register.queries.js';
import { RegisterTable, type RegisterReader, type RegisterRow } from './register-table.js';

type Range = readonly [from: number, to: number];

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
    const { actor, scope } = reader;
    const from = (asked.page - 1) * size;
    return this.database.read(actor, scope, (tx) =>
      asked.kind === 'objections'
        ? this.objections(tx, reader, asked, [from, from + size])
        : this.requests(tx, reader, asked, [from, from + size]),
    );
  }

  private async requests(tx: Tx, reader: RegisterReader, asked: AskedRegister, [from, to]: Range) {
    const { kind, span, knowledge, filter } = asked;
    const all = await this.queries.requestIds(tx, span, knowledge);
    const isAsked = filterPairs(filter).length === 0 ? null : await this.matching(tx, asked);
    const entries = isAsked === null ? all : all.filter((id) => isAsked.has(id));
    const shown = entries.slice(from, to);
    return {
      rows: await this.table.requests(tx, reader, { kind, span, knowledge }, shown),
      links: shown.map((id) => `/pengawas/kasus/${id}`),
      total: entries.length,
    };
  }

  private async matching(tx: Tx, { span, knowledge, filter }: AskedRegister): Promise<ReadonlySet<string>> {
    const calendar = await this.calendar.get();
    const found = new Set<string>();
    for await (const rows of this.queries.standing(tx, span, knowledge)) {
      for (const row of rows) if (holds(filter, row, calendar)) found.add(row.facts.case_id);
    }
    return found;
  }

  private async objections(tx: Tx, reader: RegisterReader, asked: AskedRegister, [from, to]: Range) {
    const entries = await this.queries.objections(tx, asked.span, asked.knowledge);
    const shown = entries.slice(from, to);
    return {
      rows: await this.table.objections(tx, reader, shown),
      links: shown.map(({ facts }) => (facts.case_id === null ? null : `/pengawas/kasus/${facts.case_id}`)),
      total: entries.length,
    };
  }
}
