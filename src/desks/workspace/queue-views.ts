import { owedDelivery, promisedDelivery } from '../../cases/requests/owed.queries.js';

/** One view of the queue: `?tampilan=` of the pages, `view=` of the API. */
export interface QueueView {
  readonly name: string;
  /** Group of the list at the left; null = answers by address, and is listed while it holds cases. */
  readonly group: 'daily' | 'waiting' | 'other';
  /** Condition on `cases c` with the parameters of `ViewMoment`. */
  readonly condition: string;
  /**
   * Which of its cases are not at work: none unless it is said. `any` = they are found by an index of their own. The views
   * are counted in one reading of what is at work, and what is beside it.
   */
  readonly beside?: string;
  readonly order: 'due' | 'recent';
}

/**
 * Conditions that several views share. `:today`, `:soon`, `:weekago`, `:me` are filled by the query: days, so that what was
 * counted stays true until something is written. A reply clock ends with its day.
 */
const OPEN = 'c.closed_at IS NULL';
/** Open, or answered with an order to carry out or a letter to send: what a list of work reads at all. */
export const AT_WORK = '(c.closed_at IS NULL OR c.order_due_on IS NOT NULL OR c.letter_due_on IS NOT NULL)';
// Where the reply clock stands still there is no date, and no comparison with it holds.
const RUNNING = `c.closed_at IS NULL AND c.noticed_at IS NULL`;
const REPLIED = `(SELECT m.direction FROM messages m WHERE m.case_id = c.id ORDER BY m.at DESC, m.id LIMIT 1) = 'from-requester'`;
const OVERDUE = `${AT_WORK} AND ((${RUNNING} AND c.due_on < :today) OR c.order_due_on < :today OR c.letter_due_on < :today)`;
/** The nearest day that binds the office (`dutyOf`). */
export const DUTY_ON = `least(CASE WHEN ${RUNNING} THEN c.due_on END, c.order_due_on, c.letter_due_on)`;
const NEAR = `${AT_WORK} AND ${DUTY_ON} BETWEEN :today AND :soon`;
// A split request is in the hands of those who hold its parts.
const UNASSIGNED = `${OPEN} AND c.part_count = 0 AND (c.agency_code IS NULL OR c.holder_id IS NULL)`;
const OBJECTED = `EXISTS (SELECT 1 FROM objections o WHERE o.case_id = c.id AND o.closed_at IS NULL)`;
const UNSENT = `c.id IN (SELECT t.case_id FROM tasks t WHERE t.done_at IS NULL AND t.kind IN ('mail-refused', 'mail-bounced'))`;
/** Handed in after its term: the desk takes it, or leaves it. As an array, so that it is looked up beside the open ones. */
const LATE_REPAIR = `(c.status = 'closed_incomplete' AND c.id = ANY (ARRAY(SELECT t.case_id FROM tasks t WHERE t.kind = 'late-repair' AND t.done_at IS NULL)))`;
const AWAITS_MATERIAL = `c.noticed_at IS NULL AND EXISTS (SELECT 1 FROM material_requests m WHERE m.case_id = c.id AND m.received_at IS NULL)`;

/** What holds for one case; the list asks the same for its marks. */
export const CASE_MARKS = { replied: REPLIED, objected: OBJECTED, lateRepair: LATE_REPAIR } as const;

export const QUEUE_VIEWS = [
  {
    name: 'hari-ini',
    group: 'daily',
    order: 'due',
    condition: `${AT_WORK} AND (${DUTY_ON} <= :today OR (${OPEN} AND ${REPLIED}))`,
  },
  { name: 'terlambat', group: 'daily', order: 'due', condition: OVERDUE },
  {
    name: 'tiga-hari',
    group: 'daily',
    order: 'due',
    condition: NEAR,
  },
  { name: 'milik-saya', group: 'daily', order: 'due', condition: `${AT_WORK} AND c.holder_id = :me` },
  {
    name: 'belum-dibagi',
    group: 'daily',
    order: 'due',
    condition: UNASSIGNED,
  },
  {
    name: 'kelengkapan',
    group: 'daily',
    order: 'due',
    condition: `((${OPEN} AND c.status = 'received') OR ${LATE_REPAIR})`,
    beside: LATE_REPAIR,
  },
  {
    name: 'menunggu-pemohon',
    group: 'waiting',
    order: 'due',
    condition: `${OPEN} AND c.status = 'incomplete'`,
  },
  { name: 'menunggu-bahan', group: 'waiting', order: 'due', condition: `${OPEN} AND ${AWAITS_MATERIAL}` },
  {
    name: 'menunggu-persetujuan',
    group: 'waiting',
    order: 'due',
    condition: `${OPEN} AND c.status = 'consent_pending'`,
  },
  {
    name: 'menunggu-penyerahan',
    group: 'waiting',
    order: 'due',
    condition: owedDelivery('c'),
    beside: promisedDelivery('c'),
  },
  { name: 'semua', group: 'other', order: 'due', condition: AT_WORK },
  { name: 'keberatan', group: 'other', order: 'due', condition: OBJECTED, beside: 'any' },
  { name: 'gagal-kirim', group: 'other', order: 'due', condition: UNSENT, beside: 'any' },
  {
    name: 'selesai',
    group: 'other',
    order: 'recent',
    beside: 'any',
    condition: `c.closed_at >= :weekago`,
  },
] as const satisfies readonly QueueView[];

export type QueueViewName = (typeof QUEUE_VIEWS)[number]['name'];

/** Views without a step that fills them yet: they answer by address and are listed only while they hold cases. */
export const QUIET_VIEWS: readonly QueueViewName[] = [];

/** Views of the API (`contract.md` section 3). */
export const API_VIEWS = {
  all: { name: 'all', group: 'other', order: 'due', condition: 'true' },
  mine: { name: 'mine', group: 'other', order: 'due', condition: 'c.holder_id = :me' },
  unassigned: {
    name: 'unassigned',
    group: 'other',
    order: 'due',
    condition: UNASSIGNED,
  },
  due: {
    name: 'due',
    group: 'other',
    order: 'due',
    condition: NEAR,
  },
  overdue: { name: 'overdue', group: 'other', order: 'due', condition: OVERDUE },
  waiting: {
    name: 'waiting',
    group: 'other',
    order: 'due',
    condition: `(c.status = 'incomplete' OR ${LATE_REPAIR})`,
  },
  answered: {
    name: 'answered',
    group: 'other',
    order: 'recent',
    condition: `c.noticed_at > :now::timestamptz - interval '30 days'`,
  },
} as const satisfies Readonly<Record<string, QueueView>>;

/** The view of a page by its name, or null. */
export function queueView(name: string): (QueueView & { readonly name: QueueViewName }) | null {
  return QUEUE_VIEWS.find((view) => view.name === name) ?? null;
}

/** The view of the API by its name, or null. */
export function apiView(name: string): QueueView | null {
  return name in API_VIEWS ? API_VIEWS[name as keyof typeof API_VIEWS] : null;
}
