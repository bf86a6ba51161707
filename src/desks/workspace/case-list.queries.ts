import { Injectable } from '@nestjs/common';
import type { OrderedBy } from '../../cases/requests/case-row.js';
import type { LocalDate } from '../../law/local-date.js';
import { localDayOf } from '../../law/local-date.js';
import type { RequestState } from '../../law/request-states.js';
import { DUE_SOON_DAYS } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { pageOf, readCursor } from '../../platform/http/list-cursor.js';
import { CaseSearch } from './case-search.js';
import { NO_FILTER, type QueueFilter, type QueueSort } from './queue-filters.js';
import {
  AT_WORK,
  CASE_MARKS,
  DUTY_ON,
  QUEUE_VIEWS,
  type QueueView,
  type QueueViewName,
} from './queue-views.js';
import { SqlParts } from './sql-parts.js';

/** A row of a list; never who asks. */
export interface ListedCase {
  readonly id: string;
  readonly register_number: string;
  readonly agency_code: string | null;
  readonly part_count: number;
  readonly status: RequestState;
  readonly question: string;
  readonly received_on: LocalDate;
  readonly completeness_due_on: LocalDate | null;
  readonly repair_due_on: LocalDate | null;
  readonly due_on: LocalDate | null;
  readonly provide_on: LocalDate | null;
  readonly noticed_at: Date | null;
  readonly closed_at: Date | null;
  readonly order_due_on: LocalDate | null;
  readonly order_by: OrderedBy | null;
  readonly order_in_letter: boolean;
  readonly delivery_in_letter: boolean;
  readonly letter_due_on: LocalDate | null;
  readonly extended_at: Date | null;
  readonly version: number;
  readonly rule_set_version: number;
  readonly holder_name: string | null;
  readonly replied: boolean;
  readonly objected: boolean;
  readonly late_repair: boolean;
  readonly with_files: boolean;
  readonly standing: 'statutory' | 'courtesy' | 'official-help';
  readonly last_event: string | null;
  readonly last_direction: string | null;
  readonly last_at: Date | null;
  readonly position: number;
  readonly total: number;
  readonly sort_key: string;
}

export interface ListWish {
  readonly view: QueueView;
  readonly filter: QueueFilter;
  readonly sort: QueueSort | null;
  readonly cursor: string | null;
  readonly limit: number;
}

export interface CaseListPage {
  readonly rows: readonly ListedCase[];
  readonly nextCursor: string | null;
  /** Cases of the view with this filter, on all pages. */
  readonly total: number;
}

/** How many cases a view holds, and the nearest day among them that binds the office. */
export interface ViewCount {
  readonly count: number;
  readonly nearest: LocalDate | null;
}

export interface Neighbours {
  readonly previous: string | null;
  readonly next: string | null;
  readonly position: number;
  readonly total: number;
}

/** What a moment means to the views: today, the third working day from now, the instant, the person. */
interface Moment {
  readonly today: LocalDate;
  readonly soon: LocalDate;
  readonly now: Date;
  readonly me: string | null;
}

// Cases that wait for the requester stand below all running ones; a promised day counts while information is owed, the day
// of an order or a letter where it is nearer or nothing else runs (`shownDay`).
const DUE_KEY = `((CASE WHEN c.status = 'incomplete' AND c.order_due_on IS NULL THEN '1' ELSE '0' END)
  || coalesce(least(CASE WHEN c.status = 'incomplete' THEN c.repair_due_on WHEN c.status = 'granted_open' THEN c.provide_on
      WHEN c.status = 'closed_not_documented' AND c.provide_on IS NOT NULL THEN c.provide_on
      WHEN coalesce(c.order_due_on, c.letter_due_on) IS NULL OR (c.noticed_at IS NULL AND c.closed_at IS NULL) THEN c.due_on
      END, c.order_due_on, c.letter_due_on)::text,
    '9999-12-31') || to_char(c.received_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')) COLLATE "C"`;
const RECENT_KEY = `to_char(coalesce(c.closed_at, c.noticed_at, c.received_at) AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') COLLATE "C"`;
const NUMBER_KEY = `c.register_number COLLATE "C"`;

/** The lists of cases: one statement a page, one for all counts, whatever the number of rows. */
@Injectable()
export class CaseLists {
  constructor(
    private readonly search: CaseSearch,
    private readonly calendar: CurrentCalendar,
  ) {}

  /** One page of a view in the scope of the transaction. A cursor that nobody gave out starts at the beginning. */
  async page(tx: Tx, wish: ListWish): Promise<CaseListPage> {
    const sql = new SqlParts();
    const where = await this.where(tx, wish.view, wish.filter, sql);
    const { key, descending } = orderOf(wish.view, wish.sort);
    const direction = descending ? 'DESC' : 'ASC';
    const after = cursorCondition(wish.cursor, descending, sql);
    const limit = sql.value(wish.limit + 1);
    const rows = await tx.query<ListedCase>(
      `WITH matched AS (
         SELECT c.id, ${key} AS sort_key, (row_number() OVER (ORDER BY ${key} ${direction}, c.id ${direction}))::integer AS position,
           (count(*) OVER ())::integer AS total
         FROM cases c WHERE ${where}
       ), page AS (
         SELECT * FROM matched ${after} ORDER BY sort_key ${direction}, id ${direction} LIMIT ${limit}
       )
       SELECT c.id, c.register_number, c.agency_code, c.part_count, c.status, left(c.question, 400) AS question, c.received_on,
         c.completeness_due_on, c.repair_due_on, c.due_on, c.provide_on, c.noticed_at, c.closed_at, c.order_due_on, c.order_by, c.order_in_letter, c.delivery_in_letter, c.letter_due_on, c.extended_at, c.version,
         c.rule_set_version, c.standing,
         s.name AS holder_name, coalesce(${CASE_MARKS.replied}, false) AS replied, ${CASE_MARKS.objected} AS objected, ${CASE_MARKS.lateRepair} AS late_repair,
         EXISTS (SELECT 1 FROM files f WHERE f.case_id = c.id AND f.purpose = 'attachment') AS with_files,
         last.event AS last_event, last.facts->>'direction' AS last_direction, last.effective_at AS last_at,
         p.position, p.total, p.sort_key
       FROM page p JOIN cases c ON c.id = p.id LEFT JOIN staff s ON s.id = c.holder_id
       LEFT JOIN LATERAL (SELECT a.event, a.facts, a.effective_at FROM audit a
         WHERE a.case_id = c.id AND a.visible_to <> 'system' ORDER BY a.seq DESC LIMIT 1) last ON true
       ORDER BY p.sort_key ${direction}, p.id ${direction}`,
      sql.values,
    );
    const page = pageOf(rows, wish.limit, ({ sort_key: key, id }) => ({ key, id }));
    return { ...page, total: page.rows[0]?.total ?? 0 };
  }

  /** How many cases each view of the pages holds, and the nearest date of those that are open, in one statement. */
  async counts(tx: Tx): Promise<ReadonlyMap<QueueViewName, ViewCount>> {
    const sql = new SqlParts();
    const moment = await this.moment(tx);
    const own = agencyCondition(tx, sql);
    const inIndex = (condition: string): string =>
      `(SELECT count(*) FROM cases c WHERE ${own} AND ${condition})`;
    const columns = QUEUE_VIEWS.flatMap(({ name, condition, beside }: QueueView) => {
      const met = sql.fill(condition, { ...moment });
      if (beside === 'any') return [`${inIndex(met)}::integer AS "${name}"`];
      const atWork = `count(*) FILTER (WHERE ${met})`;
      const all = beside === undefined ? atWork : `${atWork} + ${inIndex(`NOT ${AT_WORK} AND ${beside}`)}`;
      return [`(${all})::integer AS "${name}"`, `min(${DUTY_ON}) FILTER (WHERE ${met}) AS "${name}/nearest"`];
    });
    const rows = await tx.query<Record<string, number | LocalDate | null>>(
      `SELECT ${columns.join(', ')} FROM cases c WHERE ${own} AND ${AT_WORK}`,
      sql.values,
    );
    const row = rows[0] ?? {};
    return new Map(
      QUEUE_VIEWS.map((view) => [
        view.name,
        {
          count: Number(row[view.name] ?? 0),
          nearest: (row[`${view.name}/nearest`] ?? null) as LocalDate | null,
        },
      ]),
    );
  }

  /** Where a case stands in a view, and who stands beside it; null when it is not in it. */
  async neighbours(
    tx: Tx,
    caseId: string,
    wish: Pick<ListWish, 'view' | 'filter' | 'sort'>,
  ): Promise<Neighbours | null> {
    const sql = new SqlParts();
    const where = await this.where(tx, wish.view, wish.filter, sql);
    const { key, descending } = orderOf(wish.view, wish.sort);
    const direction = descending ? 'DESC' : 'ASC';
    const rows = await tx.query<Neighbours>(
      `SELECT previous, next, position, total FROM (
         SELECT c.id, lag(c.id) OVER w AS previous, lead(c.id) OVER w AS next, (row_number() OVER w)::integer AS position,
           (count(*) OVER ())::integer AS total
         FROM cases c WHERE ${where} WINDOW w AS (ORDER BY ${key} ${direction}, c.id ${direction})
       ) placed WHERE id = ${sql.value(caseId)}`,
      sql.values,
    );
    return rows[0] ?? null;
  }

  private async where(tx: Tx, view: QueueView, filter: QueueFilter, sql: SqlParts): Promise<string> {
    const moment = await this.moment(tx);
    const conditions = [agencyCondition(tx, sql), `(${sql.fill(view.condition, { ...moment })})`];
    if (filter !== NO_FILTER) conditions.push(...narrowed(filter, moment, sql));
    const others = conditions.join(' AND ');
    if (filter.words === null) return others;
    return `${others} AND ${this.search.condition(filter.words, tx, others, sql)}`;
  }

  private async moment(tx: Tx): Promise<Moment> {
    const now = await tx.now();
    const today = localDayOf(now);
    return { now, today, soon: lastNearDay(await this.calendar.get(), today), me: tx.actor.id };
  }
}

const DUE_CONDITIONS = {
  overdue: `${DUTY_ON} < :today`,
  today: `${DUTY_ON} = :today`,
  soon: `${DUTY_ON} > :today AND ${DUTY_ON} <= :soon`,
  later: `${DUTY_ON} > :soon`,
} as const;

function narrowed(filter: QueueFilter, moment: Moment, sql: SqlParts): string[] {
  if (filter.impossible) return ['false'];
  const conditions: string[] = [];
  if (filter.status !== null) conditions.push(`c.status = ${sql.value(filter.status)}`);
  if (filter.agency !== null) conditions.push(`c.agency_code = ${sql.value(filter.agency)}`);
  if (filter.holder !== null) conditions.push(`c.holder_id = ${sql.value(filter.holder)}`);
  if (filter.channel !== null) conditions.push(`c.channel = ${sql.value(filter.channel)}`);
  if (filter.receivedSince !== null) conditions.push(`c.received_on >= ${sql.value(filter.receivedSince)}`);
  if (filter.dueUntil !== null) {
    const until = sql.value(filter.dueUntil);
    conditions.push(`(c.due_on <= ${until} OR c.order_due_on <= ${until} OR c.letter_due_on <= ${until})`);
  }
  if (filter.due !== null) {
    conditions.push(AT_WORK, sql.fill(DUE_CONDITIONS[filter.due], { ...moment }));
  }
  return conditions;
}

/** The last day that still counts as near. */
export function lastNearDay(calendar: WorkingCalendar, today: LocalDate): LocalDate {
  return calendar.dueDate(today, DUE_SOON_DAYS).date;
}

// Row-level security holds it anyway; said in words the index of the agency is used.
function agencyCondition(tx: Tx, sql: SqlParts): string {
  return tx.scope.kind === 'agency'
    ? sql.fill('c.agency_code = :agency', { agency: tx.scope.agency })
    : 'true';
}

function orderOf(
  view: QueueView,
  sort: QueueSort | null,
): { readonly key: string; readonly descending: boolean } {
  if (sort === 'nomor' || sort === '-nomor') return { key: NUMBER_KEY, descending: sort.startsWith('-') };
  if (view.order === 'recent' && sort === null) return { key: RECENT_KEY, descending: true };
  return { key: DUE_KEY, descending: sort === '-batas' };
}

function cursorCondition(cursor: string | null, descending: boolean, sql: SqlParts): string {
  const place = readCursor(cursor);
  if (place === null) return '';
  const sign = descending ? '<' : '>';
  return `WHERE (sort_key, id) ${sign} (${sql.value(place.key)} COLLATE "C", ${sql.value(place.id)}::uuid)`;
}
