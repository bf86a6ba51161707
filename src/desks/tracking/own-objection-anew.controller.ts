import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OBJECTION_GROUNDS } from '../../law/objection-grounds.js';
import { Action } from '../../office/access/action.js';
import { sameSecret } from '../../platform/crypto/vault.js';
import { FormAgain } from '../../platform/http/form-again.js';
import { noteFormToken } from '../../platform/http/pending-form.js';
import { forged } from '../../platform/http/problems.js';
import { checked } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { errorsOf, formKey, newFormKey, pageErrors, type PageError } from './act-form.js';
import { FreeObjectionBody } from './objection-acts.dto.js';
import { ObjectionSessions, type ObjectionSession } from './objection-sessions.js';
import { OwnObjectionActs } from './own-objection-acts.js';
import { anewPage, type AnewDraft } from './own-objection-anew.page.js';
import { OwnObjections } from './own-objection.queries.js';
import { TrackCookie } from './track-cookie.js';
import { both, leadTo } from './track-door.js';
import { longTextOf } from './typed-text.js';

const OWN = '/keberatan-saya';
const PAGE = `${OWN}/keberatan`;
const NAMES = { grounds: 'alasan', story: 'cerita' } as const;

/** `/keberatan-saya/keberatan`: a new objection, where the order of one without a request was not carried out in time. */
@Controller()
export class OwnObjectionAnewController {
  constructor(
    private readonly views: Views,
    private readonly sessions: ObjectionSessions,
    private readonly cookie: TrackCookie,
    private readonly own: OwnObjections,
    private readonly acts: OwnObjectionActs,
  ) {}

  @Get(both(PAGE))
  @Action('tracking.view')
  async form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.sessions.find(this.cookie.read(request));
    if (session === null) return leadTo(request, reply, '/lacak');
    return this.page(request, reply, session, { draft: null, errors: [] });
  }

  @Post(both(PAGE))
  @FormAgain('tracking.anew.title')
  @Action('tracking.act')
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const session = await this.sessions.find(this.cookie.read(request));
    if (session === null) return leadTo(request, reply, '/lacak');
    noteFormToken(request, session.csrf, session.number);
    if (!sameSecret(Buffer.from(longTextOf(body, '_csrf')), Buffer.from(session.csrf))) throw forged();
    if (session.layer !== 'content') return leadTo(request, reply, OWN);
    const draft = { grounds: chosenOf(body), story: longTextOf(body, 'cerita') };
    if (longTextOf(body, '_ulang') !== '') return this.page(request, reply, session, { draft, errors: [] });
    const texts = this.views.for(request);
    const { value, faults } = checked(FreeObjectionBody, {
      registerNumber: session.number,
      trackingCode: '-',
      ...draft,
    });
    if (faults.length > 0)
      return this.page(request, reply, session, { draft, errors: pageErrors(texts, faults, NAMES) });
    const call = {
      key: formKey({ _kunci: longTextOf(body, '_kunci') }),
      body: draft,
      anew: { grounds: value.grounds, story: value.story, fileIds: [] },
    };
    try {
      const { id } = await this.acts.objectAnew(session.objectionId, call, (filed) => ({ id: filed.id }));
      this.cookie.set(reply, await this.sessions.begin(id, 'content', this.cookie.read(request)));
    } catch (error) {
      return this.page(request, reply, session, { draft, errors: errorsOf(texts, error, 'alasan', NAMES) });
    }
    return leadTo(request, reply, OWN);
  }

  /** Back to the objection where nothing may be objected to, or the code has not been given. */
  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    session: ObjectionSession,
    typed: { readonly draft: AnewDraft | null; readonly errors: readonly PageError[] },
  ): Promise<string> {
    const texts = this.views.for(request);
    const own = await this.own.read(session.objectionId);
    const page = anewPage(texts, own, typed.draft);
    if (session.layer !== 'content' || page === null) return leadTo(request, reply, OWN);
    const model = { ...page, csrf: session.csrf, key: newFormKey(), errors: typed.errors };
    const options = { title: page.title, nav: 'track', hasErrors: typed.errors.length > 0 } as const;
    return this.views.page(request, reply, 'tracking/objection-anew', model, options);
  }
}

function chosenOf(body: unknown): readonly string[] {
  return OBJECTION_GROUNDS.map(({ ground }) => longTextOf(body, `alasan-${ground}`)).filter(
    (chosen) => chosen !== '',
  );
}
