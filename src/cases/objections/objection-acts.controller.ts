import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { ApiRoute, StaffAct } from '../../platform/http/openapi-note.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { CarryOutOrder } from './carry-out-order.js';
import { CloseObjection } from './close-objection.js';
import { NameDelegate } from './name-delegate.js';
import { ObjectionActs } from './objection-acts.js';
import {
  CarryOutBody,
  DelegateBody,
  ReplyBody,
  replyOf,
  SettleBody,
  settlementOf,
  WithdrawObjectionBody,
} from './objection-acts.dto.js';
import { ObjectionAnswers, type ObjectionAnswer } from './objection-answers.js';
import { ReplyToObjection } from './reply-to-objection.js';
import { WithdrawByDesk } from './withdraw-by-desk.js';

/** One objection and the acts of staff on it (`contract.md` section 3). */
@Controller('api/v1/objections/:id')
export class ObjectionActsController {
  constructor(
    private readonly acts: ObjectionActs,
    private readonly answers: ObjectionAnswers,
    private readonly reply: ReplyToObjection,
    private readonly close: CloseObjection,
    private readonly withdrawal: WithdrawByDesk,
    private readonly execution: CarryOutOrder,
    private readonly delegates: NameDelegate,
  ) {}

  @Get()
  @Action('objection.read')
  @ApiRoute('Shows an objection', { staff: true })
  read(@Req() request: FastifyRequest, @Param('id') id: string): Promise<ObjectionAnswer> {
    return this.acts.look(staffActor(request), 'objection.read', id, (tx, target) =>
      this.answers.ofTarget(tx, target),
    );
  }

  @Post('reply')
  @HttpCode(200)
  @Action('objection.reply')
  @StaffAct('Answers an objection', ReplyBody)
  answer(@Call() call: StaffCall): Promise<ObjectionAnswer> {
    return this.acts.call(call, 'objection.reply', ReplyBody, (tx, target, body) =>
      this.reply.run(tx, target, replyOf(body)),
    );
  }

  @Post('delegate')
  @HttpCode(200)
  @Action('objection.delegate')
  @StaffAct('Names who answers in the superior’s stead', DelegateBody)
  delegate(@Call() call: StaffCall): Promise<ObjectionAnswer> {
    return this.acts.call(call, 'objection.delegate', DelegateBody, (tx, target, { staffId }) =>
      this.delegates.run(tx, target, staffId),
    );
  }

  @Post('settle')
  @HttpCode(200)
  @Action('objection.settle')
  @StaffAct('Records that both sides settled', SettleBody)
  settle(@Call() call: StaffCall): Promise<ObjectionAnswer> {
    return this.acts.call(call, 'objection.settle', SettleBody, (tx, target, body) =>
      this.close.settle(tx, target, settlementOf(body)),
    );
  }

  @Post('withdraw')
  @HttpCode(200)
  @Action('objection.withdraw')
  @StaffAct('Withdraws an objection on the written word of the requester', WithdrawObjectionBody)
  withdraw(@Call() call: StaffCall): Promise<ObjectionAnswer> {
    return this.acts.call(call, 'objection.withdraw', WithdrawObjectionBody, (tx, target, body) =>
      this.withdrawal.run(tx, target, { reason: body.reason ?? null, fileId: body.fileId ?? null }),
    );
  }

  @Post('carry-out')
  @HttpCode(200)
  @Action('objection.carry-out')
  @StaffAct('Records that an order was carried out', CarryOutBody)
  carryOut(@Call() call: StaffCall): Promise<ObjectionAnswer> {
    return this.acts.call(call, 'objection.carry-out', CarryOutBody, (tx, target, body) =>
      this.execution.run(tx, target, {
        explanation: body.explanation,
        fileIds: body.fileIds ?? [],
        cost: body.cost ?? null,
      }),
    );
  }
}
