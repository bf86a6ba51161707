import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { notFound } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import { Action } from '../access/action.js';
import { isMailKind } from './mail-kinds.js';
import { previewGroups } from './mail-preview.page.js';
import { MailRenderer } from './mail-renderer.js';
import { onlyHere, sendHtmlMail } from './mailbox-door.js';

/** Each kind of mail with sample data. Embedded installations only, and only for callers on this machine. */
@Controller('_surat/pratinjau')
export class MailPreviewController {
  constructor(
    private readonly config: Config,
    private readonly views: Views,
    private readonly renderer: MailRenderer,
  ) {}

  @Get()
  @Action('mailbox.read')
  index(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    onlyHere(this.config, request);
    const texts = this.views.in('id');
    return this.views.page(
      request,
      reply,
      'surat/previews',
      { groups: previewGroups(texts, this.renderer) },
      {
        title: texts.t('mail.preview.title'),
        language: 'id',
        languageLink: false,
      },
    );
  }

  @Get(':kind')
  @Action('mailbox.read')
  show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('kind') kind: string,
    @Query('bahasa') language: unknown,
    @Query('bentuk') form: unknown,
  ): string {
    onlyHere(this.config, request);
    if (!isMailKind(kind)) throw notFound();
    const mail = this.renderer.sample(kind, language === 'en' ? 'en' : 'id');
    if (form !== 'text') return sendHtmlMail(reply, mail.html);
    reply.header('content-type', 'text/plain; charset=utf-8');
    return `${mail.subject}\n\n${mail.text}`;
  }
}
