import { Readable } from 'node:stream';
import { Body, Controller, Get, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { requireSession } from '../../office/staff/session-source.js';
import { isPlainText, tidy } from '../../platform/http/text-rules.js';
import { Database } from '../../platform/database/database.js';
import { Views } from '../../platform/views/views.js';
import { ExportRegister, TooManyRows, type RegisterExportWish } from './export-register.js';
import { PAGE_ROWS, registerModel } from './register.page.js';
import { readAskedRegister, type AskedRegister, type FieldError } from './register-query.js';
import { RegisterRows } from './register-rows.js';
import { reportsFrame } from './reports-frame.js';

const LEAST_PURPOSE = 10;
const MOST_PURPOSE = 300;

type Typed = Readonly<Record<string, unknown>>;

/** `/pengawas/register`: the official columns without persons; with them only as a download with its purpose. */
@Controller('pengawas/register')
export class RegisterController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly rows: RegisterRows,
    private readonly exports: ExportRegister,
    private readonly agencies: AgencyDirectory,
  ) {}

  @Get()
  @Action('register.view')
  async page(
    @Query() query: Typed,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const asked = readAskedRegister(query, await this.now(request));
    return this.show(request, reply, asked, asked.errors, { purpose: '', format: 'csv' });
  }

  /** The download: personal data, so it asks what for and is written into the trail. */
  @Post('unduh')
  @Action('register.export')
  async download(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | StreamableFile> {
    const typed: Typed = typeof body === 'object' && body !== null ? { ...body } : {};
    const asked = readAskedRegister(typed, await this.now(request));
    const purpose = String(tidy(typeof typed['tujuan'] === 'string' ? typed['tujuan'] : ''));
    const format = typed['format'] === 'pdf' ? 'pdf' : 'csv';
    const errors = [...asked.errors, ...purposeFaults(purpose)];
    if (errors.length > 0) return this.show(request, reply, asked, errors, { purpose, format });
    const actor = staffActor(request);
    const { kind, span, knowledge } = asked;
    const wish = { kind, span, knowledge, format, purpose, actor, scope: scopeOf(actor) } as const;
    try {
      const file = await this.file(wish);
      reply.header('cache-control', 'no-store');
      return file;
    } catch (error) {
      if (!(error instanceof TooManyRows)) throw error;
      const tooMany = { field: 'format', message: 'reports.errors.too-many' };
      return this.show(request, reply, asked, [tooMany], { purpose, format });
    }
  }

  private async file(wish: RegisterExportWish): Promise<StreamableFile> {
    const name = `register-${wish.kind === 'requests' ? 'permintaan' : 'keberatan'}-${wish.span.from}-${wish.span.to}`;
    const disposition = `attachment; filename="${name}.${wish.format}"`;
    if (wish.format === 'pdf') {
      return new StreamableFile(await this.exports.pdf(wish), { type: 'application/pdf', disposition });
    }
    const pieces = this.exports.csv(wish, ';');
    // The first piece comes after the entry in the trail: a failure until there is an answer, not a broken file.
    const head = await pieces.next();
    const stream = Readable.from(joined(String(head.value ?? ''), pieces), { objectMode: false });
    return new StreamableFile(stream, { type: 'text/csv; charset=utf-8', disposition });
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: AskedRegister,
    errors: readonly FieldError[],
    form: { readonly purpose: string; readonly format: string },
  ): Promise<string> {
    const texts = this.views.for(request);
    const actor = staffActor(request);
    const reader = { actor, scope: scopeOf(actor), opensPersons: false };
    const found = await this.rows.page(reader, asked, PAGE_ROWS);
    const agencies = await this.agencies.all();
    const { csrf } = requireSession(request);
    const model = registerModel(texts, { asked, ...found, agencies, csrf, errors, ...form });
    const title = texts.t(`reports.register.title.${asked.kind}`);
    const frame = reportsFrame(texts, request, title, '/pengawas/register', { hasErrors: errors.length > 0 });
    return this.views.page(request, reply, 'reports/register', model, frame);
  }

  private now(request: FastifyRequest): Promise<Date> {
    const actor = staffActor(request);
    return this.database.read(actor, scopeOf(actor), (tx) => tx.now());
  }
}

function purposeFaults(purpose: string): readonly FieldError[] {
  const signs = [...purpose].length;
  const good = signs >= LEAST_PURPOSE && signs <= MOST_PURPOSE && isPlainText(purpose, false);
  return good ? [] : [{ field: 'tujuan', message: 'reports.errors.purpose' }];
}

async function* joined(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
