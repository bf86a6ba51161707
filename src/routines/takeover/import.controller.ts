import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { checkCsrf } from '../../office/staff/csrf.js';
import { requireSession } from '../../office/staff/session-source.js';
import { staffFrame } from '../../office/staff/staff-frame.js';
import { goOn } from '../../office/staff/visitor.js';
import { Database } from '../../platform/database/database.js';
import { FileStore } from '../../platform/files/file-store.js';
import { receiveForm } from '../../platform/files/multipart.js';
import { notFound } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import { ImportRegister } from './import-register.js';
import { previewModel } from './import.page.js';
import { MOST_FILE_BYTES } from './register-file.js';
import { StagedImports, type StagedImport } from './stage-import.js';

const HERE = '/pengawas/register/impor';
/** While the file comes in, the page looks again by itself, with script or without. */
const REFRESH_SECONDS = '2';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** `/pengawas/register/impor`: hand in an older register, see what it holds, take it over, watch it come in. */
@Controller('pengawas/register/impor')
export class ImportController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly store: FileStore,
    private readonly imports: ImportRegister,
    private readonly staged: StagedImports,
  ) {}

  @Get()
  @Action('register.import')
  form(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.show(request, reply, 'import', { errors: [] }, false);
  }

  @Post()
  @Action('register.import')
  async upload(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!request.isMultipart()) {
      checkCsrf(request, request.body);
      return this.refuse(request, reply);
    }
    const form = await receiveForm(request, this.store, { fileBytes: MOST_FILE_BYTES, files: 1 });
    try {
      checkCsrf(request, form.fields);
      const file = form.files.find(({ field }) => field === 'berkas');
      const bytes = file?.spool == null || form.cutOff ? null : await file.spool.content();
      if (file === undefined || bytes === null || bytes.length === 0) return this.refuse(request, reply);
      const actor = staffActor(request);
      const rows = (await this.imports.check(bytes)).entries.length;
      const id = await this.database.transaction(actor, scopeOf(actor), (tx) =>
        this.staged.stage(tx, { name: file.name, bytes, rows }),
      );
      return goOn(reply, `${HERE}/${id}`);
    } finally {
      await form.discard();
    }
  }

  @Get(':id')
  @Action('register.import')
  async preview(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { found, bytes } = await this.find(request, id);
    const checked = found.state === 'staged' && bytes !== null ? await this.imports.check(bytes) : null;
    if (found.state === 'running') reply.header('refresh', REFRESH_SECONDS);
    const model = previewModel(this.views.for(request), found, checked);
    return this.show(request, reply, 'import-preview', model, false);
  }

  @Post(':id/terapkan')
  @Action('register.import')
  async apply(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { bytes } = await this.find(request, id);
    const checked = bytes === null ? null : await this.imports.check(bytes);
    const isGood = checked !== null && checked.fileFault === null && checked.faults.length === 0;
    const actor = staffActor(request);
    if (isGood) await this.database.transaction(actor, scopeOf(actor), (tx) => this.staged.start(tx, id));
    return goOn(reply, `${HERE}/${id}`);
  }

  private async find(
    request: FastifyRequest,
    id: string,
  ): Promise<{ readonly found: StagedImport; readonly bytes: Buffer | null }> {
    if (!UUID.test(id)) throw notFound();
    const actor = staffActor(request);
    return this.database.read(actor, scopeOf(actor), async (tx) => {
      const found = await this.staged.find(tx, id);
      if (found === null) throw notFound();
      return { found, bytes: await this.staged.bytes(tx, id) };
    });
  }

  private refuse(request: FastifyRequest, reply: FastifyReply): string {
    const message = this.views.for(request).t('takeover.errors.file');
    return this.show(request, reply, 'import', { errors: [{ field: 'berkas', message }] }, true);
  }

  private show(
    request: FastifyRequest,
    reply: FastifyReply,
    name: 'import' | 'import-preview',
    model: object,
    hasErrors: boolean,
  ): string {
    const texts = this.views.for(request);
    const session = requireSession(request);
    return this.views.page(
      request,
      reply,
      `takeover/${name}`,
      { ...model, csrf: session.csrf },
      {
        title: texts.t('takeover.title'),
        staff: staffFrame(texts, session, { current: '/pengawas/register' }),
        languageLink: false,
        hasErrors,
      },
    );
  }
}
