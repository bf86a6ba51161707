import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { StaffAct } from '../../platform/http/openapi-note.js';
import { CaseActs } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { ConsentRefusal } from './consent-refusal.js';
import { GroupDesk } from '../decisions/group-desk.js';
import { ProposeRefusal } from './propose-refusal.js';
import { ConsentBody, ProposeRefusalBody, ReturnBody } from './refusals.dto.js';
import { ReturnProposal } from './return-proposal.js';

/** Refusals in full or in part, by API: one proposes, another consents or returns. */
@Controller('api/v1/cases/:id')
export class RefusalsController {
  constructor(
    private readonly acts: CaseActs,
    private readonly propose: ProposeRefusal,
    private readonly groups: GroupDesk,
    private readonly consents: ConsentRefusal,
    private readonly returns: ReturnProposal,
  ) {}

  @Post('propose-refusal')
  @HttpCode(200)
  @Action('case.propose-refusal')
  @StaffAct('Proposes a refusal in full or in part', ProposeRefusalBody)
  proposeRefusal(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.propose-refusal', ProposeRefusalBody, (tx, row, body) =>
      this.groups.each(tx, row, body, (one, own) => this.propose.run(tx, one, own)),
    );
  }

  @Post('consent')
  @HttpCode(200)
  @Action('case.consent')
  @StaffAct('Consents to a proposed refusal; the notice goes out', ConsentBody)
  consent(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.consent', ConsentBody, (tx, row, body) =>
      this.consents.run(tx, row, body),
    );
  }

  @Post('return')
  @HttpCode(200)
  @Action('case.return')
  @StaffAct('Returns a proposed refusal with a reason', ReturnBody)
  giveBack(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.return', ReturnBody, (tx, row, { reason }) =>
      this.returns.run(tx, row, reason),
    );
  }
}
