import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { StaffQueries } from '../../../office/staff/staff.queries.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { Views } from '../../../platform/views/views.js';
import { NameHolder } from '../name-holder.js';
import { VersionedBody } from '../case-acts.js';
import { NameHolderBody, WithdrawBody } from '../request-acts.dto.js';
import { WithdrawRequest } from '../withdraw-request.js';
import { one, typedOrNull } from './act-form.js';
import { ActPages, formOf } from './act-pages.js';
import { ActUploads } from './act-uploads.js';
import { holderPage } from './holder.page.js';
import { WITHDRAWAL_PAGE } from './withdrawal.page.js';
import { Door, type ActDoor } from './act-door.js';

/** Who holds a case, and its withdrawal on paper. */
@Controller('petugas/kasus/:id')
export class RequestPagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly uploads: ActUploads,
    private readonly views: Views,
    private readonly staff: StaffQueries,
    private readonly nameHolder: NameHolder,
    private readonly withdrawRequest: WithdrawRequest,
  ) {}

  @Get('pemegang')
  @Action('case.name-holder')
  holder(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, holderPage(this.staff));
  }

  @Post('pemegang')
  @FormAgain('acts.pemegang.title')
  @Action('case.name-holder')
  name(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const door = { request, reply, caseId };
    const form = formOf(body);
    const chosen = one(form, 'pemegang');
    const me = requireSession(request).actor.id ?? '';
    if (chosen === me) {
      return this.pages.submit(door, holderPage(this.staff), form, {
        action: 'case.claim',
        type: VersionedBody,
        body: {},
        run: (tx, row) => this.nameHolder.run(tx, row, me),
      });
    }
    return this.pages.submit(door, holderPage(this.staff), form, {
      type: NameHolderBody,
      body: { staffId: chosen },
      run: (tx, row, { staffId }) => this.nameHolder.run(tx, row, staffId),
    });
  }

  @Get('cabut')
  @Action('case.withdraw')
  withdrawal(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, WITHDRAWAL_PAGE);
  }

  @Post('cabut')
  @FormAgain('acts.cabut.title')
  @Action('case.withdraw')
  async withdraw(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const door = { request, reply, caseId };
    const sent = request.isMultipart()
      ? await this.uploads.read(request, 1)
      : { form: formOf(body), files: [], faults: [] };
    const kept = sent.files[0];
    const form = kept === undefined ? sent.form : { ...sent.form, simpan: kept.id, 'nama-berkas': kept.name };
    const fileId = typedOrNull(form, 'simpan');
    const faults =
      fileId === null && sent.faults.length === 0
        ? [{ field: 'berkas', message: this.views.for(request).t('acts.cabut.file-missing') }]
        : sent.faults;
    return this.pages.submit(
      door,
      WITHDRAWAL_PAGE,
      form,
      {
        type: WithdrawBody,
        body: { fileId, reason: typedOrNull(form, 'alasan') },
        run: (tx, row, { fileId: paper, reason }) =>
          this.withdrawRequest.onPaper(tx, row, { reason: reason ?? null, fileId: paper }),
      },
      faults,
    );
  }
}
