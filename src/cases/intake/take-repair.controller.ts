import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { StaffAct } from '../../platform/http/openapi-note.js';
import { CaseActs } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { TakeRepair } from './take-repair.js';
import { TakeRepairBody } from './take-repair.dto.js';

/** A repair that the desk takes, by API. */
@Controller('api/v1/cases/:id')
export class TakeRepairController {
  constructor(
    private readonly acts: CaseActs,
    private readonly takeRepair: TakeRepair,
  ) {}

  @Post('complete')
  @HttpCode(200)
  @Action('case.complete')
  @StaffAct('Takes what the requester hands in to complete the request', TakeRepairBody)
  complete(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.complete', TakeRepairBody, (tx, row, body) =>
      this.takeRepair.run(tx, row, body),
    );
  }
}
