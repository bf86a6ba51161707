import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { newId } from '../../../platform/crypto/new-id.js';
import { forged, notFound } from '../../../platform/http/problems.js';
import { pathInLanguage } from '../../../platform/views/language.js';
import { Views } from '../../../platform/views/views.js';
import { FilingCookies } from './filing-cookies.js';
import { emptyDraft, type Draft } from './draft.js';
import { Drafts } from './drafts.js';
import { formLink, goTo } from './form-link.js';
import { FormPages } from './form-pages.js';
import { fault, type Step } from './step.js';
import { CHECK_PATH, firstOpenStep, FORM, mayOpen, pathAfter, stepAt } from './steps.js';
import { TypedForms, withFiles, type SentForm } from './typed-form.js';

const STEP_ROUTES = [`${FORM}/:step`, `/en${FORM}/:step`, `${FORM}/:step/:part`, `/en${FORM}/:step/:part`];
const LONGEST_CARRIED = 200;

/** The form, one question a page: shows a step, keeps what was typed, goes on or says what to mend. */
@Controller()
export class FilingFormController {
  constructor(
    private readonly views: Views,
    private readonly cookies: FilingCookies,
    private readonly drafts: Drafts,
    private readonly forms: TypedForms,
    private readonly pages: FormPages,
  ) {}

  @Get([FORM, `/en${FORM}`])
  @Action('request.file')
  begin(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const words = carriedWords(request);
    const first = formLink(this.views.languageOf(request), '1');
    return goTo(reply, words === '' ? first : `${first}?kata=${encodeURIComponent(words)}`);
  }

  @Get(STEP_ROUTES)
  @Action('request.file')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() params: Readonly<Record<string, string>>,
  ): Promise<string> {
    const step = stepOf(params);
    const language = this.views.languageOf(request);
    const found = await this.find(request);
    const secret = found?.secret ?? this.cookies.draft(request);
    const fresh = secret === null || found?.filed === true;
    const used = fresh ? this.cookies.beginDraft(reply) : secret;
    const draft = fresh || found === null ? emptyDraft('', language, carriedWords(request)) : found.draft;
    if (!mayOpen(step, draft.answers)) {
      return goTo(reply, formLink(language, firstOpenStep(draft.answers)?.path ?? '1'));
    }
    const place = { request, reply, secret: used, draft, faults: [] };
    return this.pages.step(place, step, returnsToCheck(request));
  }

  @Post(STEP_ROUTES)
  @Action('request.file')
  async keep(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() params: Readonly<Record<string, string>>,
  ): Promise<string> {
    const step = stepOf(params);
    if (this.cookies.isFromElsewhere(request)) throw forged();
    const form = await this.forms.read(request);
    try {
      return await this.take(request, reply, step, form);
    } finally {
      await form.discard();
    }
  }

  private async take(
    request: FastifyRequest,
    reply: FastifyReply,
    step: Step,
    form: SentForm,
  ): Promise<string> {
    const language = this.views.languageOf(request);
    const known = this.cookies.draft(request);
    const isOurs = known !== null && this.cookies.isOurForm(known, form.typed.text('_csrf'));
    const found = isOurs ? await this.find(request) : null;
    if (found?.filed === true) return goTo(reply, pathInLanguage('/permohonan/terkirim', language));
    // Without its cookie, or after its draft has ended, a page still keeps what was typed on it.
    const secret = isOurs ? known : this.cookies.beginDraft(reply);
    const ended = found === null && (step.path !== '1' || !isOurs);
    // The text is kept before its files are looked at: whatever stops them, it stays.
    const begin = (): Draft => emptyDraft(newId(), language);
    const read = await this.drafts.change(secret, begin, (now) => ({
      ...now,
      answers: step.read(form.typed, now.answers),
    }));
    const taken = isOurs
      ? await this.forms.takeFiles(request, step, form, read.draft.answers)
      : { taken: [], faults: [] };
    const { draft } =
      taken.taken.length === 0
        ? read
        : await this.drafts.change(secret, begin, (now) => ({
            ...now,
            answers: withFiles(now.answers, taken),
          }));
    const removed = form.typed.text('hapus');
    if (removed !== '') return this.remove(reply, language, secret, step, removed);
    if (form.typed.has('nanti')) return goTo(reply, pathInLanguage('/permohonan/simpan', language));
    const back = form.typed.text('_kembali') === CHECK_PATH;
    const faults = [...taken.faults, ...step.faults(draft.answers).filter(notSaid(taken.faults))];
    if (ended) faults.unshift(fault('', isOurs ? 'draft-ended' : 'form-old'));
    if (faults.length > 0) {
      return this.pages.step({ request, reply, secret, draft, faults }, step, back);
    }
    return goTo(reply, formLink(language, nextPath(step, draft, back)));
  }

  private async remove(
    reply: FastifyReply,
    language: 'id' | 'en',
    secret: string,
    step: Step,
    fileId: string,
  ): Promise<string> {
    await this.drafts.change(
      secret,
      () => emptyDraft(newId(), language),
      (draft) => ({
        ...draft,
        answers: { ...draft.answers, files: draft.answers.files.filter((file) => file.id !== fileId) },
      }),
    );
    return goTo(reply, formLink(language, step.path));
  }

  private async find(request: FastifyRequest) {
    const secret = this.cookies.draft(request);
    if (secret === null) return null;
    const found = await this.drafts.find(secret);
    return found === null ? null : { secret, draft: found.draft, filed: found.filedCaseId !== null };
  }
}

function stepOf({ step, part }: Readonly<Record<string, string>>): Step {
  const found = stepAt(part === undefined ? (step ?? '') : `${step ?? ''}/${part}`);
  if (found === null) throw notFound();
  return found;
}

function nextPath(step: Step, draft: Draft, back: boolean): string {
  const after = pathAfter(step, draft.answers);
  return back ? (firstOpenStep(draft.answers)?.path ?? CHECK_PATH) : after;
}

// A refused paper is told once: not again as missing.
function notSaid(faults: readonly { readonly field: string }[]) {
  return (one: { readonly field: string }): boolean => !faults.some(({ field }) => field === one.field);
}

function returnsToCheck(request: FastifyRequest): boolean {
  return queryOf(request)['kembali'] === CHECK_PATH;
}

function carriedWords(request: FastifyRequest): string {
  const words = queryOf(request)['kata'];
  return typeof words === 'string' ? words.slice(0, LONGEST_CARRIED) : '';
}

function queryOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  return (request.query ?? {}) as Readonly<Record<string, unknown>>;
}
