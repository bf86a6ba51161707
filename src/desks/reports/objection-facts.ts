import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import type { ObjectionOutcome } from '../../law/objection-grounds.js';
import { leftAfter } from '../../law/paper-letter.js';

/** A row of `register_objections`. */
export interface ObjectionFacts {
  readonly objection_id: string;
  readonly register_year: number;
  readonly register_seq: number;
  readonly register_number: string;
  readonly case_id: string | null;
  readonly requester_id: string;
  readonly request_number: string | null;
  readonly agency_code: string | null;
  readonly question: string | null;
  readonly purpose_kind: string | null;
  readonly purpose_text: string | null;
  readonly story: string;
  readonly grounds: readonly string[];
  readonly late: boolean;
  readonly status: string;
  readonly received_at: Date;
  readonly received_on: LocalDate;
  readonly entered_at: Date;
  readonly reply_due_on: LocalDate;
  readonly reply_due_at: Date;
  readonly answered_at: Date | null;
  /** Whether the answer went on paper, the day on which it left, and when that was recorded first. */
  readonly reply_on_paper: boolean;
  readonly reply_left_on: LocalDate | null;
  readonly reply_left_at: Date | null;
  readonly reply_outcome: ObjectionOutcome | null;
  readonly as_delegate: boolean | null;
  readonly answered_by: string | null;
  readonly carry_out_by: LocalDate | null;
  /** What was agreed where the cost is paid first, in whole rupiah, and when the day was known that runs from the payment. */
  readonly agreed_day: LocalDate | null;
  readonly agreed_cost: number | null;
  readonly order_day_known_at: Date | null;
  readonly carried_out_at: Date | null;
  readonly carried_out_on: LocalDate | null;
  /** When its order ended with the request, which the requester withdrew, or gave way to that of a ruling. */
  readonly order_ended_at: Date | null;
  readonly order_ended_by: 'withdrawal' | 'ruling' | null;
  readonly closed_how: 'settled' | 'withdrawn' | null;
  readonly closed_at: Date | null;
  readonly commission_number: string | null;
  readonly commission_filed_on: LocalDate | null;
  readonly commission_known_at: Date | null;
  /** When it was recorded that nothing of it is open any more. */
  readonly ended_at: Date | null;
  readonly imported: boolean;
  /** The objection without a request that it follows (decision 0092). */
  readonly follows_number: string | null;
  /** The day in the column of the answer, where an older register has one. */
  readonly imported_answered_on: LocalDate | null;
  /** As an older register has it. */
  readonly imported_decision: string | null;
  readonly imported_superior: string | null;
  readonly imported_response: string | null;
}

/** How an objection stood; exactly one holds of every row. */
export const OBJECTION_RESULTS = [
  'granted',
  'partlyGranted',
  'upheld',
  'inadmissible',
  'settled',
  'withdrawn',
  'open',
  'silent',
] as const satisfies readonly (ObjectionOutcome | 'settled' | 'withdrawn' | 'open' | 'silent')[];
export type ObjectionResult = (typeof OBJECTION_RESULTS)[number];

export interface ObjectionStanding {
  readonly result: ObjectionResult;
  readonly answeredAt: Date | null;
  /** The day on which the answer was sent; null while its letter is not recorded as sent. */
  readonly answeredOn: LocalDate | null;
  readonly late: boolean;
  /** The day of the order; null while it waits for the payment of what was agreed, and its day is not known. */
  readonly carryOutBy: LocalDate | null;
  readonly waitsForPayment: boolean;
  /** The order was carried out, and the requester went to the commission, as far as that was known. */
  readonly carriedOutOn: LocalDate | null;
  /** The order ended before it was carried out, or its day has passed without it. */
  readonly orderEndedOn: LocalDate | null;
  readonly orderLapsed: boolean;
  readonly commissionNumber: string | null;
  /** Beyond every remedy. */
  readonly ended: boolean;
}

/** How an objection stood before `before`; pure, as for requests. */
export function objectionStandingOf(facts: ObjectionFacts, before: Date): ObjectionStanding {
  const known = (at: Date | null): at is Date => at !== null && at.getTime() < before.getTime();
  const dueAt = endOfLocalDay(facts.reply_due_on).getTime();
  const answeredAt = known(facts.answered_at) ? facts.answered_at : null;
  const passed = dueAt < before.getTime();
  const isDayKnown = facts.agreed_day === null || known(facts.order_day_known_at);
  const carryOutBy = isDayKnown ? facts.carry_out_by : null;
  return {
    result: resultOf(facts, answeredAt !== null, known(facts.closed_at), passed),
    answeredAt,
    answeredOn: answeredAt === null ? null : sentOn(facts, answeredAt, known(facts.reply_left_at)),
    late:
      isLate(facts, answeredAt, known(facts.closed_at), passed) ||
      (answeredAt !== null && isSentLate(facts, known(facts.reply_left_at), passed)),
    carryOutBy,
    waitsForPayment: !isDayKnown && !known(facts.order_ended_at),
    carriedOutOn: known(facts.carried_out_at) ? facts.carried_out_on : null,
    orderEndedOn: known(facts.order_ended_at) ? localDayOf(facts.order_ended_at) : null,
    orderLapsed: carryOutBy !== null && endOfLocalDay(carryOutBy).getTime() < before.getTime(),
    commissionNumber: known(facts.commission_known_at) ? facts.commission_number : null,
    ended: known(facts.ended_at),
  };
}

function resultOf(
  facts: ObjectionFacts,
  answered: boolean,
  closed: boolean,
  passed: boolean,
): ObjectionResult {
  if (answered) return facts.reply_outcome ?? 'granted';
  if (closed && facts.closed_how !== null) return facts.closed_how;
  return passed ? 'silent' : 'open';
}

function isLate(facts: ObjectionFacts, answeredAt: Date | null, closed: boolean, passed: boolean): boolean {
  const dueAt = endOfLocalDay(facts.reply_due_on).getTime();
  if (answeredAt !== null) return answeredAt.getTime() >= dueAt;
  return closed ? (facts.closed_at?.getTime() ?? 0) >= dueAt : passed;
}

function sentOn(facts: ObjectionFacts, answeredAt: Date, isKnown: boolean): LocalDate | null {
  if (facts.reply_on_paper) return isKnown ? facts.reply_left_on : null;
  return localDayOf(answeredAt);
}

/** On paper it is sent when it leaves; while nobody has recorded that, nobody can say that it was in time. */
function isSentLate(facts: ObjectionFacts, isKnown: boolean, passed: boolean): boolean {
  const { reply_on_paper: onPaper, reply_left_on: leftOn, reply_due_on: dueOn } = facts;
  return isKnown ? leftAfter({ onPaper, leftOn }, dueOn) : onPaper && passed;
}
