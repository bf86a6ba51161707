import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Database } from '../../platform/database/database.js';
import { ALL, NOTHING, PUBLIC, SYSTEM } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { agencyOf, workingDaysOf } from './register-filter.js';
import { REQUEST_FACTS, type RequestFacts } from './request-facts.js';
import { standingOf, type RequestResult } from './request-standing.js';
import { knowledgeOf } from './register-span.js';

/** A request as the public may see it: number, body, dates, outcome. No person, no word of the question. */
export interface PublicRow {
  readonly number: string;
  /** Code of the agency, or `NO_AGENCY`, `SEVERAL_AGENCIES`. */
  readonly agency: string;
  readonly receivedOn: LocalDate;
  /** The date in force; null where no clock of the law runs. */
  readonly dueOn: LocalDate | null;
  /** What became of it, also after its last remedy is gone; open, late or waiting while nothing did. */
  readonly result: RequestResult;
  readonly noticedOn: LocalDate | null;
  /** Working days to the notice as the annual report counts them; null without a notice. */
  readonly workingDays: number | null;
}

export interface PublicFilter {
  readonly year: number;
  readonly agency: string | null;
  readonly page: number;
}

export interface PublicPage {
  readonly total: number;
  readonly rows: readonly PublicRow[];
  readonly years: readonly number[];
}

export const PUBLIC_ROWS = 50;

// Courtesy and official help are answered outside the law's clocks and stand in no statutory figure.
const ENTRIES = /* sql */ `
  FROM cases WHERE register_year = $1 AND parent_id IS NULL AND standing = 'statutory'
    AND ($2::text IS NULL OR agency_code = $2)`;

const PAGE = /* sql */ `
  SELECT ${REQUEST_FACTS.join(', ')}, register_number, received_on FROM register_requests
  WHERE case_id = ANY (ARRAY(SELECT id ${ENTRIES} ORDER BY register_seq DESC LIMIT $3 OFFSET $4))
  ORDER BY register_seq DESC`;

const TOTAL = `SELECT count(*)::integer AS total ${ENTRIES}`;

const YEARS = /* sql */ `SELECT DISTINCT year FROM register_counters WHERE register = 'requests' ORDER BY year DESC`;

const BATCH_ROWS = 5_000;

type Row = RequestFacts & { readonly register_number: string; readonly received_on: LocalDate };

/** The register without persons, newest first; each row stands as the statutory register and the report have it. */
@Injectable()
export class PublicRegister {
  constructor(
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
  ) {}

  /** The legal day of this moment by the database's clock. */
  async today(): Promise<LocalDate> {
    return this.database.read(PUBLIC, NOTHING, async (tx) => localDayOf(await tx.now()));
  }

  async page(filter: PublicFilter): Promise<PublicPage> {
    const calendar = await this.calendar.get();
    return this.database.read(SYSTEM, ALL, async (tx) => {
      const [totals] = await tx.query<{ total: number }>(TOTAL, [filter.year, filter.agency]);
      const rows = await rowsOf(tx, calendar, filter, [PUBLIC_ROWS, (filter.page - 1) * PUBLIC_ROWS]);
      const years = await tx.query<{ year: number }>(YEARS);
      return { total: totals?.total ?? 0, rows, years: years.map((row) => row.year) };
    });
  }

  /** Every row of a year in batches, each in a transaction of its own: a file of any length holds no connection. */
  async *batches(filter: Pick<PublicFilter, 'year' | 'agency'>): AsyncGenerator<readonly PublicRow[]> {
    const calendar = await this.calendar.get();
    for (let offset = 0; ; offset += BATCH_ROWS) {
      const rows = await this.database.read(SYSTEM, ALL, (tx) =>
        rowsOf(tx, calendar, filter, [BATCH_ROWS, offset]),
      );
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH_ROWS) return;
    }
  }
}

async function rowsOf(
  tx: Tx,
  calendar: WorkingCalendar,
  filter: Pick<PublicFilter, 'year' | 'agency'>,
  piece: readonly [limit: number, offset: number],
): Promise<readonly PublicRow[]> {
  const knowledge = knowledgeOf(null, await tx.now());
  if (knowledge === null) throw new Error('now is always known');
  const rows = await tx.query<Row>(PAGE, [filter.year, filter.agency, ...piece]);
  return rows.map((facts) => {
    const row = {
      facts,
      standing: standingOf(facts, knowledge.before),
      refusedItem: false,
      givenOnOrder: false,
    };
    const { result, dueOn, noticedOn } = row.standing;
    return {
      number: facts.register_number,
      agency: agencyOf(row),
      receivedOn: facts.received_on,
      dueOn,
      result,
      noticedOn,
      workingDays: workingDaysOf(row, calendar),
    };
  });
}
