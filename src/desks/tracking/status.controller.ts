import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { calendarFile } from '../../office/notifications/calendar-file.js';
import { City } from '../../platform/config/city.js';
import { PendingForms } from '../../platform/http/pending-forms.js';
import { Views } from '../../platform/views/views.js';
import { calendarEntries } from './calendar-entries.js';
import { DoorPages } from './door-pages.js';
import { FindCase } from './find-case.js';
import { MailCodes } from './mail-codes.js';
import { ObjectionDesk } from './objection-desk.js';
import { statusPage } from './status.page.js';
import { both, checkForm, leadTo, pageAfterCode, TrackDoor } from './track-door.js';
import { TrackedCases, type StoryRows } from './tracked-case.queries.js';
import { longTextOf, textOf } from './typed-text.js';

/** A tracked case: status for whoever has the link, content behind the code, and the way out. */
@Controller()
export class StatusController {
  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly findCase: FindCase,
    private readonly mailCodes: MailCodes,
    private readonly cases: TrackedCases,
    private readonly objections: ObjectionDesk,
    private readonly door: TrackDoor,
    private readonly pages: DoorPages,
    private readonly pending: PendingForms,
  ) {}

  /** A secret in the address moves into the cookie at once, so that it neither stays in history nor travels on. */
  @Get(both('/permohonan-saya'))
  @Action('tracking.view')
  async status(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('k') token: unknown,
  ): Promise<string> {
    if (typeof token === 'string') return this.enterByLink(request, reply, token);
    const found = await this.door.statusWith<StoryRows>(request, reply, this.cases.story);
    if (found === null) return '';
    const { session, told } = found;
    const texts = this.views.for(request);
    const tracked = await this.cases.told(session.row, told);
    const model = statusPage(texts, tracked, {
      layer: session.layer,
      csrf: session.csrf,
      city: this.city,
      mayObjectAnew: await this.objections.mayObjectAnew(tracked),
    });
    return this.views.page(request, reply, 'tracking/status', model, { title: model.title, nav: 'track' });
  }

  @Get(both('/permohonan-saya/kalender.ics'))
  @Action('tracking.view')
  async calendar(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('k') token: unknown,
  ): Promise<string> {
    const row =
      typeof token === 'string'
        ? await this.findCase.byLink(token)
        : ((await this.door.find(request))?.row ?? null);
    if (row === null) return leadTo(request, reply, '/lacak');
    const tracked = await this.cases.read(row);
    const options = { domain: this.city.domain, texts: this.views.for(request), at: tracked.now };
    reply.header('content-type', 'text/calendar; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="${row.register_number}.ics"`);
    const mayObjectAnew = await this.objections.mayObjectAnew(tracked);
    return calendarFile(calendarEntries(tracked, { mayObjectAnew }), options);
  }

  @Get(both('/permohonan-saya/buka'))
  @Action('tracking.view')
  async askCode(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: { readonly ke?: unknown; readonly terkirim?: unknown },
  ): Promise<string> {
    const session = await this.door.status(request, reply);
    if (session === null) return '';
    if (session.layer === 'content') return leadTo(request, reply, pageAfterCode(query.ke));
    return this.pages.code(
      request,
      reply,
      session,
      { ke: query.ke, mailed: query.terkirim !== undefined },
      [],
    );
  }

  @Post(both('/permohonan-saya/buka'))
  @Action('tracking.view')
  async open(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const session = await this.door.status(request, reply);
    if (session === null) return '';
    const waiting = this.pending.carried(request);
    if (waiting !== null && textOf(body, '_csrf') === '') {
      const isElsewhere = waiting.matter != null && waiting.matter !== session.row.register_number;
      if (session.layer === 'content' || isElsewhere)
        return this.door.giveBack(request, reply, session, waiting);
      return this.pages.code(request, reply, session, { ke: '', mailed: false }, []);
    }
    checkForm(session, longTextOf(body, '_csrf'));
    const ke = textOf(body, 'ke');
    const mailCode = textOf(body, 'kode-email');
    const code = textOf(body, 'kode');
    const byMail = mailCode !== '' || textOf(body, 'cara') === 'email';
    const right = byMail
      ? await this.mailCodes.use(session.row, mailCode)
      : code !== '' && (await this.findCase.confirmsCode(session.row, code, request.ip));
    if (right) {
      const to = pageAfterCode(ke);
      return this.door.enter(request, reply, { id: session.row.id, layer: 'content', to });
    }
    const texts = this.views.for(request);
    const error = byMail
      ? { field: 'kode-email', message: texts.t('tracking.errors.mail-code') }
      : {
          field: 'kode',
          message: texts.t(code === '' ? 'tracking.errors.code' : 'tracking.errors.code-no-match'),
        };
    return this.pages.code(request, reply, session, { ke, mailed: byMail }, [error]);
  }

  @Post(both('/permohonan-saya/buka/email'))
  @Action('tracking.view')
  async mailCode(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const session = await this.door.status(request, reply);
    if (session === null) return '';
    checkForm(session, longTextOf(body, '_csrf'));
    await this.mailCodes.sendCode(session.row, request.ip);
    const ke = textOf(body, 'ke');
    // The form that waits can only stay on this page: an address holds none.
    if (this.pending.carried(request) !== null)
      return this.pages.code(request, reply, session, { ke, mailed: true }, []);
    const on = ke === '' ? '' : `&ke=${encodeURIComponent(ke)}`;
    return leadTo(request, reply, `/permohonan-saya/buka?terkirim=1${on}`);
  }

  @Get(both('/permohonan-saya/keluar'))
  @Action('tracking.view')
  async askLeave(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.status(request, reply);
    if (session === null) return '';
    const title = this.views.for(request).t('tracking.leave.title');
    const model = { number: session.row.register_number };
    return this.views.page(request, reply, 'tracking/leave', model, { title, nav: 'track' });
  }

  /** Needs no anti-forgery value: whoever makes somebody leave has gained nothing. */
  @Post(both('/permohonan-saya/keluar'))
  @Action('tracking.view')
  async leave(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.door.leave(request, reply);
    return leadTo(request, reply, '/lacak');
  }

  private async enterByLink(request: FastifyRequest, reply: FastifyReply, token: string): Promise<string> {
    const row = await this.findCase.byLink(token);
    if (row === null) return leadTo(request, reply, '/lacak');
    const session = await this.door.find(request);
    if (session?.row.id === row.id) return leadTo(request, reply, '/permohonan-saya');
    return this.door.enter(request, reply, { id: row.id, layer: 'status', to: '/permohonan-saya' });
  }
}
