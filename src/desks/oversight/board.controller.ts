import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { missingNotice } from '../../office/calendar/missing-decree.js';
import { Database } from '../../platform/database/database.js';
import { Views } from '../../platform/views/views.js';
import { boardFacts, boardModel, type BoardFacts } from './board.page.js';
import { BoardQueries } from './board.queries.js';
import { readBoardFilter, type TypedQuery } from './case-filter.js';
import { oversightFrame } from './oversight-frame.js';
import { summaryCsv } from './summary-csv.js';

/** `/pengawas`: the figures of the city, and the same table as CSV. */
@Controller('pengawas')
export class BoardController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly board: BoardQueries,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
  ) {}

  @Get()
  @Action('oversight.view')
  async page(
    @Query() query: TypedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const facts = await this.facts(request, query);
    const missing = missingNotice(texts, await this.calendar.get(), facts.reading.now);
    return this.views.page(
      request,
      reply,
      'oversight/board',
      { ...boardModel(texts, facts), missing },
      oversightFrame(texts, request, 'oversight.title', '/pengawas'),
    );
  }

  @Get('ringkasan.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="ringkasan-ppid.csv"')
  @Action('oversight.view')
  async csv(@Query() query: TypedQuery, @Req() request: FastifyRequest): Promise<string> {
    const facts = await this.facts(request, query);
    return summaryCsv(this.views.for(request), facts, facts.reading.now);
  }

  private async facts(request: FastifyRequest, query: TypedQuery): Promise<BoardFacts> {
    const actor = staffActor(request);
    const filter = readBoardFilter(query);
    const agencies = await this.agencies.all();
    const reading = await this.database.snapshot(actor, scopeOf(actor), (tx) => this.board.read(tx, filter));
    return boardFacts(reading, agencies, filter, actor.roles.includes('supervisor'));
  }
}
