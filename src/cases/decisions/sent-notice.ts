import type { CombinedOutcome } from '../../law/decision-kinds.js';
import type { LocalDate } from '../../law/local-date.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DecidedItem } from './decided-items.queries.js';

/**
 * The notice as it stands: the case after it, what it decided, and the last day of the right to object, null where
 * there is none.
 */
export interface SentNotice {
  readonly row: CaseRow;
  readonly items: readonly DecidedItem[];
  readonly combined: CombinedOutcome;
  readonly objectionUntil: LocalDate | null;
}
