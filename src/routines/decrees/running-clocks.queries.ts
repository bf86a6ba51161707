import type { DeadlineKind } from '../../law/deadline-kinds.js';
import { commissionClock } from '../../cases/objections/objection-clocks.js';
import { addCalendarDays, localDate, localDayOf, type LocalDate } from '../../law/local-date.js';
import type { RunningClock } from '../../law/recompute.js';
import { REQUEST_END_STATES, type ObjectionState, type RequestState } from '../../law/request-states.js';
import { LIVE_OBJECTION_STATES } from '../../law/state-sets.js';
import type { DayZero } from '../../law/term.js';
import type { ProvisionalReason } from '../../law/working-calendar.js';
import type { OpenReminder } from '../../office/deadlines/moved-reminders.js';
import { sqlWords } from '../../platform/database/sql-words.js';
import type { Tx } from '../../platform/database/tx.js';

/** A clock that a decree may move, with the due row that keeps it and whom its date was told. */
export interface CaseClock {
  readonly clock: RunningClock;
  readonly kind: DeadlineKind;
  readonly stage: string;
  /** The objection whose clock it is; null for a clock of the request. */
  readonly objection: ClockedObjection | null;
  /** The reason for which the date was provisional, as far as it was kept. */
  readonly provisional: ProvisionalReason | null;
}

export interface ClockedObjection {
  readonly id: string;
  readonly registerNumber: string;
  readonly status: ObjectionState;
  readonly version: number;
}

/** A case with its running clocks: what a new calendar is asked about. */
export interface ClockedCase {
  readonly id: string;
  readonly registerNumber: string;
  readonly status: RequestState;
  readonly calendarVersion: number;
  readonly ruleSetVersion: number;
  readonly receivedOn: LocalDate;
  readonly clocks: readonly CaseClock[];
  readonly reminders: readonly OpenReminder[];
}

interface DueRowJson {
  readonly case_id: string;
  readonly kind: DeadlineKind;
  readonly stage: string;
  readonly due_at: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

interface ObjectionJson {
  readonly id: string;
  readonly register_number: string;
  readonly status: ObjectionState;
  readonly version: number;
  readonly received_on: string;
  readonly entered_at: string;
  readonly reply_due_on: string;
  readonly answered_at: string | null;
  readonly due_provisional: ProvisionalReason | null;
}

interface Row {
  readonly id: string;
  readonly register_number: string;
  readonly status: RequestState;
  readonly calendar_version: number;
  readonly rule_set_version: number;
  readonly received_on: string;
  readonly entered_at: Date;
  readonly reply_started_on: string | null;
  readonly due_on: string | null;
  readonly due_provisional: ProvisionalReason | null;
  readonly extended_at: Date | null;
  readonly noticed_at: Date | null;
  readonly repair_due_on: string | null;
  readonly letter_on: string | null;
  readonly rows: readonly DueRowJson[];
  readonly objections: readonly ObjectionJson[];
}

/**
 * Cases that the law still waits for: closed ones have their right to object, withdrawn and final ones only what is left
 * of an objection that outlives them, or the right that its broken order opened. The parts of a request have no clock of
 * their own and go with it.
 */
export const OPEN_CASES = `c.parent_id IS NULL AND (c.status NOT IN (${sqlWords(REQUEST_END_STATES)})
  OR c.id IN (SELECT o.case_id FROM objections o WHERE o.closed_at IS NULL)
  OR c.id IN (SELECT w.case_id FROM due_rows w WHERE w.done_at IS NULL AND w.kind = 'objection-window'))`;

const KINDS: readonly DeadlineKind[] = [
  'completeness-check',
  'repair',
  'reply',
  'objection-window',
  'objection-reply',
  'commission-window',
  'court-window',
];
const REMINDERS: readonly DeadlineKind[] = [
  'completeness-reminder',
  'repair-reminder',
  'reply-reminder',
  'objection-window-reminder',
  'objection-reply-reminder',
  'commission-window-reminder',
];

const SELECT = /* sql */ `
  SELECT c.id, c.register_number, c.status, c.calendar_version, c.rule_set_version, c.received_on, c.entered_at, c.reply_started_on, c.due_on,
    c.due_provisional, c.extended_at, c.noticed_at, c.repair_due_on,
    (SELECT l.received_on FROM incompleteness_letters l WHERE l.case_id = c.id ORDER BY l.round DESC LIMIT 1) AS letter_on,
    coalesce((SELECT jsonb_agg(jsonb_build_object('case_id', d.case_id, 'kind', d.kind, 'stage', d.stage, 'due_at', d.due_at, 'facts', d.facts)
        ORDER BY d.due_at, d.id)
      FROM due_rows d WHERE d.done_at IS NULL AND d.kind = ANY ($1)
        AND d.case_id = ANY (array(SELECT p.id FROM cases p WHERE c.part_count > 0 AND p.parent_id = c.id) || c.id)), '[]') AS rows,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'register_number', o.register_number, 'status', o.status,
        'version', o.version, 'received_on', o.received_on, 'entered_at', o.entered_at, 'reply_due_on', o.reply_due_on,
        'answered_at', o.answered_at, 'due_provisional', o.due_provisional))
      FROM objections o WHERE o.case_id = c.id AND o.status IN (${sqlWords(LIVE_OBJECTION_STATES)})), '[]') AS objections
  FROM cases c`;

const ALL_KINDS = [...KINDS, ...REMINDERS];

/** The clocks of these cases; those of a case that another transaction holds are left out when it is to be locked. */
export async function clocksOf(tx: Tx, ids: readonly string[], lock: boolean): Promise<ClockedCase[]> {
  const locked = lock ? await lockFree(tx, ids) : ids;
  if (locked.length === 0) return [];
  const rows = await tx.query<Row>(`${SELECT} WHERE c.id = ANY ($2)`, [ALL_KINDS, locked]);
  return rows.map(toCase);
}

/** Every open case that has a clock running beyond `day`: nothing else can be moved by a change from that day on. */
export async function clocksBeyond(tx: Tx, day: LocalDate): Promise<ClockedCase[]> {
  const rows = await tx.query<Row>(
    `${SELECT} WHERE ${OPEN_CASES} AND c.id IN (SELECT d.case_id FROM due_rows d
       WHERE d.done_at IS NULL AND d.kind = ANY ($2) AND d.due_at >= $3)`,
    [ALL_KINDS, KINDS, day],
  );
  return rows.map(toCase);
}

// Nobody waits for the recomputing, and it waits for nobody: what is held right now comes in a later batch. Who holds
// the part of a request holds the request before it.
async function lockFree(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM cases WHERE id = ANY ($1) AND parent_id IS NULL ORDER BY id FOR UPDATE SKIP LOCKED',
    [ids],
  );
  return rows.map(({ id }) => id);
}

function toCase(row: Row): ClockedCase {
  return {
    id: row.id,
    registerNumber: row.register_number,
    status: row.status,
    calendarVersion: row.calendar_version,
    ruleSetVersion: row.rule_set_version,
    receivedOn: localDate(row.received_on),
    clocks: row.rows.filter((due) => due.case_id === row.id).flatMap((due) => clockOf(row, due)),
    reminders: row.rows.filter(({ kind }) => REMINDERS.includes(kind)).map(toReminder),
  };
}

function toReminder({ case_id: caseId, kind, stage, facts }: DueRowJson): OpenReminder {
  const days = facts['daysBefore'];
  return { caseId, kind, stage, daysBefore: typeof days === 'number' ? days : null };
}

/** Reads from case and due row what the clock was started with; none when the facts are not there. */
function clockOf(row: Row, due: DueRowJson): readonly CaseClock[] {
  const objection = row.objections.find(({ id }) => id === due.facts['objectionId']);
  const clock = objection === undefined ? requestClock(row, due) : objectionClock(objection, due);
  if (clock === null) return [];
  const provisional =
    clock.limit === 'T4' || clock.limit === 'T5'
      ? row.due_provisional
      : clock.limit === 'T8'
        ? (objection?.due_provisional ?? null)
        : null;
  return [
    {
      clock,
      kind: due.kind,
      stage: due.stage,
      provisional,
      objection:
        objection === undefined
          ? null
          : {
              id: objection.id,
              registerNumber: objection.register_number,
              status: objection.status,
              version: objection.version,
            },
    },
  ];
}

function requestClock(row: Row, row_: DueRowJson): RunningClock | null {
  const due = lastDay(row_);
  switch (row_.kind) {
    case 'completeness-check':
      return { limit: 'T2', due, ...checkedFrom(row, row_) };
    case 'repair':
      return row.letter_on === null ? null : { limit: 'T3', due, letterReceivedOn: localDate(row.letter_on) };
    case 'reply':
      return replyClock(row, due);
    case 'objection-window': {
      const foundOn = foundOnOf(row, row_);
      return foundOn === null ? null : { limit: 'T7', due, foundOn, dayZero: dayZeroOf(row_) };
    }
    default:
      return null;
  }
}

// A letter that came back has the term of the check anew, from the day on which that was known.
function checkedFrom(
  row: Row,
  { facts }: DueRowJson,
): { readonly enteredOn: LocalDate; readonly receivedOn: LocalDate | null } {
  const known = facts['foundOn'];
  if (typeof known === 'string') return { enteredOn: localDate(known), receivedOn: null };
  return { enteredOn: localDayOf(row.entered_at), receivedOn: localDate(row.received_on) };
}

function replyClock(row: Row, due: LocalDate): RunningClock | null {
  if (row.reply_started_on === null) return null;
  const countedFrom = localDate(row.reply_started_on);
  if (row.extended_at === null) return { limit: 'T4', due, countedFrom };
  return { limit: 'T5', due, countedFrom, extendedOn: localDayOf(row.extended_at) };
}

/** Day 0 of the right to object: it stands in the row, or follows from what opened the window. */
function foundOnOf(row: Row, { stage, facts }: DueRowJson): LocalDate | null {
  const known = facts['foundOn'];
  if (typeof known === 'string') return localDate(known);
  if (stage.startsWith('silence/')) return row.due_on === null ? null : localDate(row.due_on);
  if (stage.startsWith('closed-incomplete/'))
    return row.repair_due_on === null ? null : localDate(row.repair_due_on);
  return row.noticed_at === null ? null : localDayOf(row.noticed_at);
}

/** What day 0 is: a notice was received that day, or a term ended with it. */
function dayZeroOf({ stage, facts }: DueRowJson): DayZero {
  if (facts['dayZero'] === 'receipt' || facts['dayZero'] === 'end-of-term') return facts['dayZero'];
  return stage.startsWith('notice/') ? 'receipt' : 'end-of-term';
}

function objectionClock(objection: ObjectionJson, row: DueRowJson): RunningClock | null {
  const due = lastDay(row);
  const receivedOn = localDate(objection.received_on);
  switch (row.kind) {
    case 'objection-reply':
      return { limit: 'T8', due, receivedOn, enteredOn: localDayOf(new Date(objection.entered_at)) };
    case 'commission-window':
      return commissionClock(due, row.facts, {
        replyDueOn: localDate(objection.reply_due_on),
        answeredOn: objection.answered_at === null ? null : localDayOf(new Date(objection.answered_at)),
      });
    default:
      return null;
  }
}

/** A clock ends at 24.00 WIT of its last day, which is the first moment of the next. */
function lastDay({ due_at: at }: DueRowJson): LocalDate {
  return addCalendarDays(localDayOf(new Date(at)), -1);
}
