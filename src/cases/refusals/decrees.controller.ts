import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import type { FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import type { Tx } from '../../platform/database/tx.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';
import { validated } from '../../platform/http/validate.js';
import { readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { DecreeActs } from './decree-acts.js';
import {
  ConsentDecreeBody,
  DecreeReasonBody,
  ExtendDecreeBody,
  OpenDecreeBody,
} from './decree-review.dto.js';
import type { ListedDecree } from './pages/decrees.queries.js';
import { ReviewDecree } from './review-decree.js';

/** Decrees on exempt information, and what becomes of one before its term ends (T18); by API. */
@Controller('api/v1/exemptions/:id')
export class DecreesController {
  constructor(
    private readonly acts: DecreeActs,
    private readonly review: ReviewDecree,
  ) {}

  @Get()
  @Action('decree.read')
  @ApiRoute('Shows a decree on exempt information', { staff: true })
  read(@Req() request: FastifyRequest, @Param('id') id: string): Promise<ListedDecree> {
    return this.acts.read(staffActor(request), id);
  }

  @Post('open')
  @HttpCode(200)
  @Action('decree.review')
  @ApiRoute('Opens exempt information before its term ends', decreeAct(OpenDecreeBody))
  open(@Call() call: StaffCall): Promise<ListedDecree> {
    return this.run(call, 'open', OpenDecreeBody, (tx, id, body) => this.review.open(tx, id, body));
  }

  @Post('let-end')
  @HttpCode(200)
  @Action('decree.review')
  @ApiRoute('Decides that an exemption ends on its day', decreeAct(DecreeReasonBody))
  letEnd(@Call() call: StaffCall): Promise<ListedDecree> {
    return this.run(call, 'let-end', DecreeReasonBody, (tx, id, { reason }) =>
      this.review.letEnd(tx, id, reason),
    );
  }

  @Post('extend')
  @HttpCode(200)
  @Action('decree.review')
  @ApiRoute('Proposes a new term on a new consequence test', decreeAct(ExtendDecreeBody))
  extend(@Call() call: StaffCall): Promise<ListedDecree> {
    return this.run(call, 'extend', ExtendDecreeBody, (tx, id, body) => this.review.extend(tx, id, body));
  }

  @Post('consent')
  @HttpCode(200)
  @Action('decree.consent')
  @ApiRoute('Consents to a new term: a new decree takes the place of the old', decreeAct(ConsentDecreeBody))
  consent(@Call() call: StaffCall): Promise<ListedDecree> {
    return this.run(call, 'consent', ConsentDecreeBody, (tx, id, body) => this.review.consent(tx, id, body));
  }

  @Post('return')
  @HttpCode(200)
  @Action('decree.consent')
  @ApiRoute('Gives a proposed term back with a reason', decreeAct(DecreeReasonBody))
  giveBack(@Call() call: StaffCall): Promise<ListedDecree> {
    return this.run(call, 'return', DecreeReasonBody, (tx, id, { reason }) =>
      this.review.returnToDesk(tx, id, reason),
    );
  }

  private run<Body extends object>(
    call: StaffCall,
    name: string,
    type: ClassConstructor<Body>,
    step: (tx: Tx, id: string, body: Body) => Promise<unknown>,
  ): Promise<ListedDecree> {
    const key = readIdempotencyKey(call.key);
    const body = validated(type, call.body);
    const act = { actor: call.actor, name, decreeId: call.caseId, key, body };
    return this.acts.run(act, (tx) => step(tx, call.caseId, body));
  }
}

function decreeAct(body: ClassConstructor<object>) {
  return { body, repeatable: true, staff: true } as const;
}
