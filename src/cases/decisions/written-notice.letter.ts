import { totalCost, type DecisionCost } from '../../law/decision-contents.js';
import { combineOutcomes, grants } from '../../law/decision-kinds.js';
import type { LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { explainCount, numberInCount } from '../../law/term.js';
import type { DueDate } from '../../platform/letters/letter-parts.js';
import { printedDate, printedDueDate } from '../../platform/letters/letter-dates.js';
import { printedMoney } from '../../platform/letters/letter-money.js';
import type { CaseLetters, NewNotice, NoticeBody } from '../requests/case-letters.js';
import type { CaseRow } from '../requests/case-row.js';
import type { NoticePaper } from '../requests/notice-body.js';
import type { DecidedItem } from './decided-items.queries.js';
import { promisedItems } from './promised-items.js';

/** What the written notice of a request is made from. */
export interface NoticeFacts {
  readonly row: CaseRow;
  readonly items: readonly DecidedItem[];
  readonly today: LocalDate;
  /** Null where the requester has no right to object. */
  readonly objectionUntil: LocalDate | null;
  readonly paper: NoticePaper;
  /** Name of the unit that holds the information. */
  readonly heldBy: string;
  /** The day on which the superior consented, where an item is exempt. */
  readonly consentedOn: LocalDate | null;
  readonly attachments: string | null;
  /** This letter goes on paper, so T7 may run from its receipt (law.md 4.12). */
  readonly onPaper: boolean;
}

export type WrittenNoticeLetter = NewNotice<'decision-notice'> | NewNotice<'not-held-notice'>;
type Notice = NoticeBody<'decision-notice'>;
type Granted = NonNullable<Notice['granted']>;

/** Whose letter it is, and the words it is written in. */
export type LetterHouse = Pick<CaseLetters, 'city' | 'texts'>;

/**
 * The written notice with every item of the request (PerKI 1/2021 art. 31(4), annex VII; law.md 4.4, 4.12): what is
 * given, what other bodies hold, what is not there yet, what is refused. A whole question that another body holds has
 * its own, shorter letter.
 */
export function writtenNotice(
  facts: NoticeFacts,
  calendar: WorkingCalendar,
  house: LetterHouse,
): WrittenNoticeLetter {
  const base = { stage: 'notice', ...facts.paper } as const;
  const alone = heldByOneBody(facts.items);
  return alone === null
    ? { ...base, kind: 'decision-notice', data: decisionNotice(facts, calendar, house) }
    : { ...base, kind: 'not-held-notice', data: notHeldNotice(facts, alone, calendar, house) };
}

/** One decision that says of every item that it is not held; else null. */
function heldByOneBody(items: readonly DecidedItem[]): DecidedItem | null {
  const [first] = items;
  if (first === undefined) return null;
  const same = items.every(
    ({ decision }) => decision.outcome === 'not_held' && decision.actId === first.decision.actId,
  );
  return same ? first : null;
}

function notHeldNotice(
  facts: NoticeFacts,
  { decision }: DecidedItem,
  calendar: WorkingCalendar,
  house: LetterHouse,
): NoticeBody<'not-held-notice'> {
  return {
    requestedOn: printedDate(facts.row.received_on),
    informationRequested: facts.row.question,
    holder: decision.holder === null ? null : { name: decision.holder, address: null },
    searchRecord: decision.searchRecord,
    reason: notHeldReason(decision.explanation, house),
    objectionDue: objectionDue(facts, calendar),
    sentByPost: facts.onPaper,
  };
}

function decisionNotice(facts: NoticeFacts, calendar: WorkingCalendar, house: LetterHouse): Notice {
  const { row, today } = facts;
  const items = promisedItems(row, facts.items, today, calendar);
  const given = items.filter(({ decision }) => grants(decision.outcome));
  const numberOf = (item: DecidedItem): number | null => (items.length > 1 ? item.position : null);
  const nameOf = (item: DecidedItem): string | null => (items.length > 1 ? item.text : null);
  const of = (...outcomes: readonly string[]): readonly DecidedItem[] =>
    items.filter(({ decision }) => outcomes.includes(decision.outcome));
  const combined = combineOutcomes(items.map(({ decision }) => decision.outcome)).outcome;
  return {
    attachments: facts.attachments,
    requestedOn: printedDate(row.received_on),
    informationRequested: row.question,
    heldBy: facts.heldBy,
    extent: combined === 'granted_full' ? 'full' : given.length > 0 ? 'partial' : 'none',
    granted: given.length === 0 ? null : grantedPart(facts, given, calendar, house),
    unavailable: of('not_yet_held', 'not_documented').map((item) => ({
      number: numberOf(item),
      information: nameOf(item),
      kind: item.decision.outcome === 'not_yet_held' ? ('notYetHeld' as const) : ('notDocumented' as const),
      reason: item.decision.explanation || house.texts.t('decisions.letter.not-documented'),
      availableOn: item.decision.availableOn === null ? null : printedDate(item.decision.availableOn),
    })),
    heldElsewhere: of('not_held').map((item) => ({
      number: item.position,
      information: item.text,
      holder: item.decision.holder,
      searchRecord: item.decision.searchRecord,
      reason: notHeldReason(item.decision.explanation, house),
    })),
    refused: of('refused_exempt', 'refused_other').map((item) => ({
      number: numberOf(item),
      information: nameOf(item),
      kind: item.decision.outcome === 'refused_exempt' ? ('exempt' as const) : ('other' as const),
      law: item.decision.law ?? 'Pasal 17 UU 14/2008',
      reason: item.decision.explanation || house.texts.t('decisions.letter.exempt'),
    })),
    stillOpen: stillOpenOf(items),
    consentedOn: facts.consentedOn === null ? null : printedDate(facts.consentedOn),
    objectionDue: objectionDue(facts, calendar),
    sentByPost: facts.onPaper,
  };
}

function grantedPart(
  facts: NoticeFacts,
  items: readonly DecidedItem[],
  calendar: WorkingCalendar,
  house: LetterHouse,
): Granted {
  const { row, today, items: all } = facts;
  const cost = sumOf(items);
  const until = providedBy(items, today);
  const daysTo = (day: LocalDate): number => Math.max(0, calendar.workingDaysBetween(today, day));
  const total = totalCost(cost);
  return {
    items: items.map(({ position, text, decision }) => ({
      number: position,
      information: all.length > 1 ? text : row.question,
      form: decision.form ?? 'softcopy',
      formNote: null,
      extent: decision.outcome === 'granted_full' ? ('full' as const) : ('partial' as const),
      cost: printedMoney(totalCost(decision.cost)),
      workingDays: daysTo(decision.provideOn ?? until),
    })),
    providedBy: printedDate(until),
    provideWorkingDays: daysTo(until),
    copyCost: { basis: sheetsOf(items, house), sum: printedMoney(cost.copy) },
    deliveryCost: { basis: null, sum: printedMoney(cost.delivery) },
    otherCost: { basis: null, sum: printedMoney(cost.other) },
    totalCost: printedMoney(total),
    waitsForPayment: isPaused(items),
    payment: total === 0 ? house.texts.t('decisions.letter.free') : paymentWords(house),
    means: meansOf(facts, items, house),
    explanation: explanationOf(items),
    blackouts: items.flatMap(({ position, decision }) =>
      decision.blackouts.map((cut) => ({ item: position, ...cut })),
    ),
  };
}

/** Whether the notice says that T6 waits for the payment (law.md D9). */
export function isPaused(items: readonly DecidedItem[]): boolean {
  return totalCost(sumOf(items)) > 0 && items.some(({ decision }) => decision.pausesForPayment);
}

/** The three lawful ways of paying (PerKI 1/2021 art. 38(3)) as the city names them. */
function paymentWords({ city, texts }: LetterHouse): string {
  const { cash, bankTransfer, eMoney } = city.costs.payment;
  const ways = { cash: cash.id, transfer: bankTransfer.id, money: eMoney.id };
  const words = texts.t('decisions.letter.payment', ways);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

// Means and format (UU 14/2008 art. 22(7)f). What is on paper never travels online: it waits at the desk.
function meansOf(
  { row, onPaper }: NoticeFacts,
  items: readonly DecidedItem[],
  { city, texts }: LetterHouse,
): string {
  if (row.access === 'inspect') {
    const { address, hours } = city.desk;
    const place = texts.t('decisions.letter.inspect', { address, hours: hours.id });
    const when = items.flatMap(({ decision }) => decision.appointment ?? []);
    return [place, ...new Set(when)].join('. ');
  }
  const asked = row.delivery ?? 'online';
  const forms = new Set(items.map(({ decision }) => decision.form ?? 'softcopy'));
  const lines = [...forms].map((form) => {
    const online = onPaper ? 'page' : 'online';
    const by = asked !== 'online' ? asked : form === 'hardcopy' ? 'pickup' : online;
    return texts.t(`decisions.letter.${form}`, { means: texts.t(`decisions.letter.means-${by}`) });
  });
  return lines.join('; ');
}

/** The last day on which everything that is given is there; never before the notice itself. */
export function providedBy(items: readonly DecidedItem[], today: LocalDate): LocalDate {
  return items.reduce<LocalDate>(
    (latest, { decision }) =>
      decision.provideOn !== null && decision.provideOn > latest ? decision.provideOn : latest,
    today,
  );
}

/** The last day that is named for what was not documented yet; null where none is. */
export function documentedBy(items: readonly DecidedItem[]): LocalDate | null {
  return items.reduce<LocalDate | null>(
    (latest, { decision: { availableOn } }) =>
      availableOn !== null && (latest === null || availableOn > latest) ? availableOn : latest,
    null,
  );
}

/** Rupiah of all items together. */
export function sumOf(items: readonly DecidedItem[]): DecisionCost {
  return items.reduce<DecisionCost>(
    (sum, { decision: { cost } }) => ({
      copy: sum.copy + cost.copy,
      delivery: sum.delivery + cost.delivery,
      other: sum.other + cost.other,
    }),
    { copy: 0, delivery: 0, other: 0 },
  );
}

function sheetsOf(items: readonly DecidedItem[], { texts }: LetterHouse): string | null {
  const lines = items.flatMap(({ decision: { sheets } }) =>
    sheets === null
      ? []
      : [
          texts.t(`decisions.letter.${sheets.copies > 1 ? 'sheets-in-copies' : 'sheets'}`, {
            tariff: printedMoney(sheets.tariff).figures,
            sheets: String(sheets.count),
            copies: String(sheets.copies),
          }),
        ],
  );
  return lines.length === 0 ? null : lines.join('; ');
}

// Items that one act decided together share its words: once is enough.
function explanationOf(items: readonly DecidedItem[]): string | null {
  const words = new Set(items.map(({ decision }) => decision.explanation).filter((text) => text !== ''));
  return words.size === 0 ? null : [...words].join('\n');
}

// Each item with its number where the question was split; what one act said of several items is said once.
function stillOpenOf(items: readonly DecidedItem[]): string | null {
  const said = new Map<string, number[]>();
  for (const { position, decision } of items) {
    if (decision.stillOpen === null) continue;
    said.set(decision.stillOpen, [...(said.get(decision.stillOpen) ?? []), position]);
  }
  const lines = [...said].map(([words, numbers]) =>
    items.length > 1 ? `Nomor ${numbers.join(', ')}: ${words}` : words,
  );
  return lines.length === 0 ? null : lines.join('\n');
}

function notHeldReason(reason: string, { city, texts }: LetterHouse): string {
  return reason === '' ? texts.t('decisions.letter.not-held', { city: city.name.id }) : reason;
}

function objectionDue({ today, objectionUntil }: NoticeFacts, calendar: WorkingCalendar): DueDate | null {
  if (objectionUntil === null) return null;
  const workingDays = numberInCount({ start: today }, objectionUntil, calendar);
  return printedDueDate(
    { start: today, days: explainCount({ start: today, workingDays }, calendar) },
    calendar,
  );
}
