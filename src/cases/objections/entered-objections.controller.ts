import { Body, Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { Config } from '../../platform/config/config.js';
import { ApiRoute, StaffAct } from '../../platform/http/openapi-note.js';
import { validated } from '../../platform/http/validate.js';
import { readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { CaseActs } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { EnterObjection } from './enter-objection.js';
import { EnteredObjectionBody, EnteredPeriodicBody } from './entered-objection.dto.js';
import { ObjectionLinks } from './objection-links.js';

/** What an entered objection without a request answers to programs. */
interface EnteredAnswer {
  readonly id: string;
  readonly objectionNumber: string;
  readonly trackingCode: string;
  readonly receivedAt: string;
  readonly replyDueDate: string;
  readonly links: { readonly tracking: string; readonly form: string };
}

/** Objections that came on paper or by word, entered by the desk; by API. */
@Controller('api/v1')
export class EnteredObjectionsController {
  constructor(
    private readonly acts: CaseActs,
    private readonly enter: EnterObjection,
    private readonly links: ObjectionLinks,
    private readonly config: Config,
  ) {}

  @Post('cases/:id/object')
  @HttpCode(200)
  @Action('case.object')
  @StaffAct('Enters an objection to this request that came on paper or by word', EnteredObjectionBody)
  object(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.object', EnteredObjectionBody, (tx, row, body) =>
      this.enter.toRequest(tx, row, body),
    );
  }

  @Post('objections/paper')
  @HttpCode(201)
  @Action('objection.enter')
  @ApiRoute('Enters an objection of ground b without a request that came on paper or by word', {
    body: EnteredPeriodicBody,
    repeatable: true,
    staff: true,
  })
  async alone(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ): Promise<EnteredAnswer> {
    const actor = staffActor(request);
    const repeatKey = readIdempotencyKey(key);
    const filed = await this.enter.alone(validated(EnteredPeriodicBody, body), actor, repeatKey);
    const base = this.config.publicUrl;
    return {
      id: filed.id,
      objectionNumber: filed.number,
      trackingCode: filed.trackingCode,
      receivedAt: filed.receivedAt,
      replyDueDate: filed.replyDueOn,
      links: {
        tracking: `${base}${this.links.pathOf({ row: null, objection: filed })}`,
        form: `${base}${this.links.workPath(filed.id)}/formulir.pdf`,
      },
    };
  }
}
