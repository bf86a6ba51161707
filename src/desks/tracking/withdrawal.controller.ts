import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { nextState } from '../../law/next-state.js';
import { Action } from '../../office/access/action.js';
import { FormAgain } from '../../platform/http/form-again.js';
import { checked } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { errorsOf, formKey, newFormKey, pageErrors, type PageError } from './act-form.js';
import { CitizenActs } from './citizen-acts.js';
import { longTextOf } from './typed-text.js';
import { both, checkForm, leadTo, TrackDoor } from './track-door.js';
import type { TrackSession } from './track-sessions.js';
import { WithdrawActBody } from './tracking-api.dto.js';

const PAGE = '/permohonan-saya/cabut';

/** The requester withdraws: one page that says what ends with it, and one button that does it. */
@Controller()
export class WithdrawalController {
  constructor(
    private readonly views: Views,
    private readonly acts: CitizenActs,
    private readonly door: TrackDoor,
  ) {}

  @Get(both(PAGE))
  @Action('tracking.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'cabut');
    if (session === null) return '';
    if (!nextState(session.row.status, 'withdraw').ok) return leadTo(request, reply, '/permohonan-saya');
    return this.page(request, reply, session, { reason: '', confirmed: false }, []);
  }

  @Post(both(PAGE))
  @FormAgain('tracking.withdraw.title')
  @Action('tracking.act')
  async withdraw(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'cabut');
    if (session === null) return '';
    checkForm(session, longTextOf(body, '_csrf'));
    const typed = { reason: longTextOf(body, 'alasan'), confirmed: longTextOf(body, 'yakin') === 'ya' };
    if (longTextOf(body, '_ulang') !== '') return this.page(request, reply, session, typed, []);
    const texts = this.views.for(request);
    const { value, faults } = checked(WithdrawActBody, {
      registerNumber: session.row.register_number,
      trackingCode: '-',
      reason: typed.reason,
    });
    const errors = pageErrors(texts, faults, { reason: 'alasan' });
    if (!typed.confirmed)
      errors.push({ field: 'yakin', message: texts.t('tracking.errors.confirm-withdrawal') });
    if (errors.length > 0) return this.page(request, reply, session, typed, errors);
    const reason = value.reason == null || value.reason === '' ? null : value.reason;
    const key = formKey({ _kunci: longTextOf(body, '_kunci') });
    try {
      await this.acts.withdraw(
        { row: session.row, act: 'withdraw', key, body: { reason } },
        reason,
        () => ({}),
      );
    } catch (error) {
      return this.page(request, reply, session, typed, errorsOf(texts, error, 'yakin'));
    }
    return leadTo(request, reply, '/permohonan-saya');
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    session: TrackSession,
    typed: { readonly reason: string; readonly confirmed: boolean },
    errors: readonly PageError[],
  ): string {
    const model = {
      number: session.row.register_number,
      typed,
      errors,
      csrf: session.csrf,
      key: newFormKey(),
    };
    const title = this.views.for(request).t('tracking.withdraw.title');
    const options = { title, nav: 'track', hasErrors: errors.length > 0 } as const;
    return this.views.page(request, reply, 'tracking/withdrawal', model, options);
  }
}
