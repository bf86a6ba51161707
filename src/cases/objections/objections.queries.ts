import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { OBJECTION_DUE_SOON_DAYS } from '../../law/service-rules.js';
import type { ObjectionState } from '../../law/request-states.js';
import { awaitsReply } from '../../law/state-sets.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Database } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/scope.js';
import { pageOf, type ListPlace } from '../../platform/http/list-cursor.js';

/** `overdue` is the older name of `silent`. */
export const OBJECTION_VIEWS = ['all', 'open', 'due', 'silent', 'overdue', 'answered', 'orders'] as const;
export type ObjectionView = (typeof OBJECTION_VIEWS)[number];

const MOST_ROWS = 200;

/** The next due first, what is closed last; as text, for the cursor. */
const SORT_KEY = `((o.closed_at IS NOT NULL)::int || ' ' || o.reply_due_on)`;

const WHERE: Readonly<Record<ObjectionView, string>> = {
  all: 'true',
  open: `o.status = 'open'`,
  due: `o.status = 'open'`,
  silent: `o.status = 'silent'`,
  overdue: `o.status = 'silent'`,
  answered: `o.status = 'answered'`,
  orders: `d.objection_id IS NOT NULL AND d.carried_out_at IS NULL AND d.ended_at IS NULL`,
};

interface Row {
  readonly id: string;
  readonly number: string;
  readonly case_id: string | null;
  readonly request_number: string | null;
  readonly agency_code: string | null;
  readonly grounds: readonly string[];
  readonly status: ObjectionState;
  readonly late: boolean;
  readonly received_on: LocalDate;
  readonly reply_due_on: LocalDate;
  readonly commission_until: LocalDate | null;
  readonly carry_out_by: LocalDate | null;
  readonly subject: string;
  readonly version: number;
  readonly sort_key: string;
}

/** An objection as staff list it: numbers, grounds and dates; the story is behind the case. */
export interface ObjectionItem {
  readonly id: string;
  readonly number: string;
  readonly caseId: string | null;
  readonly registerNumber: string | null;
  readonly agency: { readonly code: string; readonly name: string } | null;
  readonly grounds: readonly string[];
  readonly status: ObjectionState;
  readonly late: boolean;
  readonly receivedOn: LocalDate;
  readonly replyDueDate: LocalDate;
  readonly workingDaysLeft: number | null;
  readonly commissionUntil: LocalDate | null;
  /** Last day of an order that is not carried out. */
  readonly carryOutBy: LocalDate | null;
  /** First words of what the request asked for, or of the objection where there is no request. */
  readonly subject: string;
  readonly version: number;
}

/** Lists of objections for staff, in the sight of the one who asks: the city, or the own agency's cases. */
@Injectable()
export class ObjectionList {
  constructor(
    private readonly database: Database,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
  ) {}

  /** Objections of one view, the next due first, 200 a page; `after`: the place of the last one that was shown. */
  async list(
    actor: Actor,
    view: ObjectionView,
    after: ListPlace | null = null,
  ): Promise<{ readonly items: readonly ObjectionItem[]; readonly nextCursor: string | null }> {
    const { rows, now } = await this.database.read(actor, scopeOf(actor), async (tx) => ({
      // The join puts row-level security of the case before every objection; without a case only the city sees one.
      rows: await tx.query<Row>(
        `SELECT o.id, o.register_number AS number, c.id AS case_id, c.register_number AS request_number, c.agency_code,
           o.grounds, o.status, o.late, o.received_on, o.reply_due_on, o.version,
           CASE WHEN NOT EXISTS (SELECT 1 FROM disputes q WHERE q.objection_id = o.id) THEN o.commission_until END
             AS commission_until,
           CASE WHEN d.carried_out_at IS NULL AND d.ended_at IS NULL THEN d.carry_out_by END AS carry_out_by, ${SORT_KEY} AS sort_key,
           left(coalesce(c.question, o.story), 90) AS subject
         FROM objections o LEFT JOIN cases c ON c.id = o.case_id LEFT JOIN objection_orders d ON d.objection_id = o.id
         WHERE (c.id IS NOT NULL OR (o.case_id IS NULL AND $1)) AND ${WHERE[view]}
           AND ($2::text IS NULL OR (${SORT_KEY}, o.id) > ($2, $3::uuid))
         ORDER BY sort_key, o.id LIMIT ${String(MOST_ROWS + 1)}`,
        [scopeOf(actor).kind === 'all', after?.key ?? null, after?.id ?? null],
      ),
      now: await tx.now(),
    }));
    const today = localDayOf(now);
    const calendar = await this.calendar.get();
    const left = (row: Row): number => calendar.workingDaysLeft(today, row.reply_due_on);
    const page = pageOf(rows, MOST_ROWS, ({ sort_key: key, id }) => ({ key, id }));
    const shown =
      view === 'due' ? page.rows.filter((row) => left(row) <= OBJECTION_DUE_SOON_DAYS) : page.rows;
    const items = await Promise.all(
      shown.map(async (row) => {
        const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
        return {
          id: row.id,
          number: row.number,
          caseId: row.case_id,
          registerNumber: row.request_number,
          agency: agency === null ? null : { code: agency.code, name: agency.name },
          grounds: row.grounds,
          status: row.status,
          late: row.late,
          receivedOn: row.received_on,
          replyDueDate: row.reply_due_on,
          workingDaysLeft: awaitsReply(row.status) ? left(row) : null,
          commissionUntil: row.commission_until,
          carryOutBy: row.carry_out_by,
          subject: row.subject,
          version: row.version,
        };
      }),
    );
    return { items, nextCursor: page.nextCursor };
  }
}
