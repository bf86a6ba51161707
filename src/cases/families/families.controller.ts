import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { StaffAct } from '../../platform/http/openapi-note.js';
import { CaseActs } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { GroupBody, LeaveGroupBody, SplitBody } from './families.dto.js';
import { GroupCases } from './group-cases.js';
import { SplitRequest } from './split-request.js';

/** One request in several parts, several requests with one answer; by API. */
@Controller('api/v1/cases/:id')
export class FamiliesController {
  constructor(
    private readonly acts: CaseActs,
    private readonly splitRequest: SplitRequest,
    private readonly groupCases: GroupCases,
  ) {}

  @Post('split')
  @HttpCode(200)
  @Action('case.split')
  @StaffAct('Splits a request among several agencies', SplitBody)
  split(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.split', SplitBody, (tx, row, { children }) =>
      this.splitRequest.run(tx, row, children),
    );
  }

  @Post('group')
  @HttpCode(200)
  @Action('case.group')
  @StaffAct('Groups near-identical open requests, to answer once for all', GroupBody)
  group(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.group', GroupBody, (tx, row, { caseIds, reason }) =>
      this.groupCases.run(tx, row, caseIds, reason),
    );
  }

  @Post('ungroup')
  @HttpCode(200)
  @Action('case.ungroup')
  @StaffAct('Takes a request out of its group', LeaveGroupBody)
  ungroup(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.ungroup', LeaveGroupBody, (tx, row, { reason }) =>
      this.groupCases.leave(tx, row, reason),
    );
  }
}
