import { Body, Controller, Get, Post, Query, Req, Res, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PendingForm } from '../../platform/http/pending-form.js';
import { CARRIED_FIELD, PendingForms } from '../../platform/http/pending-forms.js';
import { checked } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { Action } from '../access/action.js';
import { FormOwner, mayReadBack } from './form-owner.js';
import { SessionCookie } from './session-cookie.js';
import { SessionSource, staffSession, type StaffSession } from './session-source.js';
import { CodeForm, SignInForm } from './sign-in.dto.js';
import { pageErrors, strangerFrame, type CodeModel, type SignInModel } from './sign-in.page.js';
import { SignIn, type SignInAnswer } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { staffFrame } from './staff-frame.js';
import { isStaffPath, pageAfterSignIn } from './staff-paths.js';
import { goOn, knockOf } from './visitor.js';

const DOOR = '/petugas/masuk';
const CHANGE_PASSWORD = '/petugas/profil/sandi';

/**
 * The door of the office: sign-in in one page, or two where a second factor is set up, and the way out. A form whose
 * session ended while it was written travels along, and stands there again once somebody is in.
 */
@Controller('petugas')
export class SignInController implements OnModuleInit {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly cookie: SessionCookie,
    private readonly views: Views,
    private readonly pending: PendingForms,
    private readonly sessions: SessionSource,
    private readonly owner: FormOwner,
  ) {}

  onModuleInit(): void {
    this.pending.addDoor({
      fits: isStaffPath,
      frame: (request, texts) => {
        const session = staffSession(request);
        return { staff: session === null ? strangerFrame(texts) : staffFrame(texts, session) };
      },
      named: (request, form) => this.owner.named(request, form),
      ask: (request, reply, form) =>
        this.page(request, reply, 'staff/sign-in', NOTHING_TYPED, 'staff.sign-in.title', form),
      other: DOOR,
      foreign: 'other-person',
      subject: async (request, form) => {
        const session = staffSession(request);
        return session === null ? null : this.owner.numberOf(session, form);
      },
    });
  }

  @Get('masuk')
  @Action('session.open')
  show(
    @Query('kembali') back: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    const wanted = typeof back === 'string' ? back : '';
    const session = staffSession(request);
    if (session === null) return this.form(request, reply, { email: '', back: wanted, errors: [] });
    if (session.mustChangePassword) return goOn(reply, CHANGE_PASSWORD);
    return goOn(reply, pageAfterSignIn(wanted, session.actor.roles));
  }

  @Post('masuk')
  @Action('session.open')
  async enter(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (typeof body === 'object' && body !== null && 'tiket' in body) return this.code(body, request, reply);
    // From the page of a form that belongs to another person: nothing is typed yet.
    if (isOnlyLuggage(body)) return this.form(request, reply, NOTHING_TYPED);
    const { value, faults } = checked(SignInForm, body);
    const email = typeof value.email === 'string' ? value.email.slice(0, 254) : '';
    const back = typeof value.kembali === 'string' ? value.kembali : '';
    const texts = this.views.for(request);
    if (faults.length > 0)
      return this.form(request, reply, { email, back, errors: pageErrors(texts, faults) });
    const answer = await this.signIn.withPassword(
      { email, password: value.sandi, code: null },
      knockOf(request, this.cookie),
    );
    if (answer.kind === 'code-wanted') {
      return this.codeForm(request, reply, { ticket: answer.ticket, back, errors: [] });
    }
    if (answer.kind === 'in') return this.entered(answer, back, request, reply);
    const errors = [{ field: 'email', message: texts.t('staff.errors.no-match') }];
    return this.form(request, reply, { email, back, errors });
  }

  @Post('keluar')
  @Action('session.close')
  async leave(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = staffSession(request);
    if (session !== null) await this.signOut.end(session);
    this.cookie.clear(reply);
    return goOn(reply, '/petugas/masuk');
  }

  @Get('lupa-sandi')
  @Action('session.open')
  forgotten(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const texts = this.views.for(request);
    return this.views.page(
      request,
      reply,
      'staff/forgotten',
      {},
      { title: texts.t('staff.forgotten.title'), staff: strangerFrame(texts), languageLink: false },
    );
  }

  private async code(body: object, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const { value, faults } = checked(CodeForm, body);
    const texts = this.views.for(request);
    const ticket = typeof value.tiket === 'string' ? value.tiket.slice(0, 1_000) : '';
    const back = typeof value.kembali === 'string' ? value.kembali : '';
    const again = (errors: CodeModel['errors']): string =>
      this.codeForm(request, reply, { ticket, back, errors });
    if (faults.length > 0) return again(pageErrors(texts, faults));
    const answer = await this.signIn.withCode(ticket, value.kode, knockOf(request, this.cookie));
    if (answer.kind === 'in') return this.entered(answer, back, request, reply);
    return again([{ field: 'kode', message: texts.t('staff.errors.code-no-match') }]);
  }

  private async entered(
    { entered }: Extract<SignInAnswer, { kind: 'in' }>,
    back: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    this.cookie.set(reply, entered.secret);
    const form = this.pending.carried(request);
    const session = form === null ? null : await this.sessions.ofSecret(entered.secret);
    if (form !== null && session !== null) {
      return this.pending.page(request, reply, form, {
        reason: !mayReadBack(session, form)
          ? 'other-person'
          : session.mustChangePassword
            ? 'password-first'
            : 'signed-in',
        status: 200,
        token: session.csrf,
        matter: session.formAccount,
        about: await this.aboutOf(request, session, form),
        frame: { staff: staffFrame(this.views.for(request), session) },
      });
    }
    return goOn(reply, entered.mustChangePassword ? CHANGE_PASSWORD : pageAfterSignIn(back, entered.roles));
  }

  private async aboutOf(
    request: FastifyRequest,
    session: StaffSession,
    form: PendingForm,
  ): Promise<string | null> {
    const number = await this.owner.numberOf(session, form);
    return number === null ? null : this.views.for(request).t('resend.about', { number });
  }

  private form(request: FastifyRequest, reply: FastifyReply, model: SignInModel): string {
    return this.page(request, reply, 'staff/sign-in', model, 'staff.sign-in.title');
  }

  private codeForm(request: FastifyRequest, reply: FastifyReply, model: CodeModel): string {
    return this.page(request, reply, 'staff/sign-in-code', model, 'staff.code.title');
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    model: SignInModel | CodeModel,
    title: string,
    turnedAway?: PendingForm,
  ): string {
    const texts = this.views.for(request);
    const luggage = this.pending.luggage(turnedAway ?? this.pending.carried(request), true);
    const more = turnedAway === undefined ? {} : { status: 401 };
    return this.views.page(
      request,
      reply,
      name,
      { ...model, ...luggage },
      {
        title: texts.t(title),
        staff: strangerFrame(texts),
        languageLink: false,
        hasErrors: model.errors.length > 0,
        ...more,
      },
    );
  }
}

const NOTHING_TYPED: SignInModel = { email: '', back: '', errors: [] };

function isOnlyLuggage(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  return CARRIED_FIELD in body && !('email' in body) && !('sandi' in body);
}
