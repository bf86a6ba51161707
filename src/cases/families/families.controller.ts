import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { StaffAct } from '../../platform/http/openapi-note.js';
import { CaseActs } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { SplitBody } from './families.dto.js';
import { SplitRequest } from './split-request.js';

/** One request in several parts, several requests with one answer; by API. */
@Controller('api/v1/cases/:id')
export class FamiliesController {
  constructor(
    private readonly acts: CaseActs,
    private readonly splitRequest: SplitRequest,
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
}
