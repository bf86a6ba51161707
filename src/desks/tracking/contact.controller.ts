import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { Database } from '../../platform/database/database.js';
import { requesterOf } from '../../platform/database/scope.js';
import { FormAgain } from '../../platform/http/form-again.js';
import { checked } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { errorsOf, formKey, newFormKey, pageErrors, type PageError } from './act-form.js';
import { CitizenActs } from './citizen-acts.js';
import { longTextOf, textOf } from './typed-text.js';
import { both, checkForm, leadTo, TrackDoor } from './track-door.js';
import type { TrackSession } from './track-sessions.js';
import { ContactActBody } from './tracking-api.dto.js';

const PAGE = '/permohonan-saya/email';

/** The requester corrects the mail address to which news goes. */
@Controller()
export class ContactController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly requesters: Requesters,
    private readonly acts: CitizenActs,
    private readonly door: TrackDoor,
  ) {}

  @Get(both(PAGE))
  @Action('tracking.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'email');
    if (session === null) return '';
    return this.page(request, reply, session, '', []);
  }

  @Post(both(PAGE))
  @FormAgain('tracking.email.title')
  @Action('tracking.act')
  async correct(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'email');
    if (session === null) return '';
    checkForm(session, longTextOf(body, '_csrf'));
    const email = longTextOf(body, 'email');
    if (longTextOf(body, '_ulang') !== '') return this.page(request, reply, session, email, []);
    const texts = this.views.for(request);
    const { value, faults } = checked(ContactActBody, {
      registerNumber: session.row.register_number,
      trackingCode: '-',
      email,
    });
    if (faults.length > 0) return this.page(request, reply, session, email, pageErrors(texts, faults));
    const key = formKey({ _kunci: textOf(body, '_kunci') });
    try {
      await this.acts.contact(
        { row: session.row, act: 'contact', key, body: { email } },
        value.email,
        () => ({}),
      );
    } catch (error) {
      return this.page(request, reply, session, email, errorsOf(texts, error, 'email'));
    }
    return leadTo(request, reply, `${PAGE}?tersimpan=1`);
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    session: TrackSession,
    email: string,
    errors: readonly PageError[],
  ): Promise<string> {
    const { row } = session;
    const known = await this.database.read(requesterOf(row.id), { kind: 'case', caseId: row.id }, (tx) =>
      this.requesters.contact(tx, row.requester_id),
    );
    const model = {
      number: row.register_number,
      known: known.address,
      wasSaved: errors.length === 0 && (request.query as { tersimpan?: unknown }).tersimpan !== undefined,
      email,
      errors,
      csrf: session.csrf,
      key: newFormKey(),
    };
    const title = this.views.for(request).t('tracking.email.title');
    const options = { title, nav: 'track', hasErrors: errors.length > 0 } as const;
    return this.views.page(request, reply, 'tracking/email', model, options);
  }
}
