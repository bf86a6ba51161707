import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CloseRemedies } from './close-remedies.js';
import { CommissionWindowDeadline } from './commission-window.deadline.js';
import { FileObjection } from './file-objection.js';
import { MoveObjectionDates } from './move-objection-dates.js';
import { ObjectionEntity } from './objection.entity.js';
import { ObjectionPaper } from './objection-paper.js';
import { ObjectionReplyDeadline } from './objection-reply.deadline.js';
import { ObjectionWindowDeadline } from './objection-window.deadline.js';
import { ObjectionsController } from './objections.controller.js';
import { ObjectionList } from './objections.queries.js';
import { OpenObjectionGrounds } from './open-objection-grounds.js';
import { PrintObjectionForm } from './print-objection-form.js';

const STEPS = [FileObjection, OpenObjectionGrounds, PrintObjectionForm, ObjectionList, MoveObjectionDates];

/** Objection to the superior officer: filed, silent, beyond remedy. */
@Module({
  imports: [TypeOrmModule.forFeature([ObjectionEntity])],
  controllers: [ObjectionsController],
  providers: [
    ...STEPS,
    ObjectionPaper,
    CloseRemedies,
    ObjectionReplyDeadline,
    ObjectionWindowDeadline,
    CommissionWindowDeadline,
  ],
  exports: [...STEPS, CloseRemedies],
})
export class ObjectionsModule {}
