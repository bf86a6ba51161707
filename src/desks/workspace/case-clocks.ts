import type { CaseRow, OrderedBy } from '../../cases/requests/case-row.js';
import type { ReplyStage } from '../../cases/requests/clock-rows.js';
import { addCalendarDays, laterOf, localDayOf, type LocalDate } from '../../law/local-date.js';
import type { DayZero } from '../../law/term.js';
import type { TimeLimitId } from '../../law/time-limits.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';

/** A due row of the case with the day its own letter or extension began, where it has one. */
export interface ClockSource {
  readonly kind: string;
  readonly stage: string;
  readonly due_at: Date;
  readonly effective_at: Date | null;
  readonly outcome: 'taken' | 'pointless' | 'stopped' | null;
  readonly letter_received_on: LocalDate | null;
  readonly extended_from: LocalDate | null;
  /** Day 0 of a window and what it is, where its row keeps them. */
  readonly found_on: LocalDate | null;
  readonly day_zero: DayZero | null;
  /** Of an order: the day it was given, and when it was carried out or taken from the office; null while it waits. */
  readonly ordered_on: LocalDate | null;
  readonly order_ended_at: Date | null;
  readonly carried_out: boolean;
  /** Whose order it is, or whose agreement; null where the clock is of none. */
  readonly ordered_by: OrderedBy | null;
}

/** A clock of the law as the API answers it. */
export interface CaseClock {
  readonly kind: TimeLimitId;
  readonly startedOn: LocalDate;
  readonly dueDate: LocalDate;
  readonly dueAt: string;
  readonly stoppedAt: string | null;
  readonly provisional: boolean;
  /** Whether its day passed before it was stopped. */
  readonly lapsed: boolean;
  /** What `startedOn` is: the receipt of something, or the end of the term before. */
  readonly dayZero: DayZero;
  /** Of an order: it was carried out, in time or late. */
  readonly carriedOut: boolean;
  readonly orderedBy: OrderedBy | null;
}

const NAMED: readonly TimeLimitId[] = ['T6', 'T9'];

/** Stages of T4 that count from receipt; the others from the day that the case keeps. */
const FROM_RECEIPT: readonly string[] = [
  'first',
  'letter-not-sent',
  'closing-taken-back',
] satisfies ReplyStage[];

/** The clocks of the law, the oldest first; the office's own reminders are left out. */
export function caseClocks(
  row: CaseRow,
  sources: readonly ClockSource[],
  calendar: WorkingCalendar,
): readonly CaseClock[] {
  return sources.flatMap((source) => {
    const limit = limitOf(source);
    if (limit === null) return [];
    const dueDate = addCalendarDays(localDayOf(source.due_at), -1);
    const startedOn = startOf(row, source, limit, dueDate);
    return [
      {
        kind: limit,
        startedOn,
        dueDate,
        dueAt: source.due_at.toISOString(),
        stoppedAt: stopOf(source)?.toISOString() ?? null,
        // The day of T6 and T9 is named by the notice or the order itself: no calendar moves it (0039).
        provisional: !NAMED.includes(limit) && calendar.provisionalBetween(startedOn, dueDate) !== null,
        lapsed: source.outcome === 'taken',
        carriedOut: source.carried_out,
        orderedBy: source.ordered_by,
        dayZero: source.day_zero ?? (source.stage.startsWith('notice') ? 'receipt' : 'end-of-term'),
      },
    ];
  });
}

// The day of an order passes and the order stays: it is late until it is carried out.
function stopOf({ outcome, effective_at: at, ordered_on: orderedOn, order_ended_at: endedAt }: ClockSource) {
  return orderedOn !== null && outcome === 'taken' ? endedAt : at;
}

function limitOf(source: ClockSource): TimeLimitId | null {
  switch (source.kind) {
    case 'completeness-check':
      return 'T2';
    case 'repair':
      return 'T3';
    case 'reply':
      return source.stage === 'extended' ? 'T5' : 'T4';
    case 'delivery':
      return 'T6';
    case 'order-execution':
    case 'dispute-order':
      return 'T9';
    case 'objection-window':
      return 'T7';
    default:
      return null;
  }
}

function startOf(row: CaseRow, source: ClockSource, limit: TimeLimitId, due: LocalDate): LocalDate {
  switch (limit) {
    case 'T2':
      // What comes after hours may be received on the next working day (D5).
      return source.found_on ?? laterOf(localDayOf(row.entered_at), row.received_on);
    case 'T3':
      return source.letter_received_on ?? row.received_on;
    case 'T4':
      return FROM_RECEIPT.includes(source.stage)
        ? row.received_on
        : (row.reply_started_on ?? row.received_on);
    case 'T5':
      return source.extended_from ?? row.received_on;
    case 'T9':
      return source.ordered_on ?? due;
    case 'T6':
      return source.found_on ?? (row.noticed_at === null ? due : localDayOf(row.noticed_at));
    default:
      return source.found_on ?? windowStart(row, source.stage);
  }
}

// A window opens on the day of the notice, or on the last day that passed in silence.
function windowStart(row: CaseRow, stage: string): LocalDate {
  if (stage.startsWith('notice') && row.noticed_at !== null) return localDayOf(row.noticed_at);
  return row.due_on ?? row.repair_due_on ?? row.received_on;
}
