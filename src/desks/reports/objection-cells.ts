import { localDayOf } from '../../law/local-date.js';
import type { OpenRequester } from '../../office/requesters/requesters.js';
import type { City } from '../../platform/config/city.js';
import type { Texts } from '../../platform/views/texts.js';
import { dayAndDate, purposeWords, slashed } from './cell-words.js';
import type { ObjectionFacts, ObjectionStanding } from './objection-facts.js';
import { personCells } from './person-cells.js';
import { TICK, type ObjectionCells } from './request-columns.js';

export interface PrintedObjection {
  readonly facts: ObjectionFacts;
  readonly standing: ObjectionStanding;
  readonly person: OpenRequester | null;
}

/** The cells of a row in the words of the Register Keberatan. */
export function objectionCells(texts: Texts, city: City, row: PrintedObjection): ObjectionCells {
  const { facts, standing } = row;
  const tick = (ground: string): string => (facts.grounds.includes(ground) ? TICK : '');
  const answered = standing.answeredAt === null ? null : localDayOf(standing.answeredAt);
  return {
    number: facts.register_number,
    date: slashed(facts.received_on),
    ...personCells(texts, row.person),
    requestNumber: facts.request_number ?? '–',
    information: facts.question ?? facts.story,
    purpose: facts.purpose_kind === null ? '' : purposeWords(texts, facts.purpose_kind, facts.purpose_text),
    a: tick('a'),
    b: tick('b'),
    c: tick('c'),
    d: tick('d'),
    e: tick('e'),
    f: tick('f'),
    g: tick('g'),
    decision: decisionWords(texts, row),
    answered: answered === null ? '' : dayAndDate(texts, answered),
    superior: answered === null ? '' : `${city.superior.name}, ${city.superior.title.id}`,
    response: '',
  };
}

function decisionWords(texts: Texts, { facts, standing }: PrintedObjection): string {
  const { result } = standing;
  if (result === 'open' || result === 'silent') {
    return texts.t(`reports.objections.${result}`, { date: slashed(facts.reply_due_on) });
  }
  return texts.t(`reports.objections.${result}`);
}
