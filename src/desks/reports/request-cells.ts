import { grants } from '../../law/decision-kinds.js';
import type { LocalDate } from '../../law/local-date.js';
import { localDayOf } from '../../law/local-date.js';
import type { Person } from '../../office/requesters/person.js';
import type { Texts } from '../../platform/views/texts.js';
import { dayAndDate, purposeWords, slashed } from './cell-words.js';
import { personCells } from './person-cells.js';
import { TICK, type RequestCells } from './register-cells.js';
import type { DecisionFact, OrderFact, RefusalFact, RequestDetails } from './request-facts.js';
import type { RequestStanding } from './request-standing.js';

/** One row to print: what the view tells, how it stood, and the person, where opening it is allowed. */
export interface PrintedRequest {
  readonly details: RequestDetails;
  readonly standing: RequestStanding;
  readonly person: Person | null;
  /** The first instant that was not known: later decisions, payments and deliveries are left out. */
  readonly before: Date;
}

/** The cells of a row in the words of the Register Permintaan. */
export function requestCells(texts: Texts, row: PrintedRequest): RequestCells {
  const { details, standing } = row;
  const known = decisionsOf(row);
  const noticed = standing.noticedOn ?? letterBeforeClosing(row);
  return {
    number: details.register_number,
    date: slashed(details.received_on),
    ...personCells(texts, row.person),
    information: details.question,
    purpose: purposeWords(texts, details.purpose_kind, details.purpose_text),
    ...statusCells(details, known),
    inspect: details.access === 'inspect' ? TICK : '',
    copy: details.access === 'copy' ? TICK : '',
    decision: decisionWords(texts, row, known),
    refusalReason: refusalWords(texts, row, known),
    noticed: noticed === null ? '' : dayAndDate(texts, noticed),
    provided: providedWords(texts, row),
    ...costCells(texts, row, known),
  };
}

/** Of what was never completed the letter that asked for it is the only one; anywhere else it is no written notice. */
function letterBeforeClosing({ details, standing }: PrintedRequest): LocalDate | null {
  if (standing.result !== 'closed_incomplete') return null;
  return standing.incompleteAt === null ? details.imported_noticed_on : localDayOf(standing.incompleteAt);
}

function decisionsOf({ details, standing, before }: PrintedRequest): readonly DecisionFact[] {
  // A decision whose letter never left was told to nobody.
  if (standing.result === 'withdrawn' && !details.imported) return [];
  return (details.decisions ?? []).filter(({ at }) => Date.parse(at) < before.getTime());
}

const HELD: readonly string[] = ['granted_full', 'granted_partial', 'refused_exempt', 'not_documented'];

// Held or not is what the notice says of it; before a notice nobody has said it.
function statusCells(details: RequestDetails, decisions: readonly DecisionFact[]) {
  const elsewhere = decisions.filter(({ outcome }) => outcome === 'not_held' || outcome === 'not_yet_held');
  const forms = decisions.filter(({ outcome }) => grants(outcome));
  const holders = elsewhere.flatMap(({ holder }) => (holder === null ? [] : [holder]));
  const ticks = (on: boolean): string => (on ? TICK : '');
  const importedElsewhere = details.imported_held !== null && details.imported_held !== TICK;
  return {
    held: ticks(details.imported_held === TICK || decisions.some(({ outcome }) => HELD.includes(outcome))),
    notHeld: importedElsewhere
      ? withHolder([details.imported_held ?? ''])
      : elsewhere.length > 0
        ? withHolder(holders)
        : '',
    undocumented: ticks(
      details.imported_undocumented === true || decisions.some(({ outcome }) => outcome === 'not_documented'),
    ),
    softcopy: ticks(details.imported_softcopy === true || forms.some(({ form }) => form === 'softcopy')),
    hardcopy: ticks(details.imported_hardcopy === true || forms.some(({ form }) => form === 'hardcopy')),
  };
}

function withHolder(holders: readonly string[]): string {
  const names = holders.map((holder) => holder.trim()).filter((holder) => holder !== '' && holder !== TICK);
  return [TICK, ...new Set(names)].join('\n');
}

/** Decision, extension, and where nothing is decided how it stands. */
function decisionWords(texts: Texts, row: PrintedRequest, decisions: readonly DecisionFact[]): string {
  const { details, standing } = row;
  const parts = [details.imported_decision ?? resultWords(texts, row, decisions), ...repairWords(texts, row)];
  if (standing.extended && details.extended_at !== null && details.imported_decision === null) {
    const on = details.imported ? details.imported_extended_on : localDayOf(details.extended_at);
    parts.push(
      on === null
        ? texts.t('reports.cells.extended-then')
        : texts.t('reports.cells.extended', { date: slashed(on) }),
    );
  }
  if (standing.unsent) parts.push(texts.t('reports.cells.unsent'));
  const since = [...orderWords(texts, row), ...laterWithdrawal(texts, row)];
  // An older register's own words may tell of them already.
  const told = details.imported_decision ?? '';
  parts.push(...lateWords(texts, row), ...since.filter((words) => !told.includes(words)));
  if (standing.kind !== 'statutory') parts.push(texts.t(`reports.cells.${standing.kind}`));
  if (details.imported) parts.push(texts.t('reports.cells.imported'));
  return parts.filter((part) => part !== '').join('; ');
}

/**
 * That the date in force had passed before the notice (law.md row 17), or before the withdrawal; an older register's own
 * words stay as they are.
 */
function lateWords(texts: Texts, { details, standing }: PrintedRequest): readonly string[] {
  const { late, dueOn, noticedOn, result } = standing;
  if (!late || dueOn === null || result === 'overdue' || details.imported_decision !== null) return [];
  return [texts.t(`reports.cells.${noticedOn === null ? 'past-due' : 'late'}`, { date: slashed(dueOn) })];
}

/** What was withdrawn after its notice was decided all the same: the decision stays, and this followed. */
function laterWithdrawal(texts: Texts, { details, standing, before }: PrintedRequest): readonly string[] {
  const at = details.withdrawn_at;
  if (standing.noticedOn === null || at === null || at.getTime() >= before.getTime()) return [];
  return [texts.t('reports.cells.withdrawn-later', { date: slashed(localDayOf(at)) })];
}

/** The day from which T4 ran anew, because the requester completed the request: without it nobody can count the term. */
function repairWords(texts: Texts, { details, standing, before }: PrintedRequest): readonly string[] {
  const { counted_from: from, received_on: receivedOn, repair_steps: steps, imported } = details;
  if (from <= receivedOn || details.imported_decision !== null) return [];
  if (standing.result === 'waitsForRequester' || standing.result === 'closed_incomplete') return [];
  const isKnown = (steps ?? []).some(
    ({ at, to }) => to !== 'incomplete' && to !== 'closed_incomplete' && Date.parse(at) < before.getTime(),
  );
  return isKnown || imported ? [texts.t('reports.cells.repaired', { date: slashed(from) })] : [];
}

/** What followed on an objection or dispute; the decision stays the one of the notice, with its reason. */
function orderWords(texts: Texts, row: PrintedRequest): readonly string[] {
  return ordersOf(row).map(({ of, on }) => texts.t(`reports.cells.ordered.${of}`, { date: slashed(on) }));
}

function ordersOf({ details, before }: PrintedRequest): readonly OrderFact[] {
  return (details.orders ?? []).filter(({ at }) => Date.parse(at) < before.getTime());
}

function resultWords(texts: Texts, row: PrintedRequest, decisions: readonly DecisionFact[]): string {
  const { details, standing } = row;
  const { result, dueOn } = standing;
  const word = (key: string): string => texts.t(`reports.results.${key}`);
  if (result === 'closed_incomplete') {
    const on = standing.lapsedAt === null ? '' : slashed(dayBefore(standing.lapsedAt));
    return texts.t('reports.cells.closed-incomplete', { date: on });
  }
  if (result === 'withdrawn') {
    const on = details.withdrawn_at === null ? '' : slashed(localDayOf(details.withdrawn_at));
    return texts.t('reports.cells.withdrawn', { date: on });
  }
  if (result === 'waitsForRequester' && standing.incompleteAt !== null) {
    return texts.t('reports.cells.waits', { date: slashed(localDayOf(standing.incompleteAt)) });
  }
  if (result === 'open' || result === 'overdue') {
    if (dueOn === null) return word('open');
    return texts.t(`reports.cells.${result}`, { date: slashed(dueOn) });
  }
  if (decisions.length < 2) {
    return promised(texts, word(result), decisions[0]?.availableOn ?? null);
  }
  const each = decisions.map(({ item, outcome, availableOn }) =>
    texts.t('reports.cells.item', { n: item ?? 0, decision: promised(texts, word(outcome), availableOn) }),
  );
  return [word(result), ...each].join('; ');
}

/** The decision with the day that its notice promised, if it did. */
function promised(texts: Texts, decision: string, on: LocalDate | null): string {
  return on === null ? decision : texts.t('reports.cells.available', { decision, date: slashed(on) });
}

// A term ends at 24.00 of its last day: the register names that day, not the next.
function dayBefore(closedAt: Date): LocalDate {
  return localDayOf(closedAt.getTime() - 1);
}

function refusalWords(texts: Texts, row: PrintedRequest, decisions: readonly DecisionFact[]): string {
  const { details, standing } = row;
  if (details.imported_refusal_reason !== null) return details.imported_refusal_reason;
  if (standing.result === 'closed_incomplete') return texts.t('reports.cells.not-completed');
  const refusals = (details.refusals ?? []).filter(({ at }) => Date.parse(at) < row.before.getTime());
  const told = standing.noticedOn !== null || standing.unsent ? refusals : [];
  const exempt = told.map((refusal) => exemptWords(texts, refusal, standing.result === 'granted_partial'));
  const others = decisions.flatMap(({ outcome, law }) => {
    if (outcome === 'not_yet_held' || outcome === 'not_documented')
      return [texts.t(`reports.results.${outcome}`)];
    // The law of an exempt item stands in its refusal already; that of art. 6(2) stands nowhere else.
    return law === null || (exempt.length > 0 && outcome !== 'refused_other') ? [] : [law];
  });
  return [...new Set([...exempt, ...others])].join('; ');
}

function exemptWords(texts: Texts, { letters, statute, decree }: RefusalFact, partial: boolean): string {
  const words = texts.t('reports.cells.exempt', { letters: letters.join(', '), statute });
  const named = decree === null ? words : texts.t('reports.cells.decreed', { words, decree });
  return partial ? texts.t('reports.cells.partly', { words: named }) : named;
}

/** Every day on which information was given: with the answer, and with an order that was carried out later. */
function providedWords(texts: Texts, row: PrintedRequest): string {
  const { details, before } = row;
  const { delivered_at: at, delivered_on: on, imported_provided_on: then } = details;
  const days = [
    ...(details.imported_provided_before ?? []),
    then,
    at !== null && at.getTime() < before.getTime() ? reachedOn(row, on) : null,
    ...ordersOf(row).flatMap(({ gave, on: day }) => (gave ? [day] : [])),
  ];
  const given = [...new Set(days.filter((day) => day !== null))].sort();
  return given.map((day) => dayAndDate(texts, day)).join('; ');
}

// What lies online shows nothing to somebody without mail: it is given when the letter that says so has left.
function reachedOn({ details, standing }: PrintedRequest, on: LocalDate | null): LocalDate | null {
  const left = standing.noticedOn;
  if (!details.notice_on_paper || on === null) return on;
  if (left === null) return null;
  return left > on ? left : on;
}

/** What was asked for and how it was paid; an older register's words until the program has facts of its own. */
function costCells(texts: Texts, row: PrintedRequest, decisions: readonly DecisionFact[]) {
  const { details, before } = row;
  const cost = costThen(row, decisions);
  const paid = (details.payments ?? []).filter(({ at }) => Date.parse(at) < before.getTime());
  const methods = [...new Set(paid.map(({ method }) => texts.t(`reports.payments.${method}`)))];
  return {
    cost: cost === null ? '' : texts.formats.number(cost, 0),
    payment: paymentWords(texts, row, methods.length > 0 ? methods.join(', ') : details.imported_payment),
  };
}

/** How it was paid; what came in beyond a cost that was lowered is named as long as it is to be returned. */
function paymentWords(texts: Texts, { details, before }: PrintedRequest, words: string | null): string {
  if (words === null) return '';
  const known = (at: string | null): boolean => at !== null && Date.parse(at) < before.getTime();
  const over = (details.refunds ?? [])
    .filter(({ at, until }) => known(at) && !known(until))
    .reduce((sum, { amount }) => sum + amount, 0);
  if (over === 0) return words;
  return texts.t('reports.cells.overpaid', { words, amount: texts.formats.number(over, 0) });
}

/** Whole rupiah: what the notice asked for, or what an order had left of it by then; null where nothing was granted. */
function costThen({ details, before }: PrintedRequest, decisions: readonly DecisionFact[]): number | null {
  const granted = decisions.filter(({ outcome }) => grants(outcome));
  const asked =
    granted.length === 0 ? details.imported_cost : granted.reduce((sum, { cost }) => sum + cost, 0);
  const lowered = (details.lowered_costs ?? []).filter(({ at }) => Date.parse(at) < before.getTime());
  return asked === null ? null : (lowered.at(-1)?.cost ?? asked);
}
