import type { DecisionKind } from '../../law/decision-kinds.js';
import { endOfLocalDay, type LocalDate } from '../../law/local-date.js';
import { leftAfter, lengthens, type PaperLetter } from '../../law/paper-letter.js';
import type { RepairStep, StandingFacts } from './request-facts.js';

/** How a request stood; exactly one holds of every row of the register. */
export type RequestResult = DecisionKind | 'waitsForRequester' | 'open' | 'overdue';

/** In the order of the report's table: what was decided, what was closed without, what is open. */
export const REQUEST_RESULTS = [
  'granted_full',
  'granted_partial',
  'refused_exempt',
  'refused_other',
  'not_held',
  'not_yet_held',
  'not_documented',
  'closed_incomplete',
  'withdrawn',
  'waitsForRequester',
  'open',
  'overdue',
] as const satisfies readonly RequestResult[];

/** Whom the office answers: a requester of the law, or by courtesy or official help without its clocks. */
export type RequestStandingKind = 'statutory' | 'courtesy' | 'officialHelp';

export interface RequestStanding {
  readonly kind: RequestStandingKind;
  readonly result: RequestResult;
  /**
   * Day on which the written notice was sent, once there is one. `result` is then what it said: an order or a
   * withdrawal follows it.
   */
  readonly noticedOn: LocalDate | null;
  /** The notice is written, and its letter is not recorded as sent: `result` is what it says. */
  readonly unsent: boolean;
  readonly extended: boolean;
  /** The date in force; null where no clock of the law runs. */
  readonly dueOn: LocalDate | null;
  /** Noticed after the date in force, or not at all although it has passed; withdrawn in the meantime or not. */
  readonly late: boolean;
  /** Told to complete the request, and not (yet) answered. */
  readonly incompleteAt: Date | null;
  /** When it was closed for want of completion; null where it was not, or where it goes on again. */
  readonly lapsedAt: Date | null;
}

/**
 * How a request stood for whoever knew all that was recorded before `before`. Pure: register, report and the lists
 * behind the report's numbers ask this one function, so their figures cannot differ. `dueOn` overrides the case's
 * present date where the trail knows an older one.
 */
export function standingOf(facts: StandingFacts, before: Date, dueThen?: LocalDate | null): RequestStanding {
  const known = (at: Date | null): boolean => at !== null && at.getTime() < before.getTime();
  const extended = known(facts.extended_at);
  const notice = letterOf(facts.notice_on_paper, facts.notice_left_on, known(facts.notice_left_at));
  const dueOn = isUnsentExtension(facts, known)
    ? facts.term_end_on
    : dueThen === undefined
      ? dateInForce(facts, extended)
      : dueThen;
  const waits = known(facts.noticed_at) && notice.onPaper && notice.leftOn === null;
  // What was withdrawn before it left was never answered (law.md row 18).
  const unsent = waits && !known(facts.withdrawn_at);
  const noticed = known(facts.noticed_at) && (unsent || !waits);
  const dueAt = dueOn === null ? null : endOfLocalDay(dueOn);
  const passed = dueAt !== null && dueAt.getTime() < before.getTime();
  const steps = (facts.repair_steps ?? []).filter((step) => beganAt(step) < before.getTime());
  const lapsedAt = lapsedOf(facts, known, steps);
  const incomplete = isIncomplete(facts, known, steps);
  const result = resultOf(facts, known, { noticed, lapsed: lapsedAt !== null, incomplete, passed });
  const afterDue = (at: Date | null): boolean =>
    at !== null && dueAt !== null && at.getTime() >= dueAt.getTime();
  // On paper it is sent when it leaves; while nobody has recorded that, nobody can say that it was in time.
  const sentLate =
    notice.leftOn === null ? notice.onPaper && passed : dueOn !== null && leftAfter(notice, dueOn);
  const lateNotice = noticed && (afterDue(facts.noticed_at) || sentLate);
  // What was withdrawn before its date counts nowhere as late; delay cannot be withdrawn away.
  const lateSilence = result === 'withdrawn' && !incomplete && afterDue(facts.withdrawn_at);
  return {
    kind: kindOf(facts),
    result,
    noticedOn: noticed && !unsent ? (notice.leftOn ?? facts.noticed_on) : null,
    unsent,
    extended,
    // While the requester completes, no date of the office runs.
    dueOn: result === 'waitsForRequester' ? null : dueOn,
    late: lateNotice || lateSilence || result === 'overdue',
    incompleteAt: known(facts.incomplete_at) ? facts.incomplete_at : lastAskedAt(steps),
    lapsedAt,
  };
}

/** A public body is helped officially, a foreigner by courtesy; the law's clocks run for neither. */
export function kindOf({ standing }: Pick<StandingFacts, 'standing'>): RequestStandingKind {
  return standing === 'official-help' ? 'officialHelp' : standing;
}

/** Whether what is recorded later may have changed the date that was in force before `before`. */
export function mayHaveMoved(facts: StandingFacts, before: Date): boolean {
  // On paper it is sent when it leaves: its date may move until then.
  if (facts.notice_on_paper) return true;
  const answeredBefore = facts.noticed_at !== null && facts.noticed_at.getTime() < before.getTime();
  const closedBefore = facts.closed_at !== null && facts.closed_at.getTime() < before.getTime();
  return !answeredBefore && !closedBefore;
}

function letterOf(onPaper: boolean, leftOn: LocalDate | null, isKnown: boolean): PaperLetter {
  return { onPaper, leftOn: isKnown ? leftOn : null };
}

/** An extension on paper that did not leave before T4 ended, as far as it was known, has lengthened nothing. */
function isUnsentExtension(facts: StandingFacts, known: (at: Date | null) => boolean): boolean {
  const { extension_on_paper: onPaper, extension_left_on: leftOn, extension_left_at: leftAt } = facts;
  if (onPaper !== true || facts.term_end_on === null || !known(facts.extended_at)) return false;
  return !lengthens(letterOf(onPaper, leftOn, known(leftAt)), facts.term_end_on);
}

function dateInForce(facts: StandingFacts, extended: boolean): LocalDate | null {
  return facts.extended_at !== null && !extended ? facts.old_due_on : facts.due_on;
}

/** A term ends at its moment, whenever the program got to it; what people do counts from when it was recorded. */
function beganAt({ to, at, effectiveAt }: RepairStep): number {
  return Date.parse(to === 'closed_incomplete' ? effectiveAt : at);
}

/** The moment of the closing that held; where the trail has no steps (older registers), what the case itself says. */
function lapsedOf(
  facts: StandingFacts,
  known: (at: Date | null) => boolean,
  steps: readonly RepairStep[],
): Date | null {
  const last = steps.at(-1);
  if (last !== undefined) return last.to === 'closed_incomplete' ? new Date(last.effectiveAt) : null;
  if (facts.repair_steps !== null || facts.outcome !== 'closed_incomplete') return null;
  return known(facts.closed_at) ? facts.closed_at : null;
}

// A later letter is not known yet; an earlier one was.
function lastAskedAt(steps: readonly RepairStep[]): Date | null {
  const asked = steps.findLast(({ to }) => to === 'incomplete');
  return asked === undefined ? null : new Date(asked.at);
}

function isIncomplete(
  facts: StandingFacts,
  known: (at: Date | null) => boolean,
  steps: readonly RepairStep[],
): boolean {
  const last = steps.at(-1);
  if (last !== undefined) return last.to === 'incomplete';
  if (!known(facts.incomplete_at)) return false;
  const since = facts.incomplete_at?.getTime() ?? 0;
  return !(known(facts.complete_at) && (facts.complete_at?.getTime() ?? 0) >= since);
}

function resultOf(
  facts: StandingFacts,
  known: (at: Date | null) => boolean,
  now: {
    readonly noticed: boolean;
    readonly lapsed: boolean;
    readonly incomplete: boolean;
    readonly passed: boolean;
  },
): RequestResult {
  if (now.noticed) return facts.noticed_outcome ?? 'granted_full';
  if (known(facts.withdrawn_at)) return 'withdrawn';
  if (now.lapsed) return 'closed_incomplete';
  if (now.incomplete) return 'waitsForRequester';
  return now.passed ? 'overdue' : 'open';
}
