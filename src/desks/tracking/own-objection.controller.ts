import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PrintObjectionForm } from '../../cases/objections/print-objection-form.js';
import { readTarget } from '../../cases/objections/objection-row.js';
import { Action } from '../../office/access/action.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, requesterOf } from '../../platform/database/scope.js';
import { sameSecret } from '../../platform/crypto/vault.js';
import { serveFile } from '../../platform/files/serve-file.js';
import { FormAgain } from '../../platform/http/form-again.js';
import { noteFormToken } from '../../platform/http/pending-form.js';
import { forged, notFound } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import { errorsOf, formKey, newFormKey, type PageError } from './act-form.js';
import { FindObjection } from './find-objection.js';
import { FormDrafts } from './form-drafts.js';
import { ObjectionSessions, type ObjectionSession } from './objection-sessions.js';
import { OwnObjectionActs } from './own-objection-acts.js';
import { ownObjectionPage } from './own-objection.page.js';
import { OwnObjections } from './own-objection.queries.js';
import { TrackCookie } from './track-cookie.js';
import { both, leadTo } from './track-door.js';
import { longTextOf, textOf } from './typed-text.js';

const PAGE = '/keberatan-saya';

/** `/keberatan-saya`: an objection that no request stands behind, for whoever filed it. */
@Controller()
export class OwnObjectionController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly find: FindObjection,
    private readonly sessions: ObjectionSessions,
    private readonly cookie: TrackCookie,
    private readonly own: OwnObjections,
    private readonly acts: OwnObjectionActs,
    private readonly forms: PrintObjectionForm,
    private readonly drafts: FormDrafts,
  ) {}

  /** A secret in the address moves into the cookie at once. */
  @Get(both(PAGE))
  @Action('tracking.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('k') token: unknown,
  ): Promise<string> {
    const session = await this.sessions.find(this.cookie.read(request));
    if (typeof token === 'string') {
      const objection = await this.find.byLink(token);
      if (objection === null) return leadTo(request, reply, '/lacak');
      if (session?.objectionId !== objection.id) {
        this.cookie.set(reply, await this.sessions.begin(objection.id, 'status', this.cookie.read(request)));
      }
      return leadTo(request, reply, PAGE);
    }
    return session === null ? leadTo(request, reply, '/lacak') : this.page(request, reply, session, []);
  }

  @Post(both(`${PAGE}/buka`))
  @Action('tracking.view')
  async open(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const session = await this.mine(request, body);
    if (session === null) return leadTo(request, reply, '/lacak');
    const { objection } = await this.own.read(session.objectionId);
    const door = await this.find.byCode(objection.register_number, textOf(body, 'kode'), request.ip);
    if (door.is !== 'open') {
      const message = this.views.for(request).t('tracking.errors.code-no-match');
      return this.page(request, reply, session, [{ field: 'kode', message }]);
    }
    this.cookie.set(reply, await this.sessions.begin(objection.id, 'content', this.cookie.read(request)));
    return leadTo(request, reply, PAGE);
  }

  @Post(both(`${PAGE}/cabut`))
  @FormAgain('tracking.withdraw-objection.title')
  @Action('tracking.act')
  async withdraw(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const session = await this.mine(request, body);
    if (session?.layer !== 'content') return leadTo(request, reply, PAGE);
    if (longTextOf(body, '_ulang') !== '') return this.page(request, reply, session, []);
    const texts = this.views.for(request);
    if (longTextOf(body, 'yakin') !== 'ya') {
      const message = texts.t('tracking.errors.confirm-objection-withdrawal');
      return this.page(request, reply, session, [{ field: 'yakin', message }]);
    }
    const key = formKey({ _kunci: longTextOf(body, '_kunci') });
    try {
      await this.acts.withdraw(session.objectionId, { key, body: {}, reason: null }, () =>
        Promise.resolve({}),
      );
    } catch (error) {
      return this.page(request, reply, session, errorsOf(texts, error, 'yakin'));
    }
    return leadTo(request, reply, PAGE);
  }

  @Get(both(`${PAGE}/formulir.pdf`))
  @Action('tracking.view')
  async form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | string> {
    const session = await this.sessions.find(this.cookie.read(request));
    if (session?.layer !== 'content') return leadTo(request, reply, session === null ? '/lacak' : PAGE);
    const id = session.objectionId;
    const printed = await this.database.transaction(requesterOf(id), NOTHING, async (tx) => {
      const target = await readTarget(tx, id);
      if (target === null) throw notFound();
      return this.forms.print(tx, target);
    });
    return serveFile(reply, { ...printed, type: 'application/pdf' });
  }

  @Get(both(`${PAGE}/berkas/:file`))
  @Action('tracking.view')
  async document(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('file') fileId: string,
  ): Promise<Buffer | string> {
    const session = await this.sessions.find(this.cookie.read(request));
    if (session?.layer !== 'content') return leadTo(request, reply, session === null ? '/lacak' : PAGE);
    return serveFile(reply, await this.own.open(session.objectionId, fileId));
  }

  /** The session, once the form proved to be of it. Throws 403 for a foreign form. */
  private async mine(request: FastifyRequest, body: unknown): Promise<ObjectionSession | null> {
    const session = await this.sessions.find(this.cookie.read(request));
    if (session === null) return null;
    noteFormToken(request, session.csrf, session.number);
    const given = Buffer.from(longTextOf(body, '_csrf'));
    if (!sameSecret(given, Buffer.from(session.csrf))) throw forged();
    return session;
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    session: ObjectionSession,
    errors: readonly PageError[],
  ): Promise<string> {
    const texts = this.views.for(request);
    const kept = await this.drafts.read<{ readonly code: string }>(session, 'periodic');
    const model = {
      ...ownObjectionPage(texts, await this.own.read(session.objectionId), session.layer === 'content'),
      code: session.layer === 'content' ? (kept?.code ?? null) : null,
      csrf: session.csrf,
      key: newFormKey(),
      errors,
    };
    const options = { title: model.title, nav: 'track', hasErrors: errors.length > 0 } as const;
    return this.views.page(request, reply, 'tracking/own-objection', model, options);
  }
}
