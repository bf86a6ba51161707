import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from '../../../office/staff/network.js';
import { Action } from '../../../office/access/action.js';
import { newId } from '../../../platform/crypto/new-id.js';
import { forged } from '../../../platform/http/problems.js';
import { pathInLanguage } from '../../../platform/views/language.js';
import { Views } from '../../../platform/views/views.js';
import { emptyDraft, type Draft } from './draft.js';
import { Drafts } from './drafts.js';
import { meantAddress } from './email-slips.js';
import { FilingCookies } from './filing-cookies.js';
import { formLink, goTo } from './form-link.js';
import { FormPages } from './form-pages.js';
import type { Consents } from './request-body.js';
import { SendDraft } from './send-draft.js';
import { fault, type TypedFields } from './step.js';
import { CHECK_PATH, firstOpenStep, FORM } from './steps.js';
import { TypedForms } from './typed-form.js';

const CHECK = `${FORM}/${CHECK_PATH}`;
const NOTHING_SAID: Consents = { declared: false, mayPublish: false, maySurvey: false };

/** The last page of the form: everything once more, the statement, and the one button that files. */
@Controller()
export class CheckController {
  constructor(
    private readonly views: Views,
    private readonly cookies: FilingCookies,
    private readonly drafts: Drafts,
    private readonly forms: TypedForms,
    private readonly pages: FormPages,
    private readonly sendDraft: SendDraft,
  ) {}

  @Get([CHECK, `/en${CHECK}`])
  @Action('request.file')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const found = await this.find(request, reply);
    if (typeof found === 'string') return found;
    return this.pages.check({ request, reply, ...found, faults: [] }, NOTHING_SAID);
  }

  @Post([CHECK, `/en${CHECK}`])
  @Action('request.file')
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { typed } = await this.read(request);
    const found = await this.find(request, reply);
    if (typeof found === 'string') return found;
    const language = this.views.languageOf(request);
    if (typed.has('nanti')) return goTo(reply, pathInLanguage('/permohonan/simpan', language));
    const consents = consentsOf(typed);
    if (!this.cookies.isOurForm(found.secret, typed.text('_csrf'))) {
      return this.pages.check({ request, reply, ...found, faults: [fault('', 'form-old')] }, consents);
    }
    const sending = await this.sendDraft.run({
      ...found,
      consents,
      sumAnswer: typed.line('jumlah'),
      found: typed.line('_bukti'),
      network: networkOf(request.ip),
    });
    if (!sending.ok) {
      const place = { request, reply, secret: found.secret, draft: sending.draft, faults: sending.faults };
      return this.pages.check(place, consents);
    }
    this.cookies.keepReceipt(reply, sending.receipt);
    return goTo(reply, pathInLanguage('/permohonan/terkirim', language));
  }

  /** Takes the address that was probably meant. */
  @Post([`${CHECK}/saran`, `/en${CHECK}/saran`])
  @Action('request.file')
  async takeSuggestion(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { typed } = await this.read(request);
    const secret = this.cookies.draft(request);
    const language = this.views.languageOf(request);
    if (secret !== null && this.cookies.isOurForm(secret, typed.text('_csrf'))) {
      await this.drafts.change(
        secret,
        () => emptyDraft(newId(), language),
        ({ answers, ...draft }) => ({
          ...draft,
          answers: { ...answers, email: meantAddress(answers.email) ?? answers.email },
        }),
      );
    }
    return goTo(reply, formLink(language, CHECK_PATH));
  }

  private async read(request: FastifyRequest): Promise<{ readonly typed: TypedFields }> {
    if (this.cookies.isFromElsewhere(request)) throw forged();
    const form = await this.forms.read(request);
    await form.discard();
    return form;
  }

  /** The draft to check, or where to go instead: to its first open page, to its receipt, to where drafts are found. */
  private async find(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string | { readonly secret: string; readonly draft: Draft }> {
    const language = this.views.languageOf(request);
    const secret = this.cookies.draft(request);
    const found = secret === null ? null : await this.drafts.find(secret);
    if (secret === null || found === null) {
      const isSending = request.method === 'POST';
      return goTo(
        reply,
        isSending ? pathInLanguage('/permohonan/lanjutkan', language) : formLink(language, '1'),
      );
    }
    if (found.filedCaseId !== null) return this.toReceipt(request, reply, found.filedCaseId);
    const open = firstOpenStep(found.draft.answers);
    return open === null ? { secret, draft: found.draft } : goTo(reply, formLink(language, open.path));
  }

  // The second press of one form may come before the first one's cookie: the draft knows its case.
  private toReceipt(request: FastifyRequest, reply: FastifyReply, caseId: string): string {
    if (request.method === 'POST') this.cookies.keepReceipt(reply, this.sendDraft.receiptOf(caseId));
    return goTo(reply, pathInLanguage('/permohonan/terkirim', this.views.languageOf(request)));
  }
}

function consentsOf(typed: TypedFields): Consents {
  return {
    declared: typed.ticked('benar'),
    mayPublish: typed.ticked('terbit'),
    maySurvey: typed.ticked('survei'),
  };
}
