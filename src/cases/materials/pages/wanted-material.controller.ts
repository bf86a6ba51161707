import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localDayOf } from '../../../law/local-date.js';
import { Action } from '../../../office/access/action.js';
import { scopeOf } from '../../../office/access/policy.js';
import { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../../office/calendar/current-calendar.js';
import { rowDate } from '../../../office/calendar/date-block.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { shortName, staffFrame } from '../../../office/staff/staff-frame.js';
import { Database } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problems.js';
import { Views } from '../../../platform/views/views.js';
import { MaterialNews } from '../material-news.js';
import { wantedMaterial } from '../materials.queries.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/**
 * `/petugas/bahan/{id}`: what another agency is asked for, and nothing else of the case. For the unit that is asked, the
 * agency that asks, and the desk; to everybody else it is missing.
 */
@Controller('petugas/bahan')
export class WantedMaterialController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
    private readonly news: MaterialNews,
  ) {}

  @Get(':id')
  @Action('queue.view')
  async page(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!UUID.test(id)) throw notFound();
    const session = requireSession(request);
    const { actor } = session;
    const { asked, now } = await this.database.read(actor, scopeOf(actor), async (tx) => ({
      asked: await tx.widened(() => wantedMaterial(tx, id)),
      now: await tx.now(),
    }));
    if (asked === null) throw notFound();
    const unit = await this.news.unitOf({ agency_code: asked.agency }, asked.from);
    const concerned = actor.agency !== null && [unit, asked.agency].includes(actor.agency);
    if (!concerned && !actor.roles.includes('desk')) throw notFound();
    const texts = this.views.for(request);
    const asking = asked.agency === null ? null : await this.agencies.byCode(asked.agency);
    const due = { today: localDayOf(now), due: asked.dueOn };
    const model = {
      number: asked.number,
      from: asked.from,
      text: asked.text,
      isGiven: asked.isGiven,
      date: rowDate(texts, await this.calendar.get(), {
        ...due,
        state: asked.isGiven ? 'answered' : 'running',
      }),
      by: texts.t('materials.wanted.by', {
        name: shortName(asked.by),
        agency: asking?.name ?? texts.t('materials.wanted.desk'),
      }),
    };
    return this.views.page(request, reply, 'materials/wanted', model, {
      title: texts.t('materials.wanted.title', { number: asked.number }),
      staff: staffFrame(texts, session),
      languageLink: false,
    });
  }
}
