import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { isSending } from '../../office/notifications/sending-switch.js';
import { requireSession } from '../../office/staff/session-source.js';
import { goOn } from '../../office/staff/visitor.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { ALL } from '../../platform/database/scope.js';
import { notFound } from '../../platform/http/problems.js';
import { validated } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { SendingForm } from './accounts.dto.js';
import { adminPage } from './admin-pages.js';
import { OutgoingMails } from './outgoing-mails.queries.js';
import { OUTGOING_VIEWS, outgoingModel } from './outgoing.page.js';
import { SwitchSending } from './switch-sending.js';

/** `/admin/kiriman`: the outbox and its switch. */
@Controller('admin/kiriman')
export class OutgoingController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly config: Config,
    private readonly mails: OutgoingMails,
    private readonly switchSending: SwitchSending,
  ) {}

  @Get()
  @Action('admin.view')
  async outgoing(
    @Query('tampilan') wanted: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const view = OUTGOING_VIEWS.find((one) => one === (wanted ?? 'semua'));
    if (view === undefined) throw notFound();
    const { actor } = requireSession(request);
    const texts = this.views.for(request);
    // The whole city, for the numbers of the cases alone; nothing else of a case is read.
    const facts = await this.database.read(actor, ALL, async (tx) => ({
      now: await tx.now(),
      sending: await isSending(tx, this.config.sending),
      counts: await this.mails.counts(tx),
      mails: await this.mails.list(tx, view),
    }));
    return adminPage(this.views, request, reply, {
      name: 'outgoing',
      model: outgoingModel(texts, { ...facts, view }),
      title: texts.t('admin.outgoing.title'),
      current: '/admin/kiriman',
    });
  }

  @Post()
  @Action('admin.view')
  async switch(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { kirim } = validated(SendingForm, body);
    await this.switchSending.run(kirim === 'jalan' ? 'on' : 'paused', requireSession(request).actor);
    return goOn(reply, '/admin/kiriman');
  }
}
