import { CITY_ZONE, localDayOf, type LocalDate } from '../../law/local-date.js';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import type { ObjectionState } from '../../law/request-states.js';
import type { ProvisionalReason } from '../../law/working-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { caseColumns, type CaseRow } from '../requests/case-row.js';

/** A row of `objections`. It names persons by id only. */
export interface ObjectionRow {
  readonly id: string;
  readonly register_number: string;
  readonly case_id: string | null;
  /** The person of the request, or the proxy who files for it. */
  readonly requester_id: string;
  readonly grounds: readonly ObjectionGround[];
  readonly story: string;
  /** What the information is for, of an objection without a request; else its request says it. */
  readonly purpose_kind: string | null;
  readonly purpose_text: string | null;
  readonly late: boolean;
  readonly status: ObjectionState;
  readonly received_at: Date;
  readonly received_on: LocalDate;
  /** When it got its number; later than its receipt where the desk entered a paper. */
  readonly entered_at: Date;
  readonly reply_due_on: LocalDate;
  readonly due_provisional: ProvisionalReason | null;
  readonly commission_until: LocalDate | null;
  readonly answered_at: Date | null;
  /** The answer goes by post or over the counter: it is sent on the day on which it leaves, once that is recorded. */
  readonly reply_on_paper: boolean;
  readonly reply_left_on: LocalDate | null;
  readonly closed_at: Date | null;
  readonly channel: 'web' | 'api' | 'counter' | 'spoken' | 'post' | 'email';
  /** Who answers in the superior's stead; null = the superior. */
  readonly delegate_id: string | null;
  readonly version: number;
  /** That of its request; without a request the one in force when it was received. */
  readonly rule_set_version: number;
}

/** An objection with the request behind it; ground b may have none. */
export interface ObjectionTarget {
  readonly row: CaseRow | null;
  readonly objection: ObjectionRow;
}

/** Whether what is to be carried out of it was agreed by both sides, and not ordered (law.md row 27). */
export function isAgreed({ objection }: Pick<ObjectionTarget, 'objection'>): boolean {
  return objection.status === 'settled';
}

/** The answer goes on paper, and nobody has recorded that it left: what runs from its receipt has no day yet. */
export function awaitsLeaving({ reply_on_paper: onPaper, reply_left_on: leftOn }: ObjectionRow): boolean {
  return onPaper && leftOn === null;
}

/** What opened the way to the commission (T10), for the mails that tell its end. */
export function remedyOpened(objection: ObjectionRow): {
  readonly objectionAnsweredOn: LocalDate | null;
  readonly replyDueOn: LocalDate;
} {
  const { answered_at: at, reply_due_on: replyDueOn } = objection;
  return { objectionAnsweredOn: at === null ? null : localDayOf(at), replyDueOn };
}

const COLUMNS = [
  'id',
  'register_number',
  'case_id',
  'requester_id',
  'grounds',
  'story',
  'purpose_kind',
  'purpose_text',
  'late',
  'status',
  'received_at',
  'received_on',
  'entered_at',
  'reply_due_on',
  'due_provisional',
  'commission_until',
  'answered_at',
  'reply_on_paper',
  'reply_left_on',
  'closed_at',
  'channel',
  'delegate_id',
  'version',
  'rule_set_version',
] as const satisfies readonly (keyof ObjectionRow)[];

/** SQL: the day of an order `r` (T9). One that waits for a payment is not late today, whatever was agreed (decision 0093). */
export const ORDER_DAY = `coalesce(r.carry_out_by, greatest(r.agreed_day, (tenggat_now() AT TIME ZONE '${CITY_ZONE}')::date))`;

/** SQL: whether an agreement `d` waits for the payment of the cost that it leaves. */
export const WAITS_FOR_PAYMENT = 'd.carry_out_by IS NULL AND d.carried_out_at IS NULL AND d.ended_at IS NULL';

/** `o.id, o.register_number, ...` for every query that reads whole objections under this alias. */
export function objectionColumns(alias: string): string {
  return COLUMNS.map((column) => `${alias}.${column}`).join(', ');
}

/** Columns of `ObjectionRow` where the query has no alias. */
export const OBJECTION_COLUMNS = COLUMNS.join(', ');

/** Locks an objection for a timer; null when there is none. The caller holds the lock of its case already. */
export async function lockObjection(tx: Tx, id: unknown): Promise<ObjectionRow | null> {
  const rows = await tx.query<ObjectionRow>(
    `SELECT ${objectionColumns('o')} FROM objections o WHERE o.id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

/** Locks an objection after the request behind it, if there is one. Null when missing or, with its request, hidden. */
export async function lockTarget(tx: Tx, id: string): Promise<ObjectionTarget | null> {
  const found = await findObjection(tx, id);
  if (found === null) return null;
  if (found.case_id === null) return withLock(await lockObjection(tx, id), null);
  const rows = await tx.query<CaseRow>(
    `SELECT ${caseColumns('c')} FROM cases c WHERE c.id = $1 FOR UPDATE OF c`,
    [found.case_id],
  );
  return rows[0] === undefined ? null : withLock(await lockObjection(tx, id), rows[0]);
}

/** The same without a lock. */
export async function readTarget(tx: Tx, id: string): Promise<ObjectionTarget | null> {
  const objection = await findObjection(tx, id);
  if (objection === null || objection.case_id === null) return withLock(objection, null);
  const rows = await tx.query<CaseRow>(`SELECT ${caseColumns('c')} FROM cases c WHERE c.id = $1`, [
    objection.case_id,
  ]);
  return rows[0] === undefined ? null : { objection, row: rows[0] };
}

/** The objections of a case, the newest first. */
export function objectionsOf(tx: Tx, caseId: string): Promise<ObjectionRow[]> {
  return tx.query<ObjectionRow>(
    `SELECT ${objectionColumns('o')} FROM objections o WHERE o.case_id = $1
     ORDER BY o.received_at DESC, o.register_seq DESC`,
    [caseId],
  );
}

async function findObjection(tx: Tx, id: string): Promise<ObjectionRow | null> {
  const rows = await tx.query<ObjectionRow>(
    `SELECT ${objectionColumns('o')} FROM objections o WHERE o.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

function withLock(objection: ObjectionRow | null, row: CaseRow | null): ObjectionTarget | null {
  return objection === null ? null : { objection, row };
}
