import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { requireSession } from '../../office/staff/session-source.js';
import { newId } from '../../platform/crypto/new-id.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problems.js';
import { checked } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { ReminderForm } from './acts.dto.js';
import { typed, type TypedQuery } from './case-filter.js';
import { goOn, oversightFrame } from './oversight-frame.js';
import { resultQuery } from './reminder-result.js';
import { reminderModel } from './reminders.page.js';
import { MOST_REMINDERS, ReminderCases, type ReminderWish } from './reminders.queries.js';
import { SendReminders } from './send-reminders.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** `/pengawas/pengingat`: which cases are reminded of, then the reminders. GET sends nothing. */
@Controller('pengawas/pengingat')
export class RemindersController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly agencies: AgencyDirectory,
    private readonly cases: ReminderCases,
    private readonly send: SendReminders,
  ) {}

  @Get()
  @Action('oversight.agency')
  async page(
    @Query() query: TypedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.show(request, reply, { agency: typed(query, 'instansi'), ids: idsOf(query) }, false);
  }

  @Post()
  @Action('oversight.agency')
  async remind(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { value, faults } = checked(ReminderForm, body);
    const agency = typeof value.instansi === 'string' ? value.instansi : null;
    if (faults.length > 0 || value.kasus.length === 0)
      return this.show(request, reply, { agency, ids: idsOf({ kasus: pickedIds(value.kasus) }) }, true);
    const chosen = value.kasus.slice(0, MOST_REMINDERS).map((one) => {
      const [caseId = '', version = ''] = one.split(':');
      return { caseId, version: Number(version) };
    });
    const result = await this.send.run(staffActor(request), value._kunci, chosen);
    const only = chosen.length === 1 ? chosen[0] : undefined;
    const back =
      agency !== null
        ? `/pengawas/instansi/${agency}`
        : only !== undefined && result.gone === 0
          ? `/pengawas/kasus/${only.caseId}`
          : '/pengawas/kasus';
    return goOn(reply, `${back}?${resultQuery(result)}`);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    wish: ReminderWish,
    nothingPicked: boolean,
  ): Promise<string> {
    const texts = this.views.for(request);
    const actor = staffActor(request);
    const agency = wish.agency === null ? null : await this.agencies.byCode(wish.agency);
    if (wish.agency !== null && agency === null) throw notFound();
    const read = await this.database.read(actor, scopeOf(actor), (tx) => this.cases.read(tx, wish));
    const model = reminderModel(texts, {
      ...read,
      agency,
      agencies: await this.agencies.all(),
      csrf: requireSession(request).csrf,
      key: newId(),
      nothingPicked,
    });
    const frame = oversightFrame(texts, request, 'oversight.remind.title', '/pengawas/kasus', {
      hasErrors: nothingPicked,
    });
    return this.views.page(request, reply, 'oversight/reminders', model, frame);
  }
}

/** The cases that were ticked: one name, once or many times. */
function idsOf(query: TypedQuery): readonly string[] {
  const given: unknown = query['kasus'];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const ids = list.filter((id): id is string => typeof id === 'string' && UUID.test(id));
  return [...new Set(ids)];
}

function pickedIds(given: unknown): readonly string[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((one: unknown) => (typeof one === 'string' ? [one.split(':')[0] ?? ''] : []));
}
