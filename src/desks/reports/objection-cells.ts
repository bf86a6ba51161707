import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { isWaiting, writtenOrder } from '../../office/register/written-order.js';
import type { Person } from '../../office/requesters/person.js';
import type { City } from '../../platform/config/city.js';
import type { Texts } from '../../platform/views/texts.js';
import { dayAndDate, purposeWords, slashed } from './cell-words.js';
import type { ObjectionFacts, ObjectionStanding } from './objection-facts.js';
import { personCells } from './person-cells.js';
import { TICK, type ObjectionCells } from './register-cells.js';

export interface PrintedObjection {
  readonly facts: ObjectionFacts;
  readonly standing: ObjectionStanding;
  readonly person: Person | null;
}

/** The cells of a row in the words of the Register Keberatan. */
export function objectionCells(texts: Texts, city: City, row: PrintedObjection): ObjectionCells {
  const { facts } = row;
  const tick = (ground: string): string => (facts.grounds.includes(ground) ? TICK : '');
  const answered = answeredOn(row);
  return {
    number: facts.register_number,
    date: slashed(facts.received_on),
    ...personCells(texts, row.person),
    requestNumber: aboutWords(texts, facts),
    information: facts.question ?? facts.story,
    purpose: facts.purpose_kind === null ? '' : purposeWords(texts, facts.purpose_kind, facts.purpose_text),
    a: tick('a'),
    b: tick('b'),
    c: tick('c'),
    d: tick('d'),
    e: tick('e'),
    f: tick('f'),
    g: tick('g'),
    decision: decisionCell(texts, row),
    answered: answered === null ? '' : dayAndDate(texts, answered),
    superior: superiorCell(texts, city, row),
    response: responseWords(texts, row),
  };
}

/** The request, or the objection without one that it follows. */
function aboutWords(
  texts: Texts,
  { request_number: request, follows_number: number }: ObjectionFacts,
): string {
  if (request !== null) return request;
  return number === null ? '–' : texts.t('reports.objections.follows', { number });
}

/** The day of the answer; of what ended without one the day that an older register has in the same column. */
function answeredOn({ facts, standing }: PrintedObjection): LocalDate | null {
  return standing.answeredOn ?? (isEndedWithout(standing.result) ? facts.imported_answered_on : null);
}

function superiorCell(texts: Texts, city: City, { facts, standing }: PrintedObjection): string {
  if (standing.answeredAt !== null) return superiorWords(texts, city, facts);
  return isEndedWithout(standing.result) ? (facts.imported_superior ?? '') : '';
}

function isEndedWithout(result: ObjectionStanding['result']): boolean {
  return result === 'settled' || result === 'withdrawn';
}

/** As an older register wrote it, with what was carried out since then, and that it comes from there. */
function decisionCell(texts: Texts, row: PrintedObjection): string {
  const { imported, imported_decision: written } = row.facts;
  if (!imported) return decisionWords(texts, row);
  const { result } = row.standing;
  const words = result === 'open' || result === 'silent' ? null : written;
  const now = words === null ? null : withOrder(texts, words, row);
  return [now ?? decisionWords(texts, row), texts.t('reports.cells.imported')].join('; ');
}

/** The words of an older register, with what they do not tell of its order. */
function withOrder(texts: Texts, words: string, row: PrintedObjection): string {
  const told = writtenOrder(words);
  if (told === null) return withDeed(texts, words, row) ?? withDay(texts, words, row);
  const isTold = told !== 'no-day' && !isWaiting(told);
  return isTold ? words : (withDeed(texts, words, row) ?? words);
}

function decisionWords(texts: Texts, row: PrintedObjection): string {
  const { facts, standing } = row;
  const { result } = standing;
  if (result === 'open' || result === 'silent') {
    return texts.t(`reports.objections.${result}`, { date: slashed(facts.reply_due_on) });
  }
  const words = resultWords(texts, row);
  // An order of the superior, or the day that both sides agreed on.
  const isOrdered = standing.answeredAt !== null || result === 'settled';
  if (!isOrdered) return words;
  return withDeed(texts, words, row) ?? withDay(texts, words, row);
}

/** The day of the order that waits; while the cost is to be paid first, what was agreed, and that it waits for that. */
function withDay(texts: Texts, words: string, { facts, standing }: PrintedObjection): string {
  const { carryOutBy: due, waitsForPayment } = standing;
  if (due !== null) return texts.t('reports.objections.ordered', { words, date: slashed(due) });
  const { agreed_day: day, agreed_cost: cost } = facts;
  if (!waitsForPayment || day === null) return words;
  return texts.t('reports.objections.waits-for-payment', {
    ...{ words, date: slashed(day), cost: texts.formats.number(cost ?? 0, 0) },
  });
}

/** What became of the order by then, behind the words that tell of it; null while its day is to come. */
function withDeed(texts: Texts, words: string, { facts, standing }: PrintedObjection): string | null {
  const { carryOutBy: due, carriedOutOn: done, orderEndedOn: ended, orderLapsed } = standing;
  const said = (key: string, date: LocalDate): string =>
    texts.t(`reports.objections.${key}`, { words, date: slashed(date), due: slashed(due ?? date) });
  if (done !== null) return said(due !== null && done > due ? 'carried-out-late' : 'carried-out', done);
  if (ended !== null)
    return said(facts.order_ended_by === 'ruling' ? 'order-replaced' : 'order-ended', ended);
  return orderLapsed && due !== null ? said('order-lapsed', due) : null;
}

/** What it ended with; T8 that had passed by then is named beside it (UU 14/2008 art. 36(2)). */
function resultWords(texts: Texts, { facts, standing }: PrintedObjection): string {
  const word = texts.t(`reports.objections.${standing.result}`);
  // No answer was given: the day stands beside the word.
  const result =
    isEndedWithout(standing.result) && facts.closed_at !== null
      ? texts.t('reports.objections.ended', { words: word, date: slashed(localDayOf(facts.closed_at)) })
      : word;
  const isUnsent = standing.answeredAt !== null && standing.answeredOn === null;
  const words = isUnsent ? texts.t('reports.objections.unsent', { words: result }) : result;
  if (!standing.late) return words;
  const key = standing.answeredAt === null ? 'past-due' : 'late';
  return texts.t(`reports.objections.${key}`, { words, date: slashed(facts.reply_due_on) });
}

/** Who answered, and in which office: the superior, or the delegate in the superior's name. */
function superiorWords(texts: Texts, city: City, facts: ObjectionFacts): string {
  if (facts.answered_by === null && facts.imported_superior !== null) return facts.imported_superior;
  const name = facts.answered_by ?? city.superior.name;
  const title = city.superior.title.id;
  return facts.as_delegate === true
    ? texts.t('reports.objections.delegate', { name, title })
    : texts.t('reports.objections.superior', { name, title });
}

/** What the requester did with the answer: went to the commission, let its term pass, or took the objection back. */
function responseWords(texts: Texts, { facts, standing }: PrintedObjection): string {
  if (standing.commissionNumber === null && facts.imported_response !== null) return facts.imported_response;
  if (standing.commissionNumber !== null)
    return texts.t('reports.objections.to-commission', { number: standing.commissionNumber });
  if (standing.result === 'withdrawn') return texts.t('reports.objections.withdrawn');
  if (standing.result === 'settled') return texts.t('reports.objections.accepts');
  // An older register that leaves it open does not say that there was none.
  if (facts.imported) return '';
  return standing.ended ? texts.t('reports.objections.no-dispute') : '';
}
