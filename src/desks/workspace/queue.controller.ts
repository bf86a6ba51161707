import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { missingNotice } from '../../office/calendar/missing-decree.js';
import { requireSession } from '../../office/staff/session-source.js';
import { staffFrame } from '../../office/staff/staff-frame.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import { Tasks } from '../../office/tasks/tasks.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CaseLists, type ListedCase } from './case-list.queries.js';
import { queueModel } from './queue.page.js';
import { readPlace } from './queue-place.js';
import { typed, type TypedQuery } from './queue-filters.js';
import { queueView } from './queue-views.js';
import { taskOwner } from './task-owner.js';

const ROWS_A_PAGE = 50;

/** `/petugas`: what waits, the most urgent first. */
@Controller('petugas')
export class QueueController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly lists: CaseLists,
    private readonly agencies: AgencyDirectory,
    private readonly staff: StaffQueries,
    private readonly tasks: Tasks,
    private readonly calendar: CurrentCalendar,
  ) {}

  @Get()
  @Action('queue.view')
  async queue(
    @Query() query: TypedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = requireSession(request);
    const place = readPlace(query);
    const view = queueView(place.view);
    if (view === null) throw notFound();
    const { actor } = session;
    const isDesk = actor.roles.includes('desk');
    const wish = {
      view,
      filter: place.filter,
      sort: place.sort,
      cursor: typed(query, 'sesudah'),
      limit: ROWS_A_PAGE,
    };
    const now = session.at;
    const read = async (tx: Tx) =>
      Promise.all([
        this.lists.page(tx, wish),
        this.lists.counts(tx),
        isDesk ? this.staff.byRole(tx, 'desk') : this.staff.activeOfficersOf(tx, actor.agency ?? ''),
        this.tasks.countOpen(tx, taskOwner(actor)),
      ]);
    const [page, counts, holders, tasks] = await this.database.read(actor, scopeOf(actor), read, now);
    const texts = this.views.for(request);
    const agencies = new Map((await this.agencies.all()).map((agency) => [agency.code, agency]));
    const calendar = await this.calendar.get();
    const calendars = await this.calendarsOf(page.rows);
    const model = queueModel(texts, {
      now,
      page,
      counts,
      holders,
      place,
      calendar,
      calendars,
      isDesk,
      agencies,
    });
    return this.views.page(
      request,
      reply,
      'workspace/queue',
      { ...model, done: doneWords(texts, query), missing: missingNotice(texts, calendar, now) },
      {
        title: texts.t(`workspace.views.${place.view}`),
        staff: staffFrame(texts, session, { current: '/petugas', counts: { '/petugas/tugas': tasks } }),
        languageLink: false,
      },
    );
  }

  /** Rows of one page began under few versions; each is looked up once. */
  private async calendarsOf(rows: readonly ListedCase[]): Promise<ReadonlyMap<number, WorkingCalendar>> {
    const calendars = new Map<number, WorkingCalendar>();
    for (const row of rows)
      if (!calendars.has(row.rule_set_version))
        calendars.set(row.rule_set_version, await this.calendar.forCase(row));
    return calendars;
  }
}

/** The calm sentence after an act that took the case out of sight. */
function doneWords(
  texts: { t(key: string): string; has(key: string): boolean },
  query: TypedQuery,
): string | null {
  const done = typed(query, 'selesai');
  const key = `workspace.done.${done ?? ''}`;
  return done !== null && /^[a-z-]+$/u.test(done) && texts.has(key) ? texts.t(key) : null;
}
