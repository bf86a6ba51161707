import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localDayOf } from '../../../law/local-date.js';
import { needsMayorApproval } from '../../../law/who-decides.js';
import { Action } from '../../../office/access/action.js';
import { scopeOf } from '../../../office/access/policy.js';
import { CityRules } from '../../../office/calendar/city-rules.js';
import { requireSession } from '../../../office/staff/session-source.js';
import { staffFrame } from '../../../office/staff/staff-frame.js';
import { newId } from '../../../platform/crypto/new-id.js';
import { Database } from '../../../platform/database/database.js';
import type { Tx } from '../../../platform/database/tx.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { Problem } from '../../../platform/http/problems.js';
import { checked } from '../../../platform/http/validate.js';
import { readIdempotencyKey } from '../../../platform/idempotency/idempotency.js';
import { Views } from '../../../platform/views/views.js';
import { formFaults, one, type ActFault, type ActForm } from '../../requests/pages/act-form.js';
import { formOf, goTo } from '../../requests/pages/act-pages.js';
import { DecreeActs } from '../decree-acts.js';
import {
  ConsentDecreeBody,
  DecreeReasonBody,
  ExtendDecreeBody,
  OpenDecreeBody,
} from '../decree-review.dto.js';
import { ReviewDecree } from '../review-decree.js';
import { CONSENTS } from './consent.page.js';
import { DECREE_BODIES, decreeNames, type DecreeActName } from './decree-form.js';
import { decreeModel, decreeRow } from './decree.page.js';
import { listedDecrees } from './decrees.queries.js';

const DESK = '/petugas/pengecualian';
const ABOVE = '/pengawas/pengecualian';

/** Where a decree is looked at, and where the answer goes. */
interface DecreeDoor {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly id: string;
  readonly room: typeof DESK | typeof ABOVE;
}

/** How a sent form becomes an act. */
interface DecreeStep<Type extends object> {
  readonly name: DecreeActName;
  readonly type: ClassConstructor<Type>;
  readonly run: (tx: Tx, id: string, body: Type) => Promise<unknown>;
}

/** What the city keeps exempt, until when, which requests rest on it; and what is decided before its term ends. */
@Controller()
export class DecreePagesController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly rules: CityRules,
    private readonly acts: DecreeActs,
    private readonly review: ReviewDecree,
  ) {}

  @Get('petugas/pengecualian')
  @Action('decree.list')
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { actor } = requireSession(request);
    const texts = this.views.for(request);
    const decrees = await this.database.read(actor, scopeOf(actor), listedDecrees);
    const rows = decrees.map((decree) => decreeRow(texts, decree, DESK));
    return this.page({ request, reply, room: DESK, id: '' }, 'refusals/decrees', { rows }, null, 200);
  }

  @Get('petugas/pengecualian/:id')
  @Action('decree.list')
  open(
    @Param('id') id: string,
    @Query('selesai') done: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.show({ request, reply, id, room: DESK }, null, {}, [], done);
  }

  @Post('petugas/pengecualian/:id/buka')
  @FormAgain('refusals.decrees.form')
  @Action('decree.review')
  openEarly(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.submit({ request, reply, id, room: DESK }, body, {
      name: 'buka',
      type: OpenDecreeBody,
      run: (tx, decreeId, sent) => this.review.open(tx, decreeId, sent),
    });
  }

  @Post('petugas/pengecualian/:id/biarkan')
  @FormAgain('refusals.decrees.form')
  @Action('decree.review')
  letEnd(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.submit({ request, reply, id, room: DESK }, body, {
      name: 'biarkan',
      type: DecreeReasonBody,
      run: (tx, decreeId, { reason }) => this.review.letEnd(tx, decreeId, reason),
    });
  }

  @Post('petugas/pengecualian/:id/perpanjang')
  @FormAgain('refusals.decrees.form')
  @Action('decree.review')
  extend(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.submit({ request, reply, id, room: DESK }, body, {
      name: 'perpanjang',
      type: ExtendDecreeBody,
      run: (tx, decreeId, sent) => this.review.extend(tx, decreeId, sent),
    });
  }

  @Get('pengawas/pengecualian/:id')
  @Action('decree.consent')
  decide(
    @Param('id') id: string,
    @Query('selesai') done: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.show({ request, reply, id, room: ABOVE }, null, {}, [], done);
  }

  @Post('pengawas/pengecualian/:id/setuju')
  @FormAgain('refusals.decrees.form')
  @Action('decree.consent')
  consent(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.submit({ request, reply, id, room: ABOVE }, body, {
      name: 'setuju',
      type: ConsentDecreeBody,
      run: (tx, decreeId, sent) => this.review.consent(tx, decreeId, sent),
    });
  }

  @Post('pengawas/pengecualian/:id/kembali')
  @FormAgain('refusals.decrees.form')
  @Action('decree.consent')
  giveBack(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.submit({ request, reply, id, room: ABOVE }, body, {
      name: 'kembali',
      type: DecreeReasonBody,
      run: (tx, decreeId, { reason }) => this.review.returnToDesk(tx, decreeId, reason),
    });
  }

  /** Carries a sent form out, or shows the decree again with what is in the way. */
  private async submit<Type extends object>(
    door: DecreeDoor,
    sent: unknown,
    { name, type, run }: DecreeStep<Type>,
  ): Promise<string> {
    const texts = this.views.for(door.request);
    const form = formOf(sent);
    if (one(form, '_ulang') !== '') return this.show(door, name, form, []);
    const { value, faults } = checked(type, DECREE_BODIES[name](form));
    if (faults.length > 0) return this.show(door, name, form, formFaults(texts, faults, decreeNames(name)));
    const { actor } = requireSession(door.request);
    const key = readIdempotencyKey(one(form, '_kunci'));
    try {
      const act = { actor, name, decreeId: door.id, key, body: value };
      await this.acts.run(act, (tx) => run(tx, door.id, value));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 422 && error.faults.length > 0)
        return this.show(door, name, form, formFaults(texts, error.faults, decreeNames(name)));
      if (error.status !== 409) throw error;
      const message = texts.t(`problems.${error.code}`, error.values);
      return this.show(door, name, form, [{ field: '', message }], null, 409);
    }
    return goTo(door.reply, `${door.room}/${door.id}?selesai=${name}`);
  }

  private async show(
    door: DecreeDoor,
    act: DecreeActName | null,
    form: ActForm,
    errors: readonly ActFault[],
    done: unknown = null,
    status = errors.length > 0 ? 422 : 200,
  ): Promise<string> {
    const session = requireSession(door.request);
    const texts = this.views.for(door.request);
    const decree = await this.acts.read(session.actor, door.id);
    const now = await this.database.read(session.actor, scopeOf(session.actor), (tx) => tx.now());
    const model = {
      ...decreeModel(texts, decree, {
        ...{ room: door.room, act, form, today: localDayOf(now), me: session.actor.name ?? '' },
        needsMayor: needsMayorApproval((await this.rules.current()).ruleset),
      }),
      ...{ errors, csrf: session.csrf, key: newId(), backHref: door.room === DESK ? DESK : CONSENTS },
      done:
        typeof done === 'string' && done in DECREE_BODIES ? texts.t(`refusals.decrees.done.${done}`) : null,
    };
    return this.page(door, 'refusals/decree', model, decree.number, status);
  }

  private page(
    { request, reply, room }: DecreeDoor,
    template: string,
    model: object,
    title: string | null,
    status: number,
  ): string {
    const texts = this.views.for(request);
    return this.views.page(request, reply, template, model, {
      title: title ?? texts.t('refusals.decrees.title'),
      status,
      hasErrors: status === 422,
      staff: staffFrame(texts, requireSession(request), { current: room === DESK ? DESK : CONSENTS }),
      languageLink: false,
    });
  }
}
