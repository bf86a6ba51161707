import { combineOutcomes, grants, type NoticeOutcome } from '../../../law/decision-kinds.js';
import type { LocalDate } from '../../../law/local-date.js';
import { nextState, type RequestEvent, type StepFacts } from '../../../law/next-state.js';
import type { RequestState } from '../../../law/request-states.js';
import type { CaseRow } from '../../requests/case-row.js';
import { decidedOf, promisesOver, type DecidedItem, type RequestItem } from '../decided-items.queries.js';
import { goesOutWith } from '../promised-items.js';
import { documentedBy } from '../written-notice.letter.js';

/** What becomes of the request once a draft is sent. */
export interface AnswerOutlook {
  /**
   * `open`: items are left and nothing goes out; `consent`: all is decided and the superior must consent; `part`: the
   * agency has answered its part, the notice joins the parts; `noticed`: letter and mail go out.
   */
  readonly then: 'open' | 'consent' | 'part' | 'noticed';
  readonly state: RequestState;
  /** What the request as a whole is decided, where nothing of it is left. */
  readonly outcome: NoticeOutcome | null;
  /** Items that are still undecided then, or open again because the day promised for them is over. */
  readonly left: number;
}

type Standing = Pick<CaseRow, 'status' | 'parent_id' | 'access' | 'delivery'>;

/** Reads it from the table of states, as the act itself does; `items` are those after the draft. */
export function answerOutlook(row: Standing, items: readonly RequestItem[], today: LocalDate): AnswerOutlook {
  const decided = decidedOf(items);
  const undecided = items.length - decided.length;
  const left = undecided > 0 ? undecided : promisesOver(items, today).length;
  // Who decides an item has found the request complete.
  if (left > 0)
    return {
      then: 'open',
      state: row.status === 'received' ? 'processing' : row.status,
      outcome: null,
      left,
    };
  const combined = combineOutcomes(decided.map(({ decision }) => decision.outcome));
  const { outcome, extent } = combined;
  if (combined.needsConsent)
    return { then: 'consent', state: after(row.status, 'propose-refusal'), outcome, left };
  const answered = after(row.status, combined.event as RequestEvent, { extent });
  const isPart = row.parent_id !== null;
  const isDelivered = answered === 'granted_open' && (isPart || isThere(row, decided));
  const state = isDelivered ? after(answered, 'deliver', { extent }) : answered;
  return { then: isPart ? 'part' : 'noticed', state, outcome, left };
}

/** The notice is the delivery, and nothing is promised beside it. */
function isThere(row: Standing, decided: readonly DecidedItem[]): boolean {
  const given = decided.filter(({ decision }) => grants(decision.outcome));
  return documentedBy(decided) === null && goesOutWith(row, given);
}

// A state in which it cannot be sent is refused by the act; until then the page shows it as it is.
function after(state: RequestState, event: RequestEvent, facts: StepFacts = {}): RequestState {
  const next = nextState(state, event, facts);
  return next.ok ? next.to : state;
}
