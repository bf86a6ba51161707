import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { newId } from '../../../platform/crypto/new-id.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { Problem } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import { readIdempotencyKey } from '../../../platform/idempotency/idempotency.js';
import { Views } from '../../../platform/views/views.js';
import { one, type ActFault } from '../../requests/pages/act-form.js';
import { goTo } from '../../requests/pages/act-pages.js';
import { ActUploads } from '../../requests/pages/act-uploads.js';
import { withKept } from '../../requests/pages/kept-files.js';
import { EnterRequest } from '../enter-request.js';
import { IntakeBody } from '../intake.dto.js';
import { inPageOrder, intakeBodyOf, intakeFaults, MOST_ATTACHMENTS, UPLOADS } from './intake-form.js';
import { IntakePage } from './intake.page.js';
import { receivedDay, spokenFault } from './received-day.js';

const PATH = '/petugas/kasus/baru';
const MOST_FILES = UPLOADS.length + MOST_ATTACHMENTS;

/** `/petugas/kasus/baru`: a request on paper, by word, by post or by mail, entered on one page. */
@Controller('petugas/kasus/baru')
export class IntakePagesController {
  constructor(
    private readonly views: Views,
    private readonly page: IntakePage,
    private readonly uploads: ActUploads,
    private readonly enterRequest: EnterRequest,
  ) {}

  @Get()
  @Action('case.enter')
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.page.form(request, reply, { form: {}, errors: [], key: newId() });
  }

  @Post()
  @FormAgain('intake.title')
  @Action('case.enter')
  async enter(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const sent = await this.uploads.readAny(request, MOST_FILES);
    const form = withKept(sent.form, sent.files, { many: 'lampiran', most: MOST_ATTACHMENTS });
    const texts = this.views.for(request);
    const key = one(form, '_kunci') === '' ? newId() : one(form, '_kunci');
    if (one(form, '_hitung') !== '' || one(form, '_ulang') !== '')
      return this.page.form(request, reply, { form, errors: sent.faults, key });
    const { day, faults: dayFaults } = receivedDay(texts, form);
    const { value, faults } = checked(IntakeBody, intakeBodyOf(form, day));
    const errors = inPageOrder([
      ...sent.faults,
      ...dayFaults,
      ...intakeFaults(texts, [...spokenFault(form), ...faults]),
    ]);
    if (errors.length > 0) return this.page.form(request, reply, { form, errors, key });
    try {
      const { actor } = requireSession(request);
      const answer = await this.enterRequest.run(value, actor, readIdempotencyKey(key));
      const secret = new URL(answer.links.receipt).searchParams.get('p') ?? '';
      return goTo(reply, `${PATH}/terdaftar?p=${encodeURIComponent(secret)}`);
    } catch (error) {
      return this.page.form(request, reply, { form, errors: this.faultsOf(request, error), key });
    }
  }

  /** The entered request, with its receipt to print. Opened by hand or too late: to the empty form. */
  @Get('terdaftar')
  @Action('case.enter')
  async entered(
    @Query('p') secret: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const shown = typeof secret === 'string' ? await this.page.entered(request, reply, secret) : null;
    return shown ?? goTo(reply, PATH);
  }

  private faultsOf(request: FastifyRequest, error: unknown): readonly ActFault[] {
    const texts = this.views.for(request);
    if (error instanceof Problem && error.faults.length > 0) return intakeFaults(texts, error.faults);
    if (error instanceof Problem && error.code === 'foreign-applicant')
      return [{ field: 'asing', message: texts.t('problems.foreign-applicant') }];
    throw error;
  }
}
