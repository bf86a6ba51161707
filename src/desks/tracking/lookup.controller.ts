import { Body, Controller, Get, Ip, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { PendingForms } from '../../platform/http/pending-forms.js';
import { Views } from '../../platform/views/views.js';
import { DoorPages } from './door-pages.js';
import { FindCase } from './find-case.js';
import { FindObjection } from './find-objection.js';
import { MailCodes } from './mail-codes.js';
import { ObjectionSessions } from './objection-sessions.js';
import { TrackCookie } from './track-cookie.js';
import { both, leadTo, TrackDoor } from './track-door.js';
import { textOf } from './typed-text.js';

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
    private readonly pages: DoorPages,
    private readonly pending: PendingForms,
  ) {}

  @Get(both('/lacak'))
  @Action('tracking.view')
  show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('nomor') number: unknown,
  ): string {
    const nomor = typeof number === 'string' ? number.slice(0, 60) : '';
    return this.pages.lookup(request, reply, { nomor, kode: '' }, []);
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
    const waiting = this.pending.carried(request);
    // From the page of a form of another case: nothing is typed yet.
    if (waiting !== null && !hasDoorFields(body)) return this.pages.lookup(request, reply, typed, []);
    const texts = this.views.for(request);
    const missing = [
      ...(typed.nomor === '' ? [{ field: 'nomor', message: texts.t('tracking.errors.number') }] : []),
      ...(typed.kode === '' ? [{ field: 'kode', message: texts.t('tracking.errors.code') }] : []),
    ];
    if (missing.length > 0) return this.pages.lookup(request, reply, typed, missing);
    const own = await this.findObjection.byCode(typed.nomor, typed.kode, network);
    if (own.is === 'open') {
      const secret = await this.sessions.begin(own.objection.id, 'content', this.cookie.read(request));
      this.cookie.set(reply, secret);
      const session = waiting === null ? null : await this.sessions.find(secret);
      if (waiting === null || session === null) return leadTo(request, reply, '/keberatan-saya');
      const row = { register_number: session.number };
      return this.door.giveBack(request, reply, { csrf: session.csrf, row }, waiting);
    }
    const row = own.is === 'shut' ? null : await this.findCase.byCode(typed.nomor, typed.kode, network);
    if (row !== null) {
      return this.door.enter(request, reply, { id: row.id, layer: 'content', to: '/permohonan-saya' });
    }
    const errors = [{ field: 'nomor', message: texts.t('tracking.errors.no-match') }];
    return this.pages.lookup(request, reply, { ...typed, kode: '' }, errors);
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
      return this.pages.lookup(request, reply, { nomor, kode: '' }, errors);
    }
    const row = await this.findCase.byNumber(nomor);
    if (row !== null) await this.mailCodes.sendLink(row, network);
    // The form that waits can only stay on this page: an address holds none.
    if (this.pending.carried(request) !== null) return this.sentPage(request, reply);
    return leadTo(request, reply, '/lacak/tautan');
  }

  @Get(both('/lacak/tautan'))
  @Action('tracking.view')
  linkSent(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.sentPage(request, reply);
  }

  private sentPage(request: FastifyRequest, reply: FastifyReply): string {
    const title = this.views.for(request).t('tracking.link-sent.title');
    const luggage = this.pending.luggage(this.pending.carried(request));
    return this.views.page(request, reply, 'tracking/link-sent', luggage, { title, nav: 'track' });
  }
}

function hasDoorFields(body: unknown): boolean {
  return typeof body === 'object' && body !== null && ('nomor' in body || 'kode' in body);
}
