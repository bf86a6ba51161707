import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localDayOf } from '../../../law/local-date.js';
import { Action } from '../../../office/access/action.js';
import { networkOf } from '../../../office/staff/network.js';
import { forged, type FieldFault } from '../../../platform/http/problems.js';
import { parseMailAddress } from '../../../platform/mail/mail-address.js';
import { pathInLanguage } from '../../../platform/views/language.js';
import { Views } from '../../../platform/views/views.js';
import { Drafts, type FoundDraft } from './drafts.js';
import { FilingCookies } from './filing-cookies.js';
import { formLink, goTo } from './form-link.js';
import { shown } from './form-pages.js';
import { MailedDrafts } from './mailed-drafts.js';
import { fault } from './step.js';
import { CHECK_PATH, firstOpenStep } from './steps.js';
import { TypedForms } from './typed-form.js';

const SAVE = '/permohonan/simpan';
const SAVED = '/permohonan/tersimpan';

/** *Simpan dan lanjutkan nanti*: asks where the link may go, sends it, says until when the draft waits. */
@Controller()
export class SaveLaterController {
  constructor(
    private readonly views: Views,
    private readonly cookies: FilingCookies,
    private readonly drafts: Drafts,
    private readonly mailed: MailedDrafts,
    private readonly forms: TypedForms,
  ) {}

  @Get([SAVE, `/en${SAVE}`])
  @Action('request.file')
  async ask(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const found = await this.find(request);
    if (found === null) return this.toResume(request, reply);
    return this.form(request, reply, found, found.draft.savedTo ?? found.draft.answers.email, []);
  }

  @Post([SAVE, `/en${SAVE}`])
  @Action('request.file')
  async save(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (this.cookies.isFromElsewhere(request)) throw forged();
    const { typed } = await this.forms.read(request);
    const found = await this.find(request);
    if (found === null) return this.toResume(request, reply);
    const email = typed.line('email');
    if (!this.cookies.isOurForm(found.secret, typed.text('_csrf'))) {
      return this.form(request, reply, found, email, [fault('', 'form-old')]);
    }
    const address = parseMailAddress(email);
    if (address === null) return this.form(request, reply, found, email, [fault('email', 'email')]);
    const language = this.views.languageOf(request);
    const sent = await this.mailed.sendLink(found.secret, {
      address,
      language,
      network: networkOf(request.ip),
    });
    return sent ? goTo(reply, pathInLanguage(SAVED, language)) : this.toResume(request, reply);
  }

  @Get([SAVED, `/en${SAVED}`])
  @Action('request.file')
  async saved(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const found = await this.find(request);
    if (found === null) return this.toResume(request, reply);
    const texts = this.views.for(request);
    if (found.draft.savedTo === null) return goTo(reply, pathInLanguage(SAVE, texts.language));
    const model = {
      email: found.draft.savedTo,
      date: texts.formats.date(localDayOf(found.expiresAt)),
      continueHref: this.continueHref(request, found),
    };
    const title = texts.t('filing.later-page.saved');
    return this.views.page(request, reply, 'filing/saved', model, { title, nav: 'file' });
  }

  private form(
    request: FastifyRequest,
    reply: FastifyReply,
    found: FoundDraft & { readonly secret: string },
    email: string,
    faults: readonly FieldFault[],
  ): string {
    const texts = this.views.for(request);
    const model = {
      errors: shown(texts, faults),
      email,
      csrf: this.cookies.csrf(found.secret),
      action: pathInLanguage(SAVE, texts.language),
      backHref: this.continueHref(request, found),
    };
    const title = texts.t('filing.later-page.title');
    return this.views.page(request, reply, 'filing/save', model, {
      title,
      nav: 'file',
      hasErrors: faults.length > 0,
    });
  }

  private continueHref(request: FastifyRequest, found: FoundDraft): string {
    const open = firstOpenStep(found.draft.answers);
    return formLink(this.views.languageOf(request), open?.path ?? CHECK_PATH);
  }

  private toResume(request: FastifyRequest, reply: FastifyReply): string {
    return goTo(reply, pathInLanguage('/permohonan/lanjutkan', this.views.languageOf(request)));
  }

  private async find(request: FastifyRequest): Promise<(FoundDraft & { readonly secret: string }) | null> {
    const secret = this.cookies.draft(request);
    const found = secret === null ? null : await this.drafts.find(secret);
    return secret === null || found === null || found.filedCaseId !== null ? null : { ...found, secret };
  }
}
