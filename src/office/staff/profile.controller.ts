import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checked, validated } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { Action } from '../access/action.js';
import { ChangePassword, type PasswordChangeFault } from './change-password.js';
import { ListSessions } from './list-sessions.js';
import { SHORTEST_PASSWORD } from './passwords.js';
import { EndSessionForm, FactorForm, KeysForm, PasswordForm } from './profile.dto.js';
import { profileModel, sessionsModel, type FactorModel, type PasswordModel } from './profile.page.js';
import { SetUpSecondFactor, type FactorProposal } from './second-factor-set-up.js';
import { requireSession } from './session-source.js';
import { pageErrors, type PageError } from './sign-in.page.js';
import { SignOut } from './sign-out.js';
import { staffFrame } from './staff-frame.js';
import { SwitchKeys } from './switch-keys.js';
import { goOn } from './visitor.js';

const FIELDS = { current: 'lama', next: 'baru', again: 'ulang' } as const;

/** A person's own matters: name and roles, password, second factor, keys, sessions. */
@Controller('petugas')
export class ProfileController {
  constructor(
    private readonly views: Views,
    private readonly changePassword: ChangePassword,
    private readonly factor: SetUpSecondFactor,
    private readonly sessions: ListSessions,
    private readonly signOut: SignOut,
    private readonly keys: SwitchKeys,
  ) {}

  @Get('profil')
  @Action('profile.view')
  profile(
    @Query('selesai') done: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    const model = profileModel(this.views.for(request), requireSession(request), done);
    return this.page(request, reply, 'profile', model, 'staff.profile.title');
  }

  @Get('profil/sandi')
  @Action('profile.view')
  password(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.passwordPage(request, reply, []);
  }

  @Post('profil/sandi')
  @Action('profile.view')
  async setPassword(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const { value, faults } = checked(PasswordForm, body);
    if (faults.length > 0) return this.passwordPage(request, reply, pageErrors(texts, faults));
    const change = { current: value.lama, next: value.baru, again: value.ulang };
    const wrong = await this.changePassword.run(requireSession(request), change);
    if (wrong.length === 0) return goOn(reply, '/petugas/profil?selesai=sandi');
    const message = (fault: PasswordChangeFault): PageError => ({
      field: FIELDS[fault.field],
      message: texts.t(`staff.errors.${fault.field}-${fault.code}`, { min: SHORTEST_PASSWORD }),
    });
    return this.passwordPage(request, reply, wrong.map(message));
  }

  @Get('profil/kode')
  @Action('profile.view')
  secondFactor(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.factorPage(request, reply, this.factor.propose(requireSession(request)), []);
  }

  @Post('profil/kode')
  @Action('profile.view')
  async setSecondFactor(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const session = requireSession(request);
    const { value, faults } = checked(FactorForm, body);
    const typed = typeof value.usulan === 'string' ? value.usulan : '';
    const proposal = this.factor.reopen(session, typed) ?? this.factor.propose(session);
    if (faults.length > 0) return this.factorPage(request, reply, proposal, pageErrors(texts, faults));
    if (await this.factor.accept(session, proposal, value.kode)) {
      return goOn(reply, '/petugas/profil?selesai=kode');
    }
    const errors = [{ field: 'kode', message: texts.t('staff.errors.code-no-match') }];
    return this.factorPage(request, reply, proposal, errors);
  }

  @Post('profil/pintasan')
  @Action('profile.view')
  async switchKeys(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { pintasan } = validated(KeysForm, body);
    await this.keys.run(requireSession(request), pintasan === 'hidup');
    return goOn(reply, '/petugas/profil?selesai=pintasan');
  }

  @Get('sesi')
  @Action('profile.view')
  async listSessions(
    @Query('selesai') done: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = requireSession(request);
    const list = await this.sessions.run(session);
    const model = sessionsModel(this.views.for(request), session, list, done === 'sesi');
    return this.page(request, reply, 'sessions', model, 'staff.sessions.title');
  }

  @Post('sesi')
  @Action('profile.view')
  async endSessions(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = requireSession(request);
    const { sesi } = validated(EndSessionForm, body);
    if (sesi === 'lain') await this.signOut.endOthers(session);
    else await this.signOut.endOther(session, sesi);
    return goOn(reply, '/petugas/sesi?selesai=sesi');
  }

  private passwordPage(request: FastifyRequest, reply: FastifyReply, errors: readonly PageError[]): string {
    const { csrf, mustChangePassword } = requireSession(request);
    const model: PasswordModel = { csrf, isForced: mustChangePassword, shortest: SHORTEST_PASSWORD, errors };
    return this.page(request, reply, 'password', model, 'staff.password.title', errors.length > 0);
  }

  private factorPage(
    request: FastifyRequest,
    reply: FastifyReply,
    proposal: FactorProposal,
    errors: readonly PageError[],
  ): string {
    const { csrf, hasSecondFactor } = requireSession(request);
    const { secret, address, sealed } = proposal;
    const groups = secret.match(/.{1,4}/gu)?.join(' ') ?? secret;
    const model: FactorModel = {
      csrf,
      secret: groups,
      address,
      sealed,
      isReplacement: hasSecondFactor,
      errors,
    };
    return this.page(request, reply, 'second-factor', model, 'staff.factor.title', errors.length > 0);
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    model: object,
    title: string,
    hasErrors = false,
  ): string {
    const texts = this.views.for(request);
    const staff = staffFrame(texts, requireSession(request));
    return this.views.page(request, reply, `staff/${name}`, model, {
      title: texts.t(title),
      staff,
      languageLink: false,
      hasErrors,
    });
  }
}
