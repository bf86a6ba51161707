import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import { Database } from '../../platform/database/database.js';
import { Views } from '../../platform/views/views.js';
import { readCaseFilter, typed, NONE, type TypedQuery } from './case-filter.js';
import { listModel } from './case-list.page.js';
import { CaseListQueries } from './case-list.queries.js';
import { oversightFrame } from './oversight-frame.js';
import { doneWords } from './reminder-result.js';

/** `/pengawas/kasus`: the cases behind every number of the board, by the same filter. */
@Controller('pengawas/kasus')
export class CaseListController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly lists: CaseListQueries,
    private readonly agencies: AgencyDirectory,
    private readonly staff: StaffQueries,
  ) {}

  @Get()
  @Action('oversight.cases')
  async page(
    @Query() query: TypedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const actor = staffActor(request);
    const filter = readCaseFilter(query);
    const agencies = await this.agencies.all();
    const { list, holderName } = await this.database.read(actor, scopeOf(actor), async (tx) => ({
      list: await this.lists.page(tx, filter, pageNumber(query)),
      holderName:
        filter.holder === null || filter.holder === NONE
          ? null
          : ((await this.staff.nameOf(tx, [filter.holder])).get(filter.holder) ?? null),
    }));
    const model = listModel(texts, {
      list,
      filter,
      agencies,
      holderName,
      mayAct: actor.roles.includes('supervisor'),
      done: doneWords(texts, query),
    });
    const frame = oversightFrame(texts, request, 'oversight.list.title', '/pengawas/kasus');
    return this.views.page(request, reply, 'oversight/cases', model, frame);
  }
}

const LAST_PAGE = 10_000;

function pageNumber(query: TypedQuery): number {
  const number = Number(typed(query, 'hal') ?? '1');
  return Number.isInteger(number) && number >= 1 && number <= LAST_PAGE ? number : 1;
}
