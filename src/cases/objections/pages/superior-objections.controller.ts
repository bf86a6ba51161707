import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { showLetter } from '../../../platform/files/serve-file.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { one } from '../../requests/pages/act-form.js';
import { formOf } from '../../requests/pages/act-pages.js';
import { CloseObjection } from '../close-objection.js';
import { NameDelegate } from '../name-delegate.js';
import { ObjectionActs } from '../objection-acts.js';
import { DelegateBody, SettleBody, settlementOf } from '../objection-acts.dto.js';
import { PrintObjectionForm } from '../print-objection-form.js';
import { RulingPapers } from '../ruling-papers.js';
import { ObjectionPages } from './objection-pages.js';
import { SETTLED_NAMES, settledBody } from './settled-body.js';

/** `/pengawas/keberatan`: the superior's room, and of a delegate the one objection that was left to them. */
@Controller('pengawas/keberatan')
export class SuperiorObjectionsController {
  constructor(
    private readonly pages: ObjectionPages,
    private readonly close: CloseObjection,
    private readonly delegates: NameDelegate,
    private readonly acts: ObjectionActs,
    private readonly papers: RulingPapers,
    private readonly forms: PrintObjectionForm,
  ) {}

  @Get()
  @Action('objection.oversee')
  list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('tampilan') view: unknown,
  ): Promise<string> {
    return this.pages.list(request, reply, '/pengawas/keberatan', view);
  }

  @Get(':id')
  @Action('objection.read')
  async one(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.pages.mustDecide(request, id);
    return this.pages.show({ request, reply, room: '/pengawas/keberatan', id });
  }

  /** A letter that the objection is decided on, with the person hidden. */
  @Get(':id/surat/:letter')
  @Action('objection.read')
  async paper(
    @Param('id') id: string,
    @Param('letter') letterId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.pages.mustDecide(request, id);
    const { actor } = requireSession(request);
    return showLetter(
      reply,
      await this.acts.look(actor, 'objection.read', id, (tx, target) =>
        this.papers.print(tx, target, letterId),
      ),
    );
  }

  /** The statement of objection with its receipt, with the person hidden. */
  @Get(':id/pernyataan.pdf')
  @Action('objection.read')
  async statement(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.pages.mustDecide(request, id);
    const { actor } = requireSession(request);
    return showLetter(
      reply,
      await this.acts.look(actor, 'objection.read', id, (tx, target) => this.forms.printHidden(tx, target)),
    );
  }

  @Post(':id/limpahkan')
  @FormAgain('objections.pages.forms.delegate')
  @Action('objection.read')
  async delegate(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.pages.mustDecide(request, id);
    const form = formOf(body);
    return this.pages.submit({ request, reply, room: '/pengawas/keberatan', id }, form, {
      action: 'objection.delegate',
      type: DelegateBody,
      body: { staffId: one(form, 'petugas') },
      names: { staffId: 'petugas' },
      done: 'dilimpahkan',
      run: (tx, target, { staffId }) => this.delegates.run(tx, target, staffId),
    });
  }

  @Post(':id/musyawarah')
  @FormAgain('objections.pages.forms.settle')
  @Action('objection.read')
  async settle(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.pages.mustDecide(request, id);
    const form = formOf(body);
    return this.pages.submit({ request, reply, room: '/pengawas/keberatan', id }, form, {
      action: 'objection.settle',
      type: SettleBody,
      body: settledBody(form),
      names: SETTLED_NAMES,
      done: 'musyawarah',
      run: (tx, target, sent) => this.close.settle(tx, target, settlementOf(sent)),
    });
  }
}
