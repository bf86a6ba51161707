import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import { StaffQueries } from '../../../office/staff/staff.queries.js';
import { City } from '../../../platform/config/city.js';
import { VersionedBody } from '../../requests/case-acts.js';
import { one, typedOrNull } from '../../requests/pages/act-form.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { CorrectRouting } from '../correct-routing.js';
import { HandBack } from '../hand-back.js';
import { RemindHolder } from '../remind-holder.js';
import { AssignBody, HandBackBody } from '../routing.dto.js';
import { assignPage } from './assign.page.js';
import { handBackPage, remindPage } from './hand-back.page.js';

/** Who gives a case to whom, as pages. */
@Controller('petugas/kasus/:id')
export class RoutingPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly agencies: AgencyDirectory,
    private readonly staff: StaffQueries,
    private readonly city: City,
    private readonly correctRouting: CorrectRouting,
    private readonly handBack: HandBack,
    private readonly remindHolder: RemindHolder,
  ) {}

  @Get('tugaskan')
  @Action('case.assign')
  choose(
    @Param('id') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, caseId }, assignPage(this.agencies, this.city));
  }

  @Post('tugaskan')
  @Action('case.assign')
  assign(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    const chosen = one(form, 'instansi');
    const agency = chosen === 'lain' ? one(form, 'instansi-lain') : chosen;
    return this.pages.submit({ request, reply, caseId }, assignPage(this.agencies, this.city), form, {
      type: AssignBody,
      body: { agency, reason: one(form, 'alasan') },
      run: (tx, row, sent) => this.correctRouting.run(tx, row, sent.agency, sent.reason),
    });
  }

  @Get('kembalikan')
  @Action('case.hand-back')
  wrongAgency(
    @Param('id') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, caseId }, handBackPage(this.agencies));
  }

  /** The case is out of sight afterwards: the way goes on to the queue. */
  @Post('kembalikan')
  @Action('case.hand-back')
  back(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    return this.pages.submit({ request, reply, caseId }, handBackPage(this.agencies), form, {
      type: HandBackBody,
      body: { reason: one(form, 'alasan'), suggestedAgency: typedOrNull(form, 'saran') },
      run: (tx, row, sent) => this.handBack.run(tx, row, sent.reason, sent.suggestedAgency ?? null),
      goTo: '/petugas',
    });
  }

  @Get('ingatkan')
  @Action('case.remind')
  reminder(
    @Param('id') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, caseId }, remindPage(this.staff));
  }

  @Post('ingatkan')
  @Action('case.remind')
  remind(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.submit({ request, reply, caseId }, remindPage(this.staff), formOf(body), {
      type: VersionedBody,
      body: {},
      run: (tx, row) => this.remindHolder.run(tx, row),
    });
  }
}
