import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { typedOrNull, one, many } from '../../requests/pages/act-form.js';
import { formOf } from '../../requests/pages/act-pages.js';
import { ActUploads, type UploadedForm } from '../../requests/pages/act-uploads.js';
import { readRupiah } from '../../decisions/pages/answer-draft.js';
import { CarryOutOrder } from '../carry-out-order.js';
import { CloseObjection } from '../close-objection.js';
import { CarryOutBody, SettleBody, settlementOf, WithdrawObjectionBody } from '../objection-acts.dto.js';
import { WithdrawByDesk } from '../withdraw-by-desk.js';
import { ObjectionPages } from './objection-pages.js';
import { SETTLED_NAMES, settledBody } from './settled-body.js';

const MOST_FILES = 10;
const ROOM = '/petugas/keberatan';

/** `/petugas/keberatan`: what the agency carries out, and what the desk settles and withdraws. */
@Controller('petugas/keberatan')
export class DeskObjectionsController {
  constructor(
    private readonly pages: ObjectionPages,
    private readonly uploads: ActUploads,
    private readonly execution: CarryOutOrder,
    private readonly close: CloseObjection,
    private readonly withdrawal: WithdrawByDesk,
  ) {}

  @Get()
  @Action('queue.view')
  list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('tampilan') view: unknown,
  ): Promise<string> {
    return this.pages.list(request, reply, ROOM, view);
  }

  @Get(':id')
  @Action('queue.view')
  one(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, room: ROOM, id });
  }

  @Post(':id/laksanakan')
  @FormAgain('objections.pages.carry-out')
  @Action('queue.view')
  async carryOut(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { form, files, faults } = await this.read(request, body);
    const fileIds = [...new Set([...many(form, 'simpan'), ...files.map((file) => file.id)])];
    return this.pages.submit(
      { request, reply, room: ROOM, id },
      { ...form, simpan: fileIds },
      {
        action: 'objection.carry-out',
        type: CarryOutBody,
        body: {
          explanation: one(form, 'penjelasan'),
          fileIds,
          cost: one(form, 'biaya').trim() === '' ? null : readRupiah(one(form, 'biaya')),
        },
        names: { explanation: 'penjelasan', fileIds: 'berkas', cost: 'biaya' },
        done: 'dilaksanakan',
        run: (tx, target, sent) =>
          this.execution.run(tx, target, {
            explanation: sent.explanation,
            fileIds: sent.fileIds ?? [],
            cost: sent.cost ?? null,
          }),
      },
      faults,
    );
  }

  @Post(':id/musyawarah')
  @FormAgain('objections.pages.forms.settle')
  @Action('queue.view')
  settle(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    return this.pages.submit({ request, reply, room: ROOM, id }, form, {
      action: 'objection.settle',
      type: SettleBody,
      body: settledBody(form),
      names: SETTLED_NAMES,
      done: 'musyawarah',
      run: (tx, target, sent) => this.close.settle(tx, target, settlementOf(sent)),
    });
  }

  @Post(':id/cabut')
  @FormAgain('objections.pages.forms.withdraw')
  @Action('queue.view')
  async withdraw(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { form, files, faults } = await this.read(request, body);
    const fileId = files[0]?.id ?? typedOrNull(form, 'simpan');
    return this.pages.submit(
      { request, reply, room: ROOM, id },
      form,
      {
        action: 'objection.withdraw',
        type: WithdrawObjectionBody,
        body: { reason: typedOrNull(form, 'alasan'), fileId },
        names: { reason: 'alasan', fileId: 'surat' },
        done: 'dicabut',
        run: (tx, target, sent) =>
          this.withdrawal.run(tx, target, { reason: sent.reason ?? null, fileId: sent.fileId ?? null }),
      },
      faults,
    );
  }

  private async read(request: FastifyRequest, body: unknown): Promise<UploadedForm> {
    return request.isMultipart()
      ? this.uploads.read(request, MOST_FILES)
      : { form: formOf(body), files: [], faults: [] };
  }
}
