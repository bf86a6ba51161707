import { endOfLocalDay, type LocalDate } from '../../law/local-date.js';

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
  readonly reply_due_on: LocalDate;
  readonly reply_due_at: Date;
  readonly answered_at: Date | null;
  readonly closed_at: Date | null;
}

/** How an objection stood; exactly one holds of every row. */
export const OBJECTION_RESULTS = ['answered', 'open', 'silent', 'settled', 'withdrawn'] as const;
export type ObjectionResult = (typeof OBJECTION_RESULTS)[number];

export interface ObjectionStanding {
  readonly result: ObjectionResult;
  readonly answeredAt: Date | null;
  readonly late: boolean;
}

/** How an objection stood before `before`; pure, as for requests. */
export function objectionStandingOf(facts: ObjectionFacts, before: Date): ObjectionStanding {
  const known = (at: Date | null): at is Date => at !== null && at.getTime() < before.getTime();
  const dueAt = endOfLocalDay(facts.reply_due_on).getTime();
  const answeredAt = known(facts.answered_at) ? facts.answered_at : null;
  const passed = dueAt < before.getTime();
  return {
    result: resultOf(facts, answeredAt !== null, known(facts.closed_at), passed),
    answeredAt,
    late: answeredAt === null ? passed : answeredAt.getTime() >= dueAt,
  };
}

function resultOf(
  facts: ObjectionFacts,
  answered: boolean,
  closed: boolean,
  passed: boolean,
): ObjectionResult {
  if (answered) return 'answered';
  if (closed && (facts.status === 'settled' || facts.status === 'withdrawn')) return facts.status;
  return passed ? 'silent' : 'open';
}
