import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Decrees } from '../../office/calendar/decrees.js';
import { requireSession } from '../../office/staff/session-source.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING } from '../../platform/database/scope.js';
import { Views } from '../../platform/views/views.js';
import { adminPage } from './admin-pages.js';
import { CalendarDays } from './calendar-days.queries.js';
import { calendarModel } from './calendar.page.js';

/** `/admin/kalender`: the holidays that every date is counted with, each with its decree. */
@Controller('admin/kalender')
export class CalendarController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
    private readonly days: CalendarDays,
    private readonly decrees: Decrees,
  ) {}

  @Get()
  @Action('admin.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const { actor } = requireSession(request);
    const facts = await this.database.read(actor, NOTHING, async (tx) => ({
      now: await tx.now(),
      days: await this.days.all(tx),
      decrees: await this.decrees.recent(tx),
      versions: await this.decrees.versions(tx),
    }));
    return adminPage(this.views, request, reply, {
      name: 'calendar',
      model: calendarModel(texts, await this.calendar.get(), facts),
      title: texts.t('admin.calendar.title'),
      current: '/admin/kalender',
    });
  }
}
