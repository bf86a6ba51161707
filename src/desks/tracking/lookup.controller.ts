import { Body, Controller, Get, Ip, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { Views } from '../../platform/views/views.js';
import { FindCase } from './find-case.js';
import { FindObjection } from './find-objection.js';
import { MailCodes } from './mail-codes.js';
import { ObjectionSessions } from './objection-sessions.js';
import { TrackCookie } from './track-cookie.js';
import { both, leadTo, TrackDoor } from './track-door.js';
import { textOf } from './typed-text.js';

interface Typed {
  readonly nomor: string;
  readonly kode: string;
}

/** `/lacak`: number and code, or the link by mail. Every kind of no reads the same, and so does every kind of sent. */
@Controller()
export class LookupController {
  constructor(
    private readonly views: Views,
    private readonly findCase: FindCase,
    private readonly findObjection: FindObjection,
    private readonly sessions: ObjectionSessions,
    private readonly cookie: TrackCookie,
    private readonly mailCodes: MailCodes,
    private readonly door: TrackDoor,
  ) {}

  @Get(both('/lacak'))
  @Action('tracking.view')
  show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('nomor') number: unknown,
  ): string {
    const nomor = typeof number === 'string' ? number.slice(0, 60) : '';
    return this.form(request, reply, { nomor, kode: '' }, []);
  }

  @Post(both('/lacak'))
  @Action('tracking.view')
  async track(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
    @Ip() network: string,
  ): Promise<string> {
    const typed = { nomor: textOf(body, 'nomor'), kode: textOf(body, 'kode') };
    const texts = this.views.for(request);
    const missing = [
      ...(typed.nomor === '' ? [{ field: 'nomor', message: texts.t('tracking.errors.number') }] : []),
      ...(typed.kode === '' ? [{ field: 'kode', message: texts.t('tracking.errors.code') }] : []),
    ];
    if (missing.length > 0) return this.form(request, reply, typed, missing);
    const own = await this.findObjection.byCode(typed.nomor, typed.kode, network);
    if (own.is === 'open') {
      const secret = await this.sessions.begin(own.objection.id, 'content', this.cookie.read(request));
      this.cookie.set(reply, secret);
      return leadTo(request, reply, '/keberatan-saya');
    }
    const row = own.is === 'shut' ? null : await this.findCase.byCode(typed.nomor, typed.kode, network);
    if (row !== null) {
      return this.door.enter(request, reply, { id: row.id, layer: 'content', to: '/permohonan-saya' });
    }
    const errors = [{ field: 'nomor', message: texts.t('tracking.errors.no-match') }];
    return this.form(request, reply, { ...typed, kode: '' }, errors);
  }

  @Post(both('/lacak/tautan'))
  @Action('tracking.view')
  async sendLink(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
    @Ip() network: string,
  ): Promise<string> {
    const nomor = textOf(body, 'nomor');
    if (nomor === '') {
      const texts = this.views.for(request);
      const errors = [{ field: 'nomor-tautan', message: texts.t('tracking.errors.number') }];
      return this.form(request, reply, { nomor, kode: '' }, errors);
    }
    const row = await this.findCase.byNumber(nomor);
    if (row !== null) await this.mailCodes.sendLink(row, network);
    return leadTo(request, reply, '/lacak/tautan');
  }

  @Get(both('/lacak/tautan'))
  @Action('tracking.view')
  linkSent(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const title = this.views.for(request).t('tracking.link-sent.title');
    return this.views.page(request, reply, 'tracking/link-sent', {}, { title, nav: 'track' });
  }

  private form(
    request: FastifyRequest,
    reply: FastifyReply,
    values: Typed,
    errors: readonly { readonly field: string; readonly message: string }[],
  ): string {
    const title = this.views.for(request).t('tracking.lookup.title');
    const options = { title, nav: 'track', hasErrors: errors.length > 0, indexed: true } as const;
    return this.views.page(request, reply, 'tracking/lookup', { values, errors }, options);
  }
}
