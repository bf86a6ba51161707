import { addCalendarDays, type LocalDate } from './local-date.js';
import type { DisputeEvent } from './next-state.js';
import type { ObjectionGround } from './objection-grounds.js';
import type { Refusal } from './refusal-codes.js';
import { refusal } from './refusal-codes.js';
import type { DisputeState, ObjectionState } from './request-states.js';
import type { CountingRules } from './term.js';
import { endOfTerm } from './term.js';
import type { DueDate, WorkingCalendar } from './working-calendar.js';

/** What the commission owes the parties; informative, nobody's right lapses (law.md T11, T12). */
export interface CommissionTerms {
  readonly startDue: DueDate;
  readonly endDue: DueDate;
}

/**
 * T11 and T12: the commission starts within 14 working days after it received the filing and should end within 100
 * (UU 14/2008 art. 38). Filed Mon 2027-01-25: Mon 2027-02-15 and Mon 2027-07-05.
 */
export function commissionTerms(
  filedOn: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules,
): CommissionTerms {
  return {
    startDue: endOfTerm('disputeStart', filedOn, calendar, rules),
    endDue: endOfTerm('disputeEnd', filedOn, calendar, rules),
  };
}

/**
 * The last day on which a party may go on after a decision: 14 working days to the court after receipt of the
 * commission's ruling (T13, UU 14/2008 art. 47(1), 48(1)), 14 calendar days to cassation after receipt of the court's
 * (T14, art. 50). Nothing follows an agreed mediation or a cassation ruling: null. Court ruling received Fri 2027-03-05:
 * cassation until Fri 2027-03-19.
 */
export function furtherStepUntil(
  state: DisputeState,
  receivedOn: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules,
): DueDate | null {
  if (state === 'ruled') return endOfTerm('courtSuit', receivedOn, calendar, rules);
  if (state === 'court') return endOfTerm('cassation', receivedOn, calendar, rules);
  return null;
}

/**
 * Whether an objection may go to the Information Commission: the superior has answered or let the term pass (UU
 * 14/2008 art. 37(2)). After T10 as well: only the commission may call a filing late. Not while the answer is still due,
 * nor after a settlement or withdrawal.
 */
export function mayDispute(status: ObjectionState): { readonly ok: true } | Refusal<'not-in-this-state'> {
  const possible = status === 'answered' || status === 'silent' || status === 'final';
  return possible ? { ok: true } : refusal('not-in-this-state');
}

/** What becomes of an order that waits when a later instance decides. */
export type EarlierOrder = 'stands' | 'ends';

/**
 * Whether the order of the decision before is in force after this one (UU 14/2008 art. 49): a court confirms the
 * decision, then the order stands with its day, or annuls it; what it orders itself takes the place of the earlier
 * order. Where nothing is said of it, it stands: only who annuls an order ends it.
 */
export function earlierOrderStands(hasOwnOrder: boolean, said: EarlierOrder | null): boolean {
  return !hasOwnOrder && said !== 'ends';
}

/** How much a ruling orders to give: all that was asked, or a part. */
export const ORDERED_EXTENTS = ['full', 'partial'] as const;
export type OrderedExtent = (typeof ORDERED_EXTENTS)[number];

/**
 * How much is granted once the order of a ruling is carried out (law.md row 23): what it says. Where it says nothing, all
 * that was asked, save of a grant in part that is still to be handed over. A full grant is never made smaller by an order.
 */
export function extentAfterRuling(
  ordered: OrderedExtent | null,
  request: { readonly isGrantedInFull: boolean; readonly owesPart: boolean },
): OrderedExtent {
  if (request.isGrantedInFull) return 'full';
  return ordered ?? (request.owesPart ? 'partial' : 'full');
}

/**
 * Whether the order of a ruling opens what was refused on art. 17 (ground a): it is never exempt again (UU 14/2008 art.
 * 11(2), 18(1)). Where it opens a part, the decree stands for the rest.
 */
export function liftsExemption(grounds: readonly ObjectionGround[], ordered: OrderedExtent | null): boolean {
  return grounds.includes('a') && ordered !== 'partial';
}

/** The state of a dispute with the days on which a party went on. */
export interface FurtherSteps {
  readonly status: DisputeState;
  readonly suitFiledOn: LocalDate | null;
  readonly cassationFiledOn: LocalDate | null;
}

/** Filed after T10; without an end of T10 nothing is late. */
export function isLateDispute(filedOn: LocalDate, commissionUntil: LocalDate | null): boolean {
  return commissionUntil !== null && filedOn > commissionUntil;
}

/** When the way to the commission opened: the superior's answer, or the end of T8. */
export interface WayOpened {
  readonly status: ObjectionState;
  readonly answeredOn: LocalDate | null;
  readonly replyDueOn: LocalDate;
}

/**
 * Filed before there was anything to dispute: the superior had not answered, and T8 had not passed (UU 14/2008 art. 37(2);
 * PerKI 1/2013 art. 5). T8 Tue 2027-01-26 passed in silence: a filing of that day is premature, one of the 27th is not.
 * An answer whose day no register tells makes nothing premature.
 */
export function isPrematureDispute(
  filedOn: LocalDate,
  { status, answeredOn, replyDueOn }: WayOpened,
): boolean {
  if (answeredOn !== null && answeredOn <= replyDueOn) return filedOn < answeredOn;
  if (answeredOn === null && status === 'answered') return false;
  return filedOn < addCalendarDays(replyDueOn, 1);
}

/** A refusal on art. 17 (ground a) goes to adjudication only (UU 14/2008 art. 40(2), 42). */
export function mayMediate(
  grounds: readonly ObjectionGround[],
): { readonly ok: true } | Refusal<'mediation-not-open'> {
  return grounds.includes('a') ? refusal('mediation-not-open') : { ok: true };
}

/** Whether a dispute waits for court or Supreme Court: a suit or cassation is filed and not yet decided (row 26). */
export function awaitsNextInstance({ status, suitFiledOn, cassationFiledOn }: FurtherSteps): boolean {
  if (status === 'ruled') return suitFiledOn !== null;
  return status === 'court' && cassationFiledOn !== null;
}

/** The last decision in a dispute: by its event in the state table, and when the office received it. */
export interface LastDecision {
  readonly event: DisputeEvent;
  readonly receivedOn: LocalDate;
}

/** The decision that each step of a party contests. */
const CONTESTS = { 'suit-filed': 'ruling', 'cassation-filed': 'court-ruling' } as const;
export type FurtherStep = keyof typeof CONTESTS;

/**
 * Whether this step could have followed the last decision of a dispute that is final: a suit follows the commission's
 * ruling, cassation the court's. After an agreement or a ruling in cassation nothing does.
 */
export function contestsLast(step: FurtherStep, last: LastDecision | null): boolean {
  return last?.event === CONTESTS[step];
}

/** Whether a step was filed in time, and why not. */
export type FiledInTime = { readonly ok: true } | Refusal<'not-in-this-state' | 'filed-after-term'>;

/**
 * Whether a step to the court keeps the last decision from being final. Filed on the last day of T13 or T14 at the latest
 * it does (UU 14/2008 art. 47(1), 48(1), 50), also where the office learns of it when the dispute has ended: that goes on,
 * and an order of the decision has no day that binds. Later it is `filed-after-term`. Ruling received Fri 2027-01-08: a
 * suit of Thu 2027-01-28 reopens it, one of the next day does not.
 */
export function decideFiling(
  step: FurtherStep,
  filedOn: LocalDate,
  last: LastDecision | null,
  calendar: WorkingCalendar,
  rules: CountingRules,
): FiledInTime {
  if (last === null || !contestsLast(step, last)) return refusal('not-in-this-state');
  const until = furtherStepUntil(step === 'suit-filed' ? 'ruled' : 'court', last.receivedOn, calendar, rules);
  return until !== null && filedOn <= until.date ? { ok: true } : refusal('filed-after-term');
}
