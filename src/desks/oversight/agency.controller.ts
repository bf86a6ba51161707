import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DUE_SOON_DAYS } from '../../law/service-rules.js';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import { agencyModel } from './agency.page.js';
import { AgencyQueries } from './agency.queries.js';
import { BoardQueries } from './board.queries.js';
import { readBoardFilter, readCaseFilter, type TypedQuery } from './case-filter.js';
import { CaseListQueries } from './case-list.queries.js';
import { oversightFrame } from './oversight-frame.js';
import { doneWords } from './reminder-result.js';

const SHOWN_CASES = 9;

/** `/pengawas/instansi/{kode}`: one agency as the supervisor sees it. */
@Controller('pengawas/instansi')
export class AgencyController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly board: BoardQueries,
    private readonly lists: CaseListQueries,
    private readonly agencies: AgencyDirectory,
    private readonly staff: StaffQueries,
    private readonly own: AgencyQueries,
  ) {}

  @Get(':kode')
  @Action('oversight.agency')
  async page(
    @Param('kode') code: string,
    @Query() query: TypedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const agency = await this.agencies.byCode(code);
    if (agency === null) throw notFound();
    const texts = this.views.for(request);
    const actor = staffActor(request);
    const agencies = await this.agencies.all();
    // One agency is no group: only span and channel narrow this page.
    const filter = { ...readBoardFilter(query), group: null };
    const cases = { ...readCaseFilter({}), ...filter, agency: code };
    const read = await this.database.snapshot(actor, scopeOf(actor), async (tx) => {
      const reading = await this.board.read(tx, filter);
      const soon = reading.calendar.dueDate(reading.today, DUE_SOON_DAYS).date;
      return {
        reading,
        list: await this.lists.page(tx, cases, 1, SHOWN_CASES),
        loads: await this.own.loads(tx, code, reading.today, soon),
        heads: await this.staff.headsOf(tx, code),
        lastReminder: await this.own.lastReminder(tx, code),
      };
    });
    const facts = { ...read, agency, agencies, filter, done: doneWords(texts, query) };
    const frame = oversightFrame(texts, request, agency.name, '/pengawas', { plain: true });
    return this.views.page(request, reply, 'oversight/agency', agencyModel(texts, facts), frame);
  }
}
