import { ANSWER_ROWS } from './answer-rows.js';
import { DISPUTE_ROWS } from './dispute-rows.js';
import { OBJECTION_ROWS } from './objection-rows.js';
import { REMEDY_ROWS } from './remedy-rows.js';
import { REQUEST_ROWS } from './request-rows.js';
import type { Transition } from './transition.js';

/**
 * The whole state table of law.md section 7, rows 1-28, for the three records: request, objection, dispute. Pages,
 * API, worker, policy, tests and the diagram in `docs/` read it; no other place knows which step leads where. It is
 * asked through `next-state.ts`.
 *
 * States, events, actors, timeline and stopped clocks are what the program asks; guards, letters, notices and started
 * clocks name what the use case of the row does itself; `test/journeys/row-promises.ts` holds every step of all journeys
 * to the letters, notices and started clocks of its row.
 *
 * How the paper's table is read here:
 * - `extended` is stored as a state, because the contract shows it as one, and remains a fact of the case too: the
 *   case has an extension. So `extend` during consent leaves `consent_pending`, and `return` leads to `extended`
 *   when the case has an extension and to `processing` when it has none.
 * - `overdue` is derived, never stored. A row "from overdue" is the same row with its clock passed; `lateRow: 17`
 *   marks the answers that remain possible then.
 * - Rows 16 and 19 start from `incomplete` too, for the reading `never` of D2: T4 runs on there and may pass.
 * - Rows 8, 9, 11 and 12 start from `received` too: `completesIntake` says that row 2 is done first.
 * - Objection and dispute do not touch the request's state. Rows 19 and 23 have a line for each record.
 * - A grant that is delivered at once is two steps in one transaction: `grant` (or `consent`), then `deliver`.
 */
export const LIFECYCLE = [
  ...REQUEST_ROWS,
  ...ANSWER_ROWS,
  ...REMEDY_ROWS,
  ...OBJECTION_ROWS,
  ...DISPUTE_ROWS,
] as const satisfies readonly Transition[];
