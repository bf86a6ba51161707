import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { CaseActs } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { noticePaper } from '../requests/notice-body.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { ExtendDeadline } from './extend-deadline.js';
import { ExtendDeadlineBody } from './extend-deadline.dto.js';
import { StaffAct } from '../../platform/http/openapi-note.js';

/** The one lawful extension, by API. */
@Controller('api/v1/cases/:id')
export class ExtensionsController {
  constructor(
    private readonly acts: CaseActs,
    private readonly extendDeadline: ExtendDeadline,
  ) {}

  @Post('extend')
  @HttpCode(200)
  @Action('case.extend')
  @StaffAct('Extends the reply term once', ExtendDeadlineBody)
  extend(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.extend', ExtendDeadlineBody, (tx, row, body) =>
      this.extendDeadline.run(tx, row, { ...body, ...noticePaper(body) }),
    );
  }
}
