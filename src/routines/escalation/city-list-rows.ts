import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import type { Texts } from '../../platform/views/texts.js';
import { Views } from '../../platform/views/views.js';
import { orderWords } from './order-words.js';
import type { CityCase } from './waiting-cases.queries.js';

/** The lines of a list of the city's cases: the agency stands with the act, so that a phone shows three columns. */
@Injectable()
export class CityListRows {
  constructor(private readonly views: Views) {}

  of(cases: readonly CityCase[]): { number: string; action: string; dueOn: LocalDate }[] {
    const texts = this.views.in('id');
    return cases.map((one) => ({ number: one.number, action: actionOf(texts, one), dueOn: one.dueOn }));
  }
}

function actionOf(texts: Texts, one: CityCase): string {
  const { agency: holding, answers, posts, orderDueOn, overdue } = one;
  const agency = holding ?? texts.t('escalation.desk');
  if (posts) return texts.t(`escalation.send-letter${overdue ? '-late' : ''}`);
  if (orderDueOn === null)
    return holding === null ? texts.t('escalation.assign') : texts.t('escalation.answer-by', { agency });
  const order = orderWords(texts, one.orderBy);
  if (!answers) return texts.t(`escalation.order-by${overdue ? '-late' : ''}`, { agency, order });
  const date = texts.formats.dateShort(orderDueOn);
  return texts.t('escalation.answer-and-order-by', { agency, order, date });
}
