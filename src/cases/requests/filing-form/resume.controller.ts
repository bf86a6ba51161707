import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { networkOf } from '../../../office/staff/network.js';
import { forged, type FieldFault } from '../../../platform/http/problems.js';
import { pathInLanguage } from '../../../platform/views/language.js';
import { Views } from '../../../platform/views/views.js';
import { Drafts } from './drafts.js';
import { FilingCookies } from './filing-cookies.js';
import { formLink, goTo } from './form-link.js';
import { shown } from './form-pages.js';
import { MailedDrafts } from './mailed-drafts.js';
import { fault, type TypedFields } from './step.js';
import { CHECK_PATH, firstOpenStep } from './steps.js';
import { TypedForms } from './typed-form.js';

const RESUME = '/permohonan/lanjutkan';

/** Back to a draft: by this browser's cookie, or by the mailed link and a code sent to the same address. */
@Controller()
export class ResumeController {
  constructor(
    private readonly views: Views,
    private readonly cookies: FilingCookies,
    private readonly drafts: Drafts,
    private readonly mailed: MailedDrafts,
    private readonly forms: TypedForms,
  ) {}

  /** A token in the address moves into a cookie at once, so that it neither stays in history nor travels on. */
  @Get([RESUME, `/en${RESUME}`])
  @Action('request.file')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const query = (request.query ?? {}) as Readonly<Record<string, unknown>>;
    const language = this.views.languageOf(request);
    if (typeof query['t'] === 'string') {
      this.cookies.keepResume(reply, query['t']);
      return goTo(reply, pathInLanguage(RESUME, language));
    }
    return this.page(request, reply, { mailed: query['terkirim'] !== undefined, faults: [] });
  }

  @Post([`${RESUME}/kode`, `/en${RESUME}/kode`])
  @Action('request.file')
  async sendCode(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const language = this.views.languageOf(request);
    const token = this.ownToken(request, (await this.forms.read(request)).typed);
    if (token !== null) await this.mailed.sendCode(token, language, networkOf(request.ip));
    return goTo(reply, `${pathInLanguage(RESUME, language)}?terkirim=1`);
  }

  @Post([RESUME, `/en${RESUME}`])
  @Action('request.file')
  async open(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const language = this.views.languageOf(request);
    const { typed } = await this.forms.read(request);
    const token = this.ownToken(request, typed);
    if (token === null) return goTo(reply, pathInLanguage(RESUME, language));
    const secret = await this.mailed.open(token, typed.line('kode'));
    if (secret === null) return this.page(request, reply, { mailed: true, faults: [fault('kode', 'code')] });
    this.cookies.keepDraft(reply, secret);
    this.cookies.forgetResume(reply);
    const found = await this.drafts.find(secret);
    const open = found === null ? null : firstOpenStep(found.draft.answers);
    return goTo(reply, formLink(language, open?.path ?? CHECK_PATH));
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    state: { readonly mailed: boolean; readonly faults: readonly FieldFault[] },
  ): Promise<string> {
    const texts = this.views.for(request);
    const token = this.cookies.resume(request);
    const address = token === null ? null : await this.mailed.addressOf(token);
    const model = {
      errors: shown(texts, state.faults),
      mailed: state.mailed,
      link:
        token === null || address === null
          ? null
          : { csrf: this.cookies.csrf(token), email: masked(address) },
      hereHref: address === null ? await this.hereHref(request) : null,
      action: pathInLanguage(RESUME, texts.language),
      startHref: formLink(texts.language, '1'),
    };
    const title = texts.t('filing.resume.title');
    const options = { title, nav: 'file', hasErrors: state.faults.length > 0 } as const;
    return this.views.page(request, reply, 'filing/resume', model, options);
  }

  /** Where the draft of this browser goes on, or null. */
  private async hereHref(request: FastifyRequest): Promise<string | null> {
    const secret = this.cookies.draft(request);
    const found = secret === null ? null : await this.drafts.find(secret);
    if (found === null || found.filedCaseId !== null) return null;
    return formLink(this.views.languageOf(request), firstOpenStep(found.draft.answers)?.path ?? CHECK_PATH);
  }

  private ownToken(request: FastifyRequest, typed: TypedFields): string | null {
    if (this.cookies.isFromElsewhere(request)) throw forged();
    const token = this.cookies.resume(request);
    return token !== null && this.cookies.isOurForm(token, typed.text('_csrf')) ? token : null;
  }
}

/** `y***@contoh.id`: enough to know one's own address. */
function masked(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  return `${local.charAt(0)}***@${domain}`;
}
