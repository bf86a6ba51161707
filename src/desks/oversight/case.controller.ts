import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CaseActs } from '../../cases/requests/case-acts.js';
import { NameHolder } from '../../cases/requests/name-holder.js';
import { CorrectRouting } from '../../cases/routing/correct-routing.js';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { Database } from '../../platform/database/database.js';
import { FormAgain } from '../../platform/http/form-again.js';
import { checked } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { ActPages, type FormState } from './act-pages.js';
import { AssignForm, HolderForm } from './acts.dto.js';
import { caseModel } from './case.page.js';
import { OverseenCases } from './case.queries.js';
import { typed, type TypedQuery } from './case-filter.js';
import { goOn, oversightFrame } from './oversight-frame.js';
import { doneWords } from './reminder-result.js';

/** `/pengawas/kasus/{id}`: the case as supervisor and superior see it, and the two acts that move it. */
@Controller('pengawas/kasus/:id')
export class CaseController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly cases: OverseenCases,
    private readonly agencies: AgencyDirectory,
    private readonly pages: ActPages,
    private readonly acts: CaseActs,
    private readonly correctRouting: CorrectRouting,
    private readonly nameHolder: NameHolder,
  ) {}

  @Get()
  @Action('oversight.cases')
  async page(
    @Param('id') id: string,
    @Query() query: TypedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const actor = staffActor(request);
    const agencies = await this.agencies.all();
    const overseen = await this.database.read(actor, scopeOf(actor), (tx) => this.cases.read(tx, id));
    const moved = agencies.find((agency) => agency.code === typed(query, 'ditugaskan'));
    const done = [
      ...doneWords(texts, query),
      ...(moved === undefined ? [] : [texts.t('oversight.assign.done', { agency: moved.name })]),
      ...(typed(query, 'ditunjuk') !== null && overseen.holderName !== null
        ? [texts.t('oversight.holder.done', { name: overseen.holderName })]
        : []),
    ];
    const mayAct = actor.roles.includes('supervisor');
    const model = caseModel(texts, { overseen, agencies, mayAct, done });
    const frame = oversightFrame(texts, request, overseen.row.register_number, '/pengawas/kasus', {
      plain: true,
    });
    return this.views.page(request, reply, 'oversight/case', model, frame);
  }

  @Get('tugaskan')
  @Action('oversight.agency')
  async assignPage(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.assign(request, reply, id, {});
  }

  @Post('tugaskan')
  @FormAgain('acts.tugaskan.title')
  @Action('oversight.agency')
  async assign(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { value, faults } = checked(AssignForm, body);
    const state: FormState = { values: { instansi: value.instansi, alasan: value.alasan } };
    if (isShownAgain(body)) return this.pages.assign(request, reply, id, state);
    if (faults.length > 0) return this.pages.assign(request, reply, id, { ...state, faults });
    try {
      await this.acts.run(
        {
          actor: staffActor(request),
          action: 'case.assign',
          caseId: id,
          key: value._kunci,
          body: { version: Number(value._versi), agency: value.instansi, reason: value.alasan },
        },
        (tx, row, { agency, reason }) => this.correctRouting.run(tx, row, agency, reason),
      );
    } catch (error) {
      return this.pages.assign(request, reply, id, { ...state, ...this.pages.refusal(error) });
    }
    return goOn(reply, `/pengawas/kasus/${id}?ditugaskan=${value.instansi}`);
  }

  @Get('pemegang')
  @Action('oversight.agency')
  async holderPage(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.holder(request, reply, id, {});
  }

  @Post('pemegang')
  @FormAgain('acts.pemegang.title')
  @Action('oversight.agency')
  async holder(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { value, faults } = checked(HolderForm, body);
    const state: FormState = { values: { pemegang: value.pemegang } };
    if (isShownAgain(body)) return this.pages.holder(request, reply, id, state);
    if (faults.length > 0) return this.pages.holder(request, reply, id, { ...state, faults });
    try {
      await this.acts.run(
        {
          actor: staffActor(request),
          action: 'case.name-holder',
          caseId: id,
          key: value._kunci,
          body: { version: Number(value._versi), staffId: value.pemegang },
        },
        (tx, row, { staffId }) => this.nameHolder.run(tx, row, staffId),
      );
    } catch (error) {
      return this.pages.holder(request, reply, id, { ...state, ...this.pages.refusal(error) });
    }
    return goOn(reply, `/pengawas/kasus/${id}?ditunjuk=1`);
  }
}

// A form that was turned away comes back to be seen once more.
function isShownAgain(body: unknown): boolean {
  return typeof body === 'object' && body !== null && '_ulang' in body;
}
