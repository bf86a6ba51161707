import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { FormAgain } from '../../platform/http/form-again.js';
import { checked } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { errorsOf, formKey, newFormKey, pageErrors, type PageError } from './act-form.js';
import { CitizenActs } from './citizen-acts.js';
import { ObjectionDesk } from './objection-desk.js';
import { withdrawableObjection } from './status-objections.js';
import { both, checkForm, leadTo, TrackDoor } from './track-door.js';
import type { TrackedObjection } from './tracked-case.js';
import type { TrackSession } from './track-sessions.js';
import { WithdrawActBody } from './tracking-api.dto.js';
import { longTextOf } from './typed-text.js';

const PAGE = '/permohonan-saya/keberatan/cabut';

/** The requester withdraws the latest undecided objection of the request (law.md row 27); the request itself goes on. */
@Controller()
export class ObjectionWithdrawalController {
  constructor(
    private readonly views: Views,
    private readonly acts: CitizenActs,
    private readonly desk: ObjectionDesk,
    private readonly door: TrackDoor,
  ) {}

  @Get(both(PAGE))
  @Action('tracking.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'keberatan/cabut');
    if (session === null) return '';
    const objection = await this.objectionOf(session);
    if (objection === null) return leadTo(request, reply, '/permohonan-saya');
    return this.page(request, reply, { session, objection }, { reason: '', confirmed: false }, []);
  }

  @Post(both(PAGE))
  @FormAgain('tracking.withdraw-objection.title')
  @Action('tracking.act')
  async withdraw(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'keberatan/cabut');
    if (session === null) return '';
    checkForm(session, longTextOf(body, '_csrf'));
    const objection = await this.objectionOf(session);
    if (objection === null) return leadTo(request, reply, '/permohonan-saya');
    const typed = { reason: longTextOf(body, 'alasan'), confirmed: longTextOf(body, 'yakin') === 'ya' };
    if (longTextOf(body, '_ulang') !== '')
      return this.page(request, reply, { session, objection }, typed, []);
    const texts = this.views.for(request);
    const { number } = objection;
    const sent = { registerNumber: number, trackingCode: '-', reason: typed.reason };
    const { value, faults } = checked(WithdrawActBody, sent);
    const errors = pageErrors(texts, faults, { reason: 'alasan' });
    if (!typed.confirmed)
      errors.push({ field: 'yakin', message: texts.t('tracking.errors.confirm-objection-withdrawal') });
    if (errors.length > 0) return this.page(request, reply, { session, objection }, typed, errors);
    const reason = value.reason == null || value.reason === '' ? null : value.reason;
    const key = formKey({ _kunci: longTextOf(body, '_kunci') });
    const call = { row: session.row, act: 'withdraw', key, body: { number, reason } } as const;
    try {
      await this.acts.withdrawObjection(call, number, reason, () => ({}));
    } catch (error) {
      return this.page(request, reply, { session, objection }, typed, errorsOf(texts, error, 'yakin'));
    }
    return leadTo(request, reply, '/permohonan-saya');
  }

  private async objectionOf(session: TrackSession): Promise<TrackedObjection | null> {
    return withdrawableObjection(await this.desk.read(session));
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    { session, objection }: { readonly session: TrackSession; readonly objection: TrackedObjection },
    typed: { readonly reason: string; readonly confirmed: boolean },
    errors: readonly PageError[],
  ): string {
    const { number } = objection;
    const model = { number, typed, errors, csrf: session.csrf, key: newFormKey() };
    const title = this.views.for(request).t('tracking.withdraw-objection.title');
    const options = { title, nav: 'track', hasErrors: errors.length > 0 } as const;
    return this.views.page(request, reply, 'tracking/objection-withdrawal', model, options);
  }
}
