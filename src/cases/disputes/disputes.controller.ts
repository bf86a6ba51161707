import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { scopeOf } from '../../office/access/policy.js';
import { Database } from '../../platform/database/database.js';
import { placeAfter } from '../../platform/http/list-cursor.js';
import { ApiRoute, StaffAct } from '../../platform/http/openapi-note.js';
import { validated } from '../../platform/http/validate.js';
import { readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { CarryOutOrder } from './carry-out-order.js';
import { DisputeActs } from './dispute-acts.js';
import { DisputeAnswers, type DisputeAnswer } from './dispute-answers.js';
import type { FurtherStepEvent, RulingEvent } from './dispute-row.js';
import { carriedOut, CarryOutBody, FurtherStepBody, OpenDisputeBody, RulingBody } from './disputes.dto.js';
import { OpenDispute } from './open-dispute.js';
import { RecordFurtherStep } from './record-further-step.js';
import { RecordRuling } from './record-ruling.js';

/** Disputes at the Information Commission and in court (`contract.md` section 3), by API. */
@Controller('api/v1/disputes')
export class DisputesController {
  constructor(
    private readonly database: Database,
    private readonly acts: DisputeActs,
    private readonly answers: DisputeAnswers,
    private readonly openDispute: OpenDispute,
    private readonly recordRuling: RecordRuling,
    private readonly furtherStep: RecordFurtherStep,
    private readonly carryOut: CarryOutOrder,
  ) {}

  @Get()
  @Action('dispute.read')
  @ApiRoute('Lists disputes, the running ones first', { staff: true, query: ['cursor'] })
  async list(
    @Req() request: FastifyRequest,
    @Query('cursor') cursor?: unknown,
  ): Promise<{ readonly items: readonly DisputeAnswer[]; readonly nextCursor: string | null }> {
    const actor = staffActor(request);
    const after = placeAfter(cursor);
    return this.database.read(actor, scopeOf(actor), (tx) => this.answers.list(tx, after));
  }

  @Get(':id')
  @Action('dispute.read')
  @ApiRoute('One dispute with its decisions and orders', { staff: true })
  one(@Req() request: FastifyRequest, @Param('id') id: string): Promise<DisputeAnswer> {
    const actor = staffActor(request);
    return this.database.read(actor, scopeOf(actor), (tx) => this.answers.ofDispute(tx, id));
  }

  @Post()
  @HttpCode(201)
  @Action('dispute.open')
  @ApiRoute('Registers a dispute that the commission has notified', {
    body: OpenDisputeBody,
    repeatable: true,
    staff: true,
  })
  open(@Call() call: StaffCall): Promise<DisputeAnswer> {
    const key = readIdempotencyKey(call.key);
    const body = validated(OpenDisputeBody, call.body);
    return this.acts.once(call.actor, 'dispute.open', key, body, async (tx) => {
      const opened = await this.openDispute.run(tx, { ...body, fileId: body.fileId ?? null });
      return this.answers.ofDispute(tx, opened.id);
    });
  }

  @Post(':id/mediation-agreed')
  @HttpCode(200)
  @Action('dispute.rule')
  @StaffAct('Records an agreement in mediation', RulingBody)
  mediated(@Call() call: StaffCall): Promise<DisputeAnswer> {
    return this.rule(call, 'mediation-agreed');
  }

  @Post(':id/ruling')
  @HttpCode(200)
  @Action('dispute.rule')
  @StaffAct("Records the commission's ruling", RulingBody)
  ruled(@Call() call: StaffCall): Promise<DisputeAnswer> {
    return this.rule(call, 'ruling');
  }

  @Post(':id/suit-filed')
  @HttpCode(200)
  @Action('dispute.rule')
  @StaffAct("Records that a party took the commission's ruling to court", FurtherStepBody)
  suitFiled(@Call() call: StaffCall): Promise<DisputeAnswer> {
    return this.goOn(call, 'suit-filed');
  }

  @Post(':id/court-ruling')
  @HttpCode(200)
  @Action('dispute.rule')
  @StaffAct("Records the court's ruling", RulingBody)
  courtRuled(@Call() call: StaffCall): Promise<DisputeAnswer> {
    return this.rule(call, 'court-ruling');
  }

  @Post(':id/cassation-filed')
  @HttpCode(200)
  @Action('dispute.rule')
  @StaffAct("Records that a party took the court's ruling to cassation", FurtherStepBody)
  cassationFiled(@Call() call: StaffCall): Promise<DisputeAnswer> {
    return this.goOn(call, 'cassation-filed');
  }

  @Post(':id/cassation-ruling')
  @HttpCode(200)
  @Action('dispute.rule')
  @StaffAct('Records the ruling in cassation', RulingBody)
  cassationRuled(@Call() call: StaffCall): Promise<DisputeAnswer> {
    return this.rule(call, 'cassation-ruling');
  }

  @Post(':id/carry-out')
  @HttpCode(200)
  @Action('dispute.carry-out')
  @StaffAct('Records that the order of a ruling is carried out', CarryOutBody)
  carriedOut(@Call() call: StaffCall): Promise<DisputeAnswer> {
    return this.acts.call(call, 'dispute.carry-out', CarryOutBody, (tx, held, body) =>
      this.carryOut.run(tx, held, carriedOut(body)),
    );
  }

  private goOn(call: StaffCall, event: FurtherStepEvent): Promise<DisputeAnswer> {
    return this.acts.call(call, 'dispute.rule', FurtherStepBody, (tx, held, body) =>
      this.furtherStep.run(tx, held, { ...body, event }),
    );
  }

  private rule(call: StaffCall, event: RulingEvent): Promise<DisputeAnswer> {
    return this.acts.call(call, 'dispute.rule', RulingBody, (tx, held, body) =>
      this.recordRuling.run(tx, held, { ...body, event, order: body.order ?? null }),
    );
  }
}
