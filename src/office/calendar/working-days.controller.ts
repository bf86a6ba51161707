import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { languageOfProgram } from '../../platform/http/problem.filter.js';
import { invalid } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import { Action } from '../access/action.js';
import { CurrentCalendar } from './current-calendar.js';
import {
  explainWorkingDays,
  explanationWords,
  LONGEST_EXPLANATION,
  readExplanationQuery,
  type WorkingDaysExplanation,
} from './explain-working-days.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';

/** `GET /api/v1/working-days?from=2026-11-24&count=10`: how a date is counted, each day with its reason. */
@Controller('api/v1/working-days')
export class WorkingDaysController {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly views: Views,
  ) {}

  @Get()
  @Action('calendar.explain')
  @ApiRoute('Explains a date day by day', { query: ['from', 'count'] })
  async explain(
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
  ): Promise<WorkingDaysExplanation> {
    const read = readExplanationQuery(single(query['from']), single(query['count']));
    if (!read.ok) {
      throw invalid(
        read.faults.map(({ field, code }) => ({
          field,
          code,
          message: `calendar.errors.${field}`,
          values: { max: LONGEST_EXPLANATION },
        })),
      );
    }
    const language = languageOfProgram(request);
    const words = explanationWords((key, values) => this.views.in(language).t(key, values));
    return explainWorkingDays(read.query, await this.calendar.get(), language, words);
  }
}

/** A value that was given twice is no value. */
function single(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
