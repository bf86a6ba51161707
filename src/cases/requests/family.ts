import type { RequestEvent } from '../../law/next-state.js';
import type { RefusalCode } from '../../law/refusal-codes.js';
import type { PolicyAction } from '../../office/access/policy.js';
import type { CaseChange, CaseRow } from './case-row.js';

/** Steps that belong to the whole request: a part has no term, no notice and no requester of its own. */
const WHOLE_ONLY: readonly PolicyAction[] = [
  'case.declare-complete',
  'case.declare-incomplete',
  'case.accept-late-repair',
  'case.verify-identity',
  'case.extend',
  'case.withdraw',
  'case.record-data-request',
  'case.notify-incident',
  'case.object',
  'case.deliver',
  'case.record-payment',
  'case.record-posting',
  'case.message',
  'case.split',
  'case.group',
];

/** Steps that belong to the parts once a request is split. */
const PARTS_ONLY: readonly PolicyAction[] = [
  'case.assign',
  'case.hand-back',
  'case.itemise',
  'case.propose-refusal',
  'case.grant',
  'case.answer-not-held',
  'case.answer-not-yet-held',
  'case.answer-not-documented',
  'case.refuse-other',
  'case.split',
  'case.group',
];

/** Why an act is not possible on this member of a family; null for every request that is not split. */
export function familyRefusal(row: CaseRow, action: PolicyAction): RefusalCode | null {
  if (row.parent_id !== null && WHOLE_ONLY.includes(action)) return 'whole-request-only';
  if (row.part_count > 0 && PARTS_ONLY.includes(action)) return 'parts-only';
  return null;
}

/** What happens to the whole request happens to its parts. An answer does not: parts come to it on their own. */
export const FOLLOWED: readonly RequestEvent[] = [
  'declare-complete',
  'lapse-completeness',
  'lapse-letter',
  'declare-incomplete',
  'repair',
  'accept-late-repair',
  'lapse-repair',
  'take-back-closing',
  'extend',
  'withdraw',
  'finalise',
  'apply-calendar',
];

/** Columns that are the same in all of a family: its clocks. Who holds a part and how it was answered is its own. */
const SHARED: readonly (keyof CaseChange)[] = [
  'complete_at',
  'repair_due_on',
  'reply_started_on',
  'due_on',
  'due_at',
  'due_kind',
  'due_provisional',
  'calendar_version',
  'extended_at',
];

/** Steps that give or take the outcome of the whole family. */
const ENDING: readonly RequestEvent[] = [
  'withdraw',
  'lapse-repair',
  'take-back-closing',
  'accept-late-repair',
];

/** Of a change of the request what its parts take over. */
export function sharedChange(change: CaseChange | undefined, event: RequestEvent): CaseChange {
  const columns = ENDING.includes(event) ? [...SHARED, 'outcome' as const] : SHARED;
  return Object.fromEntries(
    Object.entries(change ?? {}).filter(([column]) => (columns as readonly string[]).includes(column)),
  );
}
