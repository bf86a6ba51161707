import { Injectable } from '@nestjs/common';
import type { OrderedBy } from '../../cases/requests/case-row.js';
import type { LocalDate } from '../../law/local-date.js';
import { addCalendarDays, localDayOf, localInstant } from '../../law/local-date.js';
import type { RequestState } from '../../law/request-states.js';
import { DUE_SOON_DAYS } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { KeptCounts } from '../../platform/database/kept-counts.js';
import type { Tx } from '../../platform/database/tx.js';
import { pageOf } from '../../platform/http/list-cursor.js';
import { CaseSearch } from './case-search.js';
import { isNarrowed, type QueueFilter, type QueueSort } from './queue-filters.js';
import { orderOf, placeKey, placeOf, sortedBy, writtenKey } from './queue-order.js';
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
  /** Cases that stand before the first of the page. */
  readonly before: number;
  /** Cases of the view with this filter, on all pages; null where nothing narrows it: the view's own count says it. */
  readonly total: number | null;
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

/** What a moment means to the views: today, the third working day from now, the week before, the instant, the person. */
interface Moment {
  readonly today: LocalDate;
  readonly soon: LocalDate;
  readonly weekago: Date;
  readonly now: Date;
  readonly me: string | null;
}

const WEEK_DAYS = 7;
/** One for each person who looks at a queue; each holds some thirty small values. */
const MOST_QUEUES = 500;

/** The lists of cases: one statement a page, one for all counts, whatever the number of rows. */
@Injectable()
export class CaseLists {
  private readonly kept = new KeptCounts<ReadonlyMap<QueueViewName, ViewCount>>(MOST_QUEUES);

  constructor(
    private readonly search: CaseSearch,
    private readonly calendar: CurrentCalendar,
  ) {}

  /** One page of a view in the scope of the transaction. A cursor that nobody gave out starts at the beginning. */
  async page(tx: Tx, wish: ListWish): Promise<CaseListPage> {
    const sql = new SqlParts();
    const where = await this.where(tx, wish.view, wish.filter, sql);
    const order = orderOf(wish.view, wish.sort);
    const sorted = sortedBy(order);
    const place = placeOf(wish.cursor, order, sql);
    const limit = sql.value(wish.limit + 1);
    const goesOn = place?.condition ?? 'true';
    // What is narrowed is found once, counted and cut; the rest of a view is read from where it lies in this order.
    const counted = isNarrowed(wish.filter);
    const page = counted
      ? `found AS MATERIALIZED (SELECT c.id FROM cases c WHERE ${where}),
         page AS (SELECT c.id FROM found JOIN cases c USING (id) WHERE ${goesOn} ORDER BY ${sorted} LIMIT ${limit})`
      : `page AS (SELECT c.id FROM cases c WHERE ${where} AND ${goesOn} ORDER BY ${sorted} LIMIT ${limit})`;
    const rows = await tx.query<ListedCase & { readonly total: number | null }>(
      `WITH ${page}
       SELECT c.id, c.register_number, c.agency_code, c.part_count, c.status, left(c.question, 400) AS question, c.received_on,
         c.completeness_due_on, c.repair_due_on, c.due_on, c.provide_on, c.noticed_at, c.closed_at, c.order_due_on, c.order_by, c.order_in_letter, c.delivery_in_letter, c.letter_due_on, c.extended_at, c.version,
         c.rule_set_version, c.standing,
         s.name AS holder_name, coalesce(${CASE_MARKS.replied}, false) AS replied, ${CASE_MARKS.objected} AS objected, ${CASE_MARKS.lateRepair} AS late_repair,
         EXISTS (SELECT 1 FROM files f WHERE f.case_id = c.id AND f.purpose = 'attachment') AS with_files,
         last.event AS last_event, last.facts->>'direction' AS last_direction, last.effective_at AS last_at,
         ${counted ? '(SELECT count(*)::integer FROM found)' : 'NULL::integer'} AS total, ${writtenKey(order)} AS sort_key
       FROM page p JOIN cases c ON c.id = p.id LEFT JOIN staff s ON s.id = c.holder_id
       LEFT JOIN LATERAL (SELECT a.event, a.facts, a.effective_at FROM audit a
         WHERE a.case_id = c.id AND a.visible_to <> 'system' ORDER BY a.seq DESC LIMIT 1) last ON true
       ORDER BY ${sorted}`,
      sql.values,
    );
    const before = place?.before ?? 0;
    const after = before + Math.min(rows.length, wish.limit);
    const shown = pageOf(rows, wish.limit, ({ sort_key: key, id }) => ({ key: placeKey(after, key), id }));
    return { ...shown, before, total: counted ? (rows[0]?.total ?? 0) : null };
  }

  /**
   * How many cases each view of the pages holds, and the nearest date of those that are open: counted in one statement, and
   * kept until something that they count was written (decisions 0075, 0119).
   */
  async counts(tx: Tx): Promise<ReadonlyMap<QueueViewName, ViewCount>> {
    const moment = await this.moment(tx);
    const { scope } = tx;
    return this.kept.get(tx, [moment.today, moment.soon, moment.me], async (earlier) =>
      earlier !== null && scope.kind === 'agency' && !earlier.changed.has(scope.agency)
        ? earlier.counts
        : this.count(tx, moment),
    );
  }

  private async count(tx: Tx, moment: Moment): Promise<ReadonlyMap<QueueViewName, ViewCount>> {
    const sql = new SqlParts();
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
    const sorted = sortedBy(orderOf(wish.view, wish.sort));
    const rows = await tx.query<Neighbours>(
      `SELECT previous, next, position, total FROM (
         SELECT c.id, lag(c.id) OVER w AS previous, lead(c.id) OVER w AS next, (row_number() OVER w)::integer AS position,
           (count(*) OVER ())::integer AS total
         FROM cases c WHERE ${where} WINDOW w AS (ORDER BY ${sorted})
       ) placed WHERE id = ${sql.value(caseId)}`,
      sql.values,
    );
    return rows[0] ?? null;
  }

  private async where(tx: Tx, view: QueueView, filter: QueueFilter, sql: SqlParts): Promise<string> {
    const moment = await this.moment(tx);
    const conditions = [agencyCondition(tx, sql), `(${sql.fill(view.condition, { ...moment })})`];
    conditions.push(...narrowed(filter, moment, sql));
    const others = conditions.join(' AND ');
    if (filter.words === null) return others;
    return `${others} AND ${this.search.condition(filter.words, tx, others, sql)}`;
  }

  private async moment(tx: Tx): Promise<Moment> {
    const now = await tx.now();
    const today = localDayOf(now);
    const weekago = localInstant(addCalendarDays(today, -WEEK_DAYS), '00:00');
    return { now, today, weekago, soon: lastNearDay(await this.calendar.get(), today), me: tx.actor.id };
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
