import type { LocalDate } from '../../law/local-date.js';
import type { RequestState } from '../../law/request-states.js';
import type { ProvisionalReason } from '../../law/working-calendar.js';

/** Which reading of "due" a date is; the tracking answer calls it `dueDateKind`. */
export type DueKind = 'first' | 'extended' | 'afterRepair';

/** Whose will it is: the superior's, that of both sides of an objection, or the decision of a dispute by its event. */
export type OrderedBy =
  'superior' | 'settlement' | 'mediation-agreed' | 'ruling' | 'court-ruling' | 'cassation-ruling';

/** A row of `cases`, without its search vector. It names persons by id only. */
export interface CaseRow {
  readonly id: string;
  readonly public_body: string;
  readonly register_year: number;
  readonly register_seq: number;
  readonly register_number: string;
  readonly requester_id: string;
  readonly channel: 'web' | 'api' | 'counter' | 'spoken' | 'post' | 'email';
  readonly received_at: Date;
  readonly received_on: LocalDate;
  readonly entered_at: Date;
  readonly question: string;
  readonly purpose_kind: string;
  readonly purpose_text: string | null;
  /** `unstated` of a paper that does not say it. */
  readonly access: 'copy' | 'inspect' | 'unstated';
  readonly delivery: string | null;
  readonly format: string | null;
  readonly language: 'id' | 'en';
  readonly may_publish: boolean;
  readonly agency_requested: string | null;
  readonly agency_code: string | null;
  readonly holder_id: string | null;
  /** Official help and courtesy have no statutory clock and are no requests of the law. */
  readonly standing: 'statutory' | 'courtesy' | 'official-help';
  readonly status: RequestState;
  readonly completeness_due_on: LocalDate | null;
  readonly complete_at: Date | null;
  readonly repair_due_on: LocalDate | null;
  /** The day from which the reply term is counted; null where no statutory clock runs (official help, courtesy). */
  readonly reply_started_on: LocalDate | null;
  readonly due_on: LocalDate | null;
  readonly due_at: Date | null;
  readonly due_kind: DueKind | null;
  readonly due_provisional: ProvisionalReason | null;
  readonly calendar_version: number;
  /** The readings of the law it began under; every later date is counted with them. */
  readonly rule_set_version: number;
  readonly extended_at: Date | null;
  readonly noticed_at: Date | null;
  /** The notice goes by post or over the counter: it is sent on the day on which it leaves. */
  readonly notice_on_paper: boolean;
  /** The day on which it left, once the desk has recorded it; `notice_left_at` is when it was recorded first. */
  readonly notice_left_on: LocalDate | null;
  readonly notice_left_at: Date | null;
  /** The day by which it has to leave, while nobody has recorded that it did; kept by the database. */
  readonly letter_due_on: LocalDate | null;
  readonly outcome: string | null;
  /** What the written notice said; unlike `outcome` nothing changes it later. */
  readonly noticed_outcome: string | null;
  /** T6 of what is owed next. */
  readonly provide_on: LocalDate | null;
  /** T6 of the granted part of an answer that promises the rest; null while it waits for the payment. */
  readonly granted_due_on: LocalDate | null;
  /** T6 of what was promised beside a grant, while it is owed; null where nothing is. */
  readonly promised_due_on: LocalDate | null;
  readonly objection_until: LocalDate | null;
  readonly closed_at: Date | null;
  /** The nearest day of an order that waits to be carried out (T9); kept by the database. */
  readonly order_due_on: LocalDate | null;
  readonly order_by: OrderedBy | null;
  /** It was reported; what is left is the letter with which it leaves. */
  readonly order_in_letter: boolean;
  /** What is owed lies online and is given with the letter that tells of it; kept by the database. */
  readonly delivery_in_letter: boolean;
  /** The day on which it was given; null where an older register does not say. */
  readonly ordered_on: LocalDate | null;
  readonly tracking_code_hash: Buffer;
  readonly link_token_hash: Buffer;
  readonly link_epoch: number;
  /** The request of which this is a part; null for a request itself. */
  readonly parent_id: string | null;
  /** Into how many parts it is split; 0 = it is not. */
  readonly part_count: number;
  readonly version: number;
}

/** Columns of `CaseRow`, for every query that reads whole cases. */
export const CASE_COLUMNS = [
  'id',
  'public_body',
  'register_year',
  'register_seq',
  'register_number',
  'requester_id',
  'channel',
  'received_at',
  'received_on',
  'entered_at',
  'question',
  'purpose_kind',
  'purpose_text',
  'access',
  'delivery',
  'format',
  'language',
  'may_publish',
  'agency_requested',
  'agency_code',
  'holder_id',
  'standing',
  'status',
  'completeness_due_on',
  'complete_at',
  'repair_due_on',
  'reply_started_on',
  'due_on',
  'due_at',
  'due_kind',
  'due_provisional',
  'calendar_version',
  'rule_set_version',
  'extended_at',
  'noticed_at',
  'notice_on_paper',
  'notice_left_on',
  'notice_left_at',
  'letter_due_on',
  'outcome',
  'noticed_outcome',
  'provide_on',
  'granted_due_on',
  'promised_due_on',
  'objection_until',
  'closed_at',
  'order_due_on',
  'order_by',
  'order_in_letter',
  'delivery_in_letter',
  'ordered_on',
  'tracking_code_hash',
  'link_token_hash',
  'link_epoch',
  'parent_id',
  'part_count',
  'version',
] as const satisfies readonly (keyof CaseRow)[];

/** `c.id, c.public_body, ...` for the alias used in a query. */
export function caseColumns(alias: string): string {
  return CASE_COLUMNS.map((column) => `${alias}.${column}`).join(', ');
}

/** Columns that a step may change beside the state. */
export type CaseChange = Partial<
  Pick<
    CaseRow,
    | 'purpose_kind'
    | 'purpose_text'
    | 'access'
    | 'delivery'
    | 'format'
    | 'agency_code'
    | 'holder_id'
    | 'completeness_due_on'
    | 'complete_at'
    | 'repair_due_on'
    | 'reply_started_on'
    | 'due_on'
    | 'due_at'
    | 'due_kind'
    | 'due_provisional'
    | 'calendar_version'
    | 'extended_at'
    | 'noticed_at'
    | 'notice_on_paper'
    | 'notice_left_on'
    | 'notice_left_at'
    | 'outcome'
    | 'noticed_outcome'
    | 'provide_on'
    | 'granted_due_on'
    | 'promised_due_on'
    | 'objection_until'
    | 'closed_at'
    | 'part_count'
  >
>;
