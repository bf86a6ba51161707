import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readCase } from '../../cases/requests/open-case.js';
import type { StaffCaseAnswer } from '../../cases/requests/case-answers.js';
import { parseLocalDate } from '../../law/local-date.js';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Database } from '../../platform/database/database.js';
import { readCursor } from '../../platform/http/list-cursor.js';
import { languageOfProgram } from '../../platform/http/problem.filter.js';
import { invalid, type FieldFault } from '../../platform/http/problems.js';
import type { Language } from '../../platform/views/language.js';
import { StaffCaseAnswers } from './case-answer.js';
import { CaseLists, type ListedCase, type ListWish } from './case-list.queries.js';
import { CaseReadings } from './case-reading.js';
import { standingOf, subjectOf } from './case-standing.js';
import {
  DUE_FILTERS,
  NO_FILTER,
  readStatus,
  typed,
  type DueFilter,
  type TypedQuery,
} from './queue-filters.js';
import { apiView } from './queue-views.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';

const ROWS_A_PAGE = 50;

/** An item of the list (`contract.md` section 3). */
export interface CaseListAnswer {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor: string | null;
}

/** Cases for staff, by API: the list and the whole case. */
@Controller('api/v1/cases')
export class CasesController {
  constructor(
    private readonly database: Database,
    private readonly lists: CaseLists,
    private readonly readings: CaseReadings,
    private readonly answers: StaffCaseAnswers,
    private readonly calendar: CurrentCalendar,
  ) {}

  @Get()
  @Action('case.list')
  @ApiRoute('Lists cases', {
    staff: true,
    query: ['view', 'agency', 'status', 'due', 'q', 'cursor'],
  })
  async list(@Req() request: FastifyRequest, @Query() query: TypedQuery): Promise<CaseListAnswer> {
    const actor = staffActor(request);
    const wish = readWish(query);
    const language = languageOfProgram(request);
    return this.database.read(actor, scopeOf(actor), async (tx) => {
      const page = await this.lists.page(tx, wish);
      const now = await tx.now();
      const items = await Promise.all(page.rows.map((row) => this.item(row, now, language)));
      return { items, nextCursor: page.nextCursor };
    });
  }

  @Get(':id')
  @Action('case.read')
  @ApiRoute('Shows a case', { staff: true })
  async one(@Req() request: FastifyRequest, @Param('id') id: string): Promise<StaffCaseAnswer> {
    const actor = staffActor(request);
    return this.database.read(actor, scopeOf(actor), async (tx) => {
      const row = await readCase(tx, 'case.read', id);
      return this.answers.answer(await this.readings.around(tx, row), actor, languageOfProgram(request));
    });
  }

  private async item(
    row: ListedCase,
    now: Date,
    language: Language,
  ): Promise<Readonly<Record<string, unknown>>> {
    const calendar = await this.calendar.forCase(row);
    return {
      id: row.id,
      registerNumber: row.register_number,
      agency: await this.answers.named(row.agency_code),
      status: row.status,
      ...standingOf(row, calendar, now),
      subject: subjectOf(row.question),
      nextAction: this.answers.nextAction(row, language),
      version: row.version,
    };
  }
}

/** Reads the query; what cannot be read is a 422 with the field. */
function readWish(query: TypedQuery): ListWish {
  const faults: FieldFault[] = [];
  const wrong = (field: string): void => {
    faults.push({ field, code: 'unknown-value', message: 'problems.fields.unknown-value' });
  };
  const view = apiView(typed(query, 'view') ?? 'all');
  const [statusText, due] = [typed(query, 'status'), typed(query, 'due')];
  const status = statusText === null ? null : readStatus(statusText);
  const dueFilter = (DUE_FILTERS as readonly string[]).includes(due ?? '') ? (due as DueFilter) : null;
  const dueUntil = due === null || dueFilter !== null ? null : parseLocalDate(due);
  const cursor = typed(query, 'cursor');
  if (view === null) wrong('view');
  if (statusText !== null && status === null) wrong('status');
  if (due !== null && dueFilter === null && dueUntil === null) wrong('due');
  if (query['cursor'] !== undefined && query['cursor'] !== '' && readCursor(cursor) === null) wrong('cursor');
  if (view === null || faults.length > 0) throw invalid(faults);
  const filter = {
    ...NO_FILTER,
    status,
    due: dueFilter,
    dueUntil,
    agency: typed(query, 'agency'),
    words: typed(query, 'q'),
  };
  return { view, filter, sort: null, cursor, limit: ROWS_A_PAGE };
}
