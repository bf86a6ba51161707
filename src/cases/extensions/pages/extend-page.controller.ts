import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { many, one, typedOrNull } from '../../requests/pages/act-form.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { ExtendDeadline } from '../extend-deadline.js';
import { ExtendDeadlineBody } from '../extend-deadline.dto.js';
import { extendPage } from './extend.page.js';

/** The one lawful extension, as a page. */
@Controller('petugas/kasus/:id/perpanjang')
export class ExtendPageController {
  constructor(
    private readonly pages: ActPages,
    private readonly extendDeadline: ExtendDeadline,
  ) {}

  @Get()
  @Action('case.extend')
  show(
    @Param('id') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, caseId }, extendPage(this.extendDeadline));
  }

  @Post()
  @Action('case.extend')
  extend(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    return this.pages.submit({ request, reply, caseId }, extendPage(this.extendDeadline), form, {
      type: ExtendDeadlineBody,
      body: {
        reasons: many(form, 'alasan'),
        explanation: one(form, 'penjelasan'),
        letterNumber: typedOrNull(form, 'nomor-surat'),
      },
      run: (tx, row, sent) =>
        this.extendDeadline.run(tx, row, { ...sent, letterNumber: sent.letterNumber ?? null }),
    });
  }
}
