import { Body, Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';
import { validated } from '../../platform/http/validate.js';
import { readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import type { FilingAnswer } from '../requests/filing.js';
import { EnterRequest } from './enter-request.js';
import { IntakeBody } from './intake.dto.js';

/** Paper, spoken, postal and e-mail requests, by API (`contract.md` section 3). */
@Controller('api/v1/cases')
export class IntakeController {
  constructor(private readonly enterRequest: EnterRequest) {}

  @Post()
  @HttpCode(201)
  @Action('case.enter')
  @ApiRoute('Enters a request that came on paper or by word', {
    body: IntakeBody,
    repeatable: true,
    staff: true,
  })
  async enter(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ): Promise<FilingAnswer> {
    const actor = staffActor(request);
    const repeatKey = readIdempotencyKey(key);
    return this.enterRequest.run(validated(IntakeBody, body), actor, repeatKey);
  }
}
