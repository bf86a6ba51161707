import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import { Views } from '../../platform/views/views.js';
import type { CityCase } from './waiting-cases.queries.js';

/** The lines of a list of the city's cases: the agency stands with the act, so that a phone shows three columns. */
@Injectable()
export class CityListRows {
  constructor(private readonly views: Views) {}

  of(cases: readonly CityCase[]): { number: string; action: string; dueOn: LocalDate }[] {
    const texts = this.views.in('id');
    return cases.map(({ number, agency, dueOn }) => ({
      number,
      action: agency === null ? texts.t('escalation.assign') : texts.t('escalation.answer-by', { agency }),
      dueOn,
    }));
  }
}
