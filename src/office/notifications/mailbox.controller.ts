import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { notFound } from '../../platform/http/problems.js';
import { Mailbox, type StoredMail } from '../../platform/mail/mailbox.js';
import { Views } from '../../platform/views/views.js';
import { Action } from '../access/action.js';
import { mailboxList, mailView } from './mailbox.page.js';
import { onlyHere, sendHtmlMail } from './mailbox-door.js';

/** The mails that the local sink took. Embedded installations only, and only for callers on this machine. */
@Controller('_surat')
export class MailboxController {
  constructor(
    private readonly config: Config,
    private readonly views: Views,
    private readonly mailbox: Mailbox,
  ) {}

  @Get()
  @Action('mailbox.read')
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    onlyHere(this.config, request);
    const texts = this.views.in('id');
    const model = { mails: mailboxList(await this.mailbox.list(), texts) };
    const title = texts.t('mail.box.title');
    return this.views.page(request, reply, 'surat/mailbox', model, {
      title,
      language: 'id',
      languageLink: false,
    });
  }

  @Get('email/:id')
  @Action('mailbox.read')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<string> {
    const mail = await this.find(request, id);
    const model = { mail: mailView(mail, this.views.in('id')) };
    return this.views.page(request, reply, 'surat/mail', model, {
      title: mail.subject,
      language: 'id',
      languageLink: false,
    });
  }

  @Get('email/:id/html')
  @Action('mailbox.read')
  async html(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<string> {
    return sendHtmlMail(reply, (await this.find(request, id)).html);
  }

  private async find(request: FastifyRequest, id: string): Promise<StoredMail> {
    onlyHere(this.config, request);
    const mail = await this.mailbox.find(id);
    if (mail === null) throw notFound();
    return mail;
  }
}
