import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { City } from '../../platform/config/city.js';
import { serveFile } from '../../platform/files/serve-file.js';
import { FormAgain } from '../../platform/http/form-again.js';
import { notFound, Problem } from '../../platform/http/problems.js';
import { checked } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { errorsOf, formKey, newFormKey, pageErrors, type PageError } from './act-form.js';
import { CitizenActs } from './citizen-acts.js';
import { CitizenDocuments } from './citizen-documents.js';
import { DraftFiles } from './draft-files.js';
import { FormDrafts } from './form-drafts.js';
import { FreeObjectionBody } from './objection-acts.dto.js';
import { ObjectionDesk } from './objection-desk.js';
import {
  checkPage,
  draftBody,
  filedObjectionPage,
  objectionFormPage,
  preparedDraft,
  type ObjectionDraft,
} from './objection.page.js';
import { both, checkForm, leadTo, TrackDoor } from './track-door.js';
import type { TrackSession } from './track-sessions.js';
import { longTextOf, textOf } from './typed-text.js';

const PAGE = '/permohonan-saya/keberatan';
const NAMES = {
  grounds: 'alasan',
  story: 'cerita',
  fileIds: 'berkas',
  proxy: 'kuasa-nama',
  'proxy.name': 'kuasa-nama',
  'proxy.address': 'kuasa-alamat',
  'proxy.phone': 'kuasa-telepon',
};

/** An objection in three pages: the form, the check, the receipt. Nothing is filed before the check page's button. */
@Controller()
export class ObjectionController {
  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly acts: CitizenActs,
    private readonly documents: CitizenDocuments,
    private readonly drafts: FormDrafts,
    private readonly files: DraftFiles,
    private readonly desk: ObjectionDesk,
    private readonly door: TrackDoor,
  ) {}

  @Get(both(PAGE))
  @Action('tracking.view')
  async form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'keberatan');
    if (session === null) return '';
    const kept = await this.drafts.read<ObjectionDraft>(session, 'objection');
    return this.showForm(request, reply, session, kept, []);
  }

  @Post(both(PAGE))
  @FormAgain('tracking.object.title')
  @Action('tracking.act')
  async goOn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'keberatan');
    if (session === null) return '';
    const sent = await this.files.receive(request, session, 'objection');
    checkForm(session, sent.fields['_csrf']);
    const field = (name: string): string => sent.fields[name] ?? '';
    const draft: ObjectionDraft = {
      grounds: [...new Set(sent.lists['alasan'] ?? [])],
      story: field('cerita'),
      proxy: { name: field('kuasa-nama'), address: field('kuasa-alamat'), phone: field('kuasa-telepon') },
      files: sent.files,
    };
    await this.drafts.keep(session, 'objection', draft);
    if (sent.removed) return leadTo(request, reply, PAGE);
    if (field('_ulang') !== '') return this.showForm(request, reply, session, draft, []);
    const texts = this.views.for(request);
    const { faults } = checked(FreeObjectionBody, draftBody(session.row, draft));
    const errors = pageErrors(texts, [...faults, ...sent.faults], NAMES);
    if (errors.length === 0) errors.push(...(await this.desk.notOpen(session, draft, texts)));
    if (errors.length > 0) return this.showForm(request, reply, session, draft, errors);
    return leadTo(request, reply, `${PAGE}/periksa`);
  }

  @Get(both(`${PAGE}/periksa`))
  @Action('tracking.view')
  async check(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('disiapkan') asPrepared: unknown,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'keberatan/periksa');
    if (session === null) return '';
    return this.showCheck(request, reply, session, asPrepared !== undefined, []);
  }

  @Post(both(`${PAGE}/kirim`))
  @FormAgain('tracking.check.title')
  @Action('tracking.act')
  async file(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'keberatan');
    if (session === null) return '';
    checkForm(session, longTextOf(body, '_csrf'));
    const asPrepared = textOf(body, 'disiapkan') === '1';
    if (longTextOf(body, '_ulang') !== '') return this.showCheck(request, reply, session, asPrepared, []);
    const draft = asPrepared ? null : await this.drafts.read<ObjectionDraft>(session, 'objection');
    const key = formKey({ _kunci: textOf(body, '_kunci') });
    const call = { row: session.row, act: 'object', key, body: draft ?? { prepared: true } } as const;
    const texts = this.views.for(request);
    let number: string;
    try {
      number = await this.acts.object(call, objectionOf(session, draft), (filed) => filed.number);
    } catch (error) {
      return this.showCheck(request, reply, session, asPrepared, errorsOf(texts, error, 'kirim', NAMES));
    }
    await this.drafts.drop(session, 'objection');
    return leadTo(request, reply, `${PAGE}/terkirim?nomor=${number}`);
  }

  @Get(both(`${PAGE}/terkirim`))
  @Action('tracking.view')
  async receipt(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply);
    if (session === null) return '';
    const texts = this.views.for(request);
    const model = filedObjectionPage(texts, await this.desk.read(session), this.city);
    if (model === null) return leadTo(request, reply, '/permohonan-saya');
    const options = { title: texts.t('tracking.filed.title'), nav: 'track' } as const;
    return this.views.page(request, reply, 'tracking/objection-filed', model, options);
  }

  /** The statement of objection, printed from the register as often as it is asked for. */
  @Get(both(`${PAGE}/:form`))
  @Action('tracking.view')
  async print(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('form') form: string,
  ): Promise<Buffer | string> {
    const session = await this.door.content(request, reply);
    if (session === null) return '';
    if (!form.endsWith('.pdf')) throw notFound();
    return serveFile(reply, await this.documents.objectionForm(session.row, form.slice(0, -'.pdf'.length)));
  }

  private async showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    session: TrackSession,
    kept: ObjectionDraft | null,
    errors: readonly PageError[],
  ): Promise<string> {
    const texts = this.views.for(request);
    const { tracked, choice } = await this.desk.open(session);
    const model = {
      ...objectionFormPage(texts, tracked, choice, kept ?? preparedDraft(texts, tracked, choice)),
      errors,
      csrf: session.csrf,
    };
    const options = {
      title: texts.t('tracking.object.title'),
      nav: 'track',
      hasErrors: errors.length > 0,
    } as const;
    return this.views.page(request, reply, 'tracking/objection', model, options);
  }

  private async showCheck(
    request: FastifyRequest,
    reply: FastifyReply,
    session: TrackSession,
    asPrepared: boolean,
    errors: readonly PageError[],
  ): Promise<string> {
    const texts = this.views.for(request);
    const { tracked, choice } = await this.desk.open(session);
    const kept = asPrepared ? null : await this.drafts.read<ObjectionDraft>(session, 'objection');
    const { prepared } = choice;
    const draft =
      kept ??
      (prepared === null
        ? null
        : { grounds: prepared.grounds, story: prepared.story, proxy: null, files: [] });
    if (draft === null) return leadTo(request, reply, errors.length > 0 ? '/permohonan-saya' : PAGE);
    const model = {
      ...checkPage(texts, tracked, draft, this.city),
      asPrepared: kept === null,
      errors,
      csrf: session.csrf,
      key: newFormKey(),
    };
    const options = {
      title: texts.t('tracking.check.title'),
      nav: 'track',
      hasErrors: errors.length > 0,
    } as const;
    return this.views.page(request, reply, 'tracking/objection-check', model, options);
  }
}

function objectionOf(session: TrackSession, draft: ObjectionDraft | null) {
  if (draft === null) return { prepared: true } as const;
  const { value, faults } = checked(FreeObjectionBody, draftBody(session.row, draft));
  if (faults.length > 0) throw new Problem(422, 'invalid-fields', { count: faults.length }, faults);
  const { grounds, story, proxy, fileIds } = value;
  return {
    prepared: false,
    grounds,
    story,
    proxy: proxy == null ? null : { name: proxy.name, address: proxy.address, phone: proxy.phone ?? null },
    fileIds: fileIds ?? [],
  } as const;
}
