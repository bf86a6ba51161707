import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCase } from '../../cases/requests/open-case.js';
import { Action } from '../../office/access/action.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { requireSession } from '../../office/staff/session-source.js';
import { staffFrame } from '../../office/staff/staff-frame.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import { Database } from '../../platform/database/database.js';
import { Views } from '../../platform/views/views.js';
import { CaseLists } from './case-list.queries.js';
import { CasePageQueries } from './case-page.queries.js';
import { CaseReadings } from './case-reading.js';
import { TIMELINE_TABS, type TimelineTab } from './case-timeline.page.js';
import { headingOf } from './case-facts.page.js';
import { casePageModel } from './case.page.js';
import { doneWords } from './done-words.js';
import { readPlace } from './queue-place.js';
import { typed, type TypedQuery } from './queue-filters.js';
import { queueView } from './queue-views.js';

/** `/petugas/kasus/{id}`: what is asked, what happened, the clock and the acts. */
@Controller('petugas/kasus')
export class CasePageController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly readings: CaseReadings,
    private readonly lists: CaseLists,
    private readonly queries: CasePageQueries,
    private readonly staff: StaffQueries,
    private readonly agencies: AgencyDirectory,
    private readonly requesters: Requesters,
  ) {}

  @Get(':id')
  @Action('case.read')
  async page(
    @Param('id') id: string,
    @Query() query: TypedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = requireSession(request);
    const { actor } = session;
    const place = readPlace(query);
    const view = queueView(place.view);
    const read = await this.database.read(actor, scopeOf(actor), async (tx) => {
      const row = await readCase(tx, 'case.read', id);
      const reading = await this.readings.around(tx, row);
      const holders = reading.events.flatMap(({ facts }) =>
        typeof facts['holder'] === 'string' ? [facts['holder']] : [],
      );
      return {
        reading,
        neighbours:
          view === null
            ? null
            : await this.lists.neighbours(tx, id, { view, filter: place.filter, sort: place.sort }),
        written: await this.queries.written(tx, id),
        similar: await this.queries.similar(tx, row),
        objections: await this.queries.objections(tx, row.id),
        ordersOfRequest: await this.queries.ordersOfRequest(tx, row),
        staffNames: await this.staff.nameOf(tx, holders),
        onPaper: await this.requesters.goesOnPaper(tx, row.requester_id),
      };
    });
    const agencies = new Map((await this.agencies.all()).map((agency) => [agency.code, agency.name]));
    const texts = this.views.for(request);
    const model = casePageModel(texts, {
      actor,
      place,
      reading: read.reading,
      neighbours: read.neighbours,
      similar: read.similar,
      objections: read.objections,
      ordersOfRequest: read.ordersOfRequest,
      tab: tabOf(query),
      timeline: {
        texts: read.written,
        staffNames: read.staffNames,
        agencyName: (code) => agencies.get(code) ?? code,
      },
    });
    const { row } = read.reading;
    return this.views.page(
      request,
      reply,
      'workspace/case',
      { ...model, done: doneWords(texts, typed(query, 'selesai') ?? '', row, read.onPaper) },
      {
        title: `${row.register_number}, ${headingOf(row.question)}`,
        staff: staffFrame(texts, session, { current: '/petugas' }),
        languageLink: false,
      },
    );
  }
}

function tabOf(query: TypedQuery): TimelineTab {
  const wanted = typed(query, 'linimasa');
  return TIMELINE_TABS.find((tab) => tab === wanted) ?? 'semua';
}
