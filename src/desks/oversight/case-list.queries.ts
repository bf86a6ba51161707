import { Injectable } from '@nestjs/common';
import type { OrderedBy } from '../../cases/requests/case-row.js';
import { owedDelivery } from '../../cases/requests/owed.queries.js';
import { addCalendarDays, localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import type { RequestState } from '../../law/request-states.js';
import { DUE_SOON_DAYS } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { ageRanges } from './age-steps.js';
import { AT_WORK } from './at-work.js';
import { NONE, type CaseFilter, type CaseView } from './case-filter.js';
import { periodOf, type Period } from './period.js';

/** A row of a list; never who asks. For objections the number, dates and state are the objection's. */
export interface ListedCase {
  readonly row_id: string;
  readonly id: string | null;
  readonly register_number: string;
  readonly agency_code: string | null;
  readonly status: RequestState | null;
  readonly question: string;
  readonly due_on: LocalDate | null;
  readonly repair_due_on: LocalDate | null;
  readonly provide_on: LocalDate | null;
  readonly noticed_on: LocalDate | null;
  readonly order_due_on: LocalDate | null;
  readonly order_by: OrderedBy | null;
  readonly letter_due_on: LocalDate | null;
  readonly late: boolean;
  readonly extended: boolean;
  readonly objected: boolean;
  readonly version: number;
  readonly holder_name: string | null;
  readonly last_event: string | null;
  readonly last_at: Date | null;
  readonly total: number;
}

export interface CaseList {
  readonly rows: readonly ListedCase[];
  readonly total: number;
  readonly page: number;
  readonly now: Date;
  readonly today: LocalDate;
  readonly calendar: WorkingCalendar;
  readonly period: Period;
}

export const LIST_ROWS = 100;

/** What each view holds: the same conditions on `case_measures` that the board counts by. */
const VIEWS: Readonly<Record<CaseView, string>> = {
  terbuka: 'm.awaits_notice',
  'hari-ini': `${AT_WORK} AND m.duty_due_on = :today`,
  'tiga-hari': `${AT_WORK} AND m.duty_due_on BETWEEN :today AND :soon`,
  terlambat: `${AT_WORK} AND m.duty_due_at <= :now`,
  'menunggu-pemohon': `m.awaits_notice AND m.status = 'incomplete'`,
  'menunggu-persetujuan': `m.status = 'consent_pending'`,
  'menunggu-penyerahan': owedDelivery('m'),
  'tanpa-pemegang': 'm.awaits_notice AND (m.agency_code IS NULL OR m.holder_id IS NULL)',
  dijawab: 'm.answered AND m.noticed_on BETWEEN :from AND :to',
  'jatuh-tempo': 'm.due_counts AND m.due_on BETWEEN :from AND :to AND m.due_at <= :now',
  'tepat-waktu': 'm.due_counts AND m.due_on BETWEEN :from AND :to AND m.due_at <= :now AND m.on_time',
  diperpanjang: 'm.due_counts AND m.due_on BETWEEN :from AND :to AND m.due_at <= :now AND m.extended',
  keberatan: `o.status = 'open'`,
  masuk: 'm.received_at >= :start AND m.received_at < :end',
  selesai: 'm.left_at >= :start AND m.left_at < :end',
};

/** As it stood at the end of a day. */
const AT_END: Partial<Record<CaseView, string>> = {
  terbuka: 'm.received_at < :at AND (m.left_at IS NULL OR m.left_at >= :at)',
  terlambat: 'm.received_at < :at AND (m.left_at IS NULL OR m.left_at >= :at) AND m.due_at <= :at',
};

/** The lists behind the numbers: one statement a page. */
@Injectable()
export class CaseListQueries {
  constructor(private readonly calendar: CurrentCalendar) {}

  async page(tx: Tx, filter: CaseFilter, page: number, limit = LIST_ROWS): Promise<CaseList> {
    const now = await tx.now();
    const today = localDayOf(now);
    const calendar = await this.calendar.get();
    const period = periodOf(filter.span, now);
    const sql = new Conditions();
    const moment = {
      now,
      today,
      soon: calendar.dueDate(today, DUE_SOON_DAYS).date,
      ...spanOf(filter, period),
    };
    for (const condition of conditionsOf(filter, calendar, today)) sql.add(condition, moment);
    const rows = await tx.query<ListedCase>(
      statement(filter.view, sql.text(), sql.value(limit), sql.value((page - 1) * limit)),
      sql.values,
    );
    return { rows, total: rows[0]?.total ?? 0, page, now, today, calendar, period };
  }
}

function statement(view: CaseView, where: string, limit: string, offset: string): string {
  const ofObjections = view === 'keberatan';
  const source = ofObjections
    ? 'objections o LEFT JOIN case_measures m ON m.case_id = o.case_id'
    : 'case_measures m';
  const own = ofObjections
    ? `o.id AS row_id, o.register_number, coalesce(left(c.question, 400), o.story) AS question, o.reply_due_on AS due_on,
       o.reply_due_at <= :now AS late`
    : `c.id AS row_id, c.register_number, left(c.question, 400) AS question, 
       coalesce(m.duty_due_on, c.due_on) AS due_on, coalesce(m.duty_due_at <= :now, false) AS late`;
  const order = ofObjections
    ? 'o.reply_due_on, o.received_at, o.id'
    : view === 'dijawab' || view === 'selesai'
      ? 'm.left_at DESC, c.id'
      : `m.status = 'incomplete' AND m.order_due_on IS NULL, coalesce(m.duty_due_on, c.due_on) NULLS LAST, c.received_at, c.id`;
  return `SELECT ${own.replaceAll(':now', '$1')}, c.id, c.agency_code, c.status, c.repair_due_on, c.provide_on,
      c.order_due_on, c.order_by, c.letter_due_on,
      m.noticed_on, coalesce(m.extended, false) AS extended, coalesce(c.version, 0) AS version, s.name AS holder_name,
      EXISTS (SELECT 1 FROM objections x WHERE x.case_id = c.id AND x.status = 'open') AS objected,
      last.event AS last_event, last.effective_at AS last_at, (count(*) OVER ())::integer AS total
    FROM ${source} LEFT JOIN cases c ON c.id = m.case_id LEFT JOIN staff s ON s.id = c.holder_id
    LEFT JOIN LATERAL (SELECT a.event, a.effective_at FROM audit a
      WHERE a.case_id = c.id AND a.visible_to <> 'system' ORDER BY a.seq DESC LIMIT 1) last ON true
    WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`;
}

type Values = Readonly<Record<string, unknown>>;

function conditionsOf(
  filter: CaseFilter,
  calendar: WorkingCalendar,
  today: LocalDate,
): readonly (string | readonly [string, Values])[] {
  const atEnd = filter.at === null ? undefined : AT_END[filter.view];
  const base = atEnd ?? VIEWS[filter.view];
  return [
    '$1::timestamptz IS NOT NULL',
    atEnd === undefined || filter.at === null ? base : ([base, { at: endOf(filter.at) }] as const),
    ...(filter.group === null ? [] : [['m.agency_kind = :group', { group: filter.group }] as const]),
    ...(filter.channel === null ? [] : [['m.channel = :channel', { channel: filter.channel }] as const]),
    ...equalOrNone('m.agency_code', 'agency', filter.agency),
    ...equalOrNone('m.holder_id', 'holder', filter.holder),
    ...(filter.dueOn === null
      ? []
      : [[`${AT_WORK} AND m.duty_due_on = :due`, { due: filter.dueOn }] as const]),
    ...ageConditions(filter, calendar, today),
  ];
}

function equalOrNone(
  column: string,
  name: string,
  value: string | null,
): readonly (string | readonly [string, Values])[] {
  if (value === null) return [];
  return value === NONE ? [`${column} IS NULL`] : [[`${column} = :${name}`, { [name]: value }]];
}

function ageConditions(
  { age }: CaseFilter,
  calendar: WorkingCalendar,
  today: LocalDate,
): readonly (string | readonly [string, Values])[] {
  const range = ageRanges(calendar, today).find((one) => one.step === age);
  if (range === undefined) return [];
  return [
    `${AT_WORK} AND m.duty_due_on IS NOT NULL`,
    ...(range.from === null ? [] : [['m.duty_due_on >= :agefrom', { agefrom: range.from }] as const]),
    ...(range.to === null ? [] : [['m.duty_due_on <= :ageto', { ageto: range.to }] as const]),
  ];
}

/** First and last day of what is counted, as days and as moments: the week that is named, else the period. */
function spanOf(filter: CaseFilter, period: Period): Values {
  const from = filter.week ?? period.from;
  const to = filter.week === null ? period.to : addCalendarDays(filter.week, 6);
  return { from, to, start: localInstant(from, '00:00'), end: endOf(to) };
}

function endOf(day: LocalDate): Date {
  return localInstant(addCalendarDays(day, 1), '00:00');
}

/** Conditions with named values; the first value is always the moment. */
class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];
  private readonly known = new Map<string, string>();

  add(condition: string | readonly [string, Values], moment: Values): void {
    if (this.values.length === 0) this.known.set('now', this.value(moment['now']));
    const [text, own] = typeof condition === 'string' ? [condition, {} as Values] : condition;
    const given = { ...moment, ...own };
    this.parts.push(
      text.replace(/(?<!:):([a-z]+)\b/gu, (_, name: string) => {
        const before = this.known.get(name);
        if (before !== undefined) return before;
        const made = this.value(given[name]);
        this.known.set(name, made);
        return made;
      }),
    );
  }

  value(value: unknown): string {
    this.values.push(value);
    return `$${String(this.values.length)}`;
  }

  text(): string {
    return this.parts.map((part) => `(${part})`).join(' AND ');
  }
}
