import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { Decrees, type Decree } from '../../office/calendar/decrees.js';
import { StoredFiles } from '../../office/documents/stored-files.js';
import { requireSession } from '../../office/staff/session-source.js';
import { staffFrame } from '../../office/staff/staff-frame.js';
import { goOn } from '../../office/staff/visitor.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { serveFile } from '../../platform/files/serve-file.js';
import { notFound, Problem } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import { DecreeDesk } from './decree-desk.js';
import { contentOfDay, errorsOf, type DecreeFields, type DecreeFormError } from './decree-form.js';
import { decreeFormModel, decreeModel, type DecreeSight } from './decree.page.js';
import { DecreeUploads } from './decree-uploads.js';

const BASE = '/admin/kalender/keputusan';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
/** The page of a decree that is being counted asks again by itself, without script. */
const REFRESH_SECONDS = '3';

/** `/admin/kalender/keputusan`: one admin brings a decree in, another one applies it and watches it through. */
@Controller('admin/kalender/keputusan')
export class DecreePagesController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly desk: DecreeDesk,
    private readonly decrees: Decrees,
    private readonly uploads: DecreeUploads,
    private readonly files: StoredFiles,
  ) {}

  @Get()
  @Action('calendar.propose')
  form(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.drawForm(request, reply, {}, []);
  }

  @Post()
  @Action('calendar.propose')
  async keep(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { fields, csv, documentId, errors } = await this.uploads.read(request);
    if (errors.length > 0) return this.drawForm(request, reply, fields, errors);
    const texts = this.views.for(request);
    const way = fields['cara'] === 'hari' ? 'hari' : 'csv';
    const read =
      way === 'hari'
        ? contentOfDay(texts, fields, documentId !== null)
        : { ok: true as const, content: csv ?? Buffer.from(fields['csv'] ?? '', 'utf8') };
    if (!read.ok) return this.drawForm(request, reply, fields, read.errors);
    try {
      const id = await this.desk.draft(requireSession(request).actor, read.content, documentId);
      return goOn(reply, `${BASE}/${id}`);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error;
      return this.drawForm(request, reply, fields, errorsOf(texts, error.faults, way));
    }
  }

  @Get(':id')
  @Action('calendar.propose')
  async one(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { actor } = requireSession(request);
    const sight = await this.database.read(actor, NOTHING, async (tx) => this.sight(tx, id));
    if (sight.progress?.finished === false) reply.header('refresh', REFRESH_SECONDS);
    const texts = this.views.for(request);
    return this.page(request, reply, 'decree', decreeModel(texts, sight), sight.decree.citation);
  }

  @Get(':id/dokumen')
  @Action('calendar.propose')
  async document(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { actor } = requireSession(request);
    const file = await this.database.read(actor, NOTHING, async (tx) => {
      const { fileId } = await this.find(tx, id);
      if (fileId === null) throw notFound();
      return this.files.read(tx, fileId);
    });
    return serveFile(reply, file);
  }

  @Post(':id/usulkan')
  @Action('calendar.propose')
  propose(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.step(request, reply, id, () => this.desk.proposeDraft(requireSession(request).actor, id));
  }

  @Post(':id/berlakukan')
  @Action('calendar.apply')
  apply(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.step(request, reply, id, () => this.desk.apply(requireSession(request).actor, id));
  }

  @Post(':id/batal')
  @Action('calendar.propose')
  discard(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.step(request, reply, id, () => this.desk.discard(requireSession(request).actor, id));
  }

  // A step that is done already, by a double click or by the other admin, shows how things stand now.
  private async step(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    work: () => Promise<unknown>,
  ): Promise<string> {
    try {
      await work();
    } catch (error) {
      const known = error instanceof Problem && (error.status === 409 || error.status === 422);
      if (!known || error.code === 'same-person') throw error;
      const { actor } = requireSession(request);
      await this.database.read(actor, NOTHING, (tx) => this.find(tx, id));
    }
    return goOn(reply, `${BASE}/${id}`);
  }

  private async sight(tx: Tx, id: string): Promise<DecreeSight> {
    const decree = await this.find(tx, id);
    const isOpen = decree.state === 'draft' || decree.state === 'proposed';
    return {
      decree,
      preview: isOpen ? await this.desk.outlook(tx, decree) : await this.desk.asApplied(tx, decree),
      progress: decree.version === null ? null : await this.decrees.progress(tx, decree.version),
      isOwn: decree.proposedBy === tx.actor.id,
    };
  }

  private async find(tx: Tx, id: string): Promise<Decree> {
    const decree = UUID.test(id) ? await this.decrees.byId(tx, id) : null;
    if (decree === null || (decree.state === 'draft' && decree.proposedBy !== tx.actor.id)) throw notFound();
    return decree;
  }

  private drawForm(
    request: FastifyRequest,
    reply: FastifyReply,
    fields: DecreeFields,
    errors: readonly DecreeFormError[],
  ): string {
    const texts = this.views.for(request);
    const model = decreeFormModel(texts, fields, errors);
    const title = texts.t('admin.decree.title');
    return this.page(request, reply, 'decree-form', model, title, errors.length > 0);
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    model: object,
    title: string,
    hasErrors = false,
  ): string {
    const session = requireSession(request);
    return this.views.page(
      request,
      reply,
      `admin/${name}`,
      { csrf: session.csrf, ...model },
      {
        title,
        staff: staffFrame(this.views.for(request), session, { current: '/admin/kalender' }),
        languageLink: false,
        hasErrors,
      },
    );
  }
}
