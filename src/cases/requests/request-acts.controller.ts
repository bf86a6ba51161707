import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { CaseActs, VersionedBody } from './case-acts.js';
import type { StaffCaseAnswer } from './case-answers.js';
import { CompleteRequest } from './complete-request.js';
import { DeclareComplete } from './declare-complete.js';
import { DeclareIncomplete } from './declare-incomplete.js';
import { NameHolder } from './name-holder.js';
import { noticePaper } from './notice-body.js';
import { PostLetter, type PostedLetter } from './post-letter.js';
import {
  DeclareIncompleteBody,
  NameHolderBody,
  AcceptLateRepairBody,
  RecordPostingBody,
  SignLetterBody,
  VerifyIdentityBody,
  WithdrawBody,
} from './request-acts.dto.js';
import { SignedCopies } from './signed-copies.js';
import { Call, type StaffCall } from './staff-call.js';
import { VerifyIdentity } from './verify-identity.js';
import { WithdrawRequest } from './withdraw-request.js';
import { StaffAct } from '../../platform/http/openapi-note.js';

/** Acts of desk and officer on a request as such (`contract.md` section 3, the table of actions). */
@Controller('api/v1/cases/:id')
export class RequestActsController {
  constructor(
    private readonly acts: CaseActs,
    private readonly declareComplete: DeclareComplete,
    private readonly declareIncomplete: DeclareIncomplete,
    private readonly completeRequest: CompleteRequest,
    private readonly nameHolder: NameHolder,
    private readonly verifyIdentity: VerifyIdentity,
    private readonly withdrawRequest: WithdrawRequest,
    private readonly signed: SignedCopies,
    private readonly postLetter: PostLetter,
  ) {}

  @Post('declare-complete')
  @HttpCode(200)
  @Action('case.declare-complete')
  @StaffAct('Declares a request complete', VersionedBody)
  complete(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.declare-complete', VersionedBody, (tx, row) =>
      this.declareComplete.run(tx, row),
    );
  }

  @Post('declare-incomplete')
  @HttpCode(200)
  @Action('case.declare-incomplete')
  @StaffAct('Asks the requester for what is missing', DeclareIncompleteBody)
  incomplete(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.declare-incomplete', DeclareIncompleteBody, (tx, row, body) =>
      this.declareIncomplete.run(tx, row, {
        missing: body.missing,
        note: body.note ?? '',
        handedOver: body.handedOver ?? false,
        ...noticePaper(body),
      }),
    );
  }

  @Post('accept-late-repair')
  @HttpCode(200)
  @Action('case.accept-late-repair')
  @StaffAct('Accepts a repair that came late', AcceptLateRepairBody)
  acceptLate(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(
      call,
      'case.accept-late-repair',
      AcceptLateRepairBody,
      (tx, row, { reason, items }) =>
        this.completeRequest.acceptLate(tx, row, { reason, confirmed: items ?? null }),
    );
  }

  @Post('claim')
  @HttpCode(200)
  @Action('case.claim')
  @StaffAct('Names oneself as the holder', VersionedBody)
  claim(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.claim', VersionedBody, (tx, row) =>
      this.nameHolder.run(tx, row, call.actor.id ?? ''),
    );
  }

  @Post('name-holder')
  @HttpCode(200)
  @Action('case.name-holder')
  @StaffAct('Names the holder', NameHolderBody)
  holder(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.name-holder', NameHolderBody, (tx, row, { staffId }) =>
      this.nameHolder.run(tx, row, staffId),
    );
  }

  @Post('verify-identity')
  @HttpCode(200)
  @Action('case.verify-identity')
  @StaffAct('Records that the identity was checked', VerifyIdentityBody)
  verify(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.verify-identity', VerifyIdentityBody, (tx, row, { how, nationalId }) =>
      this.verifyIdentity.run(tx, row, how, nationalId ?? null),
    );
  }

  @Post('withdraw')
  @HttpCode(200)
  @Action('case.withdraw')
  @StaffAct('Withdraws on the written word of the requester', WithdrawBody)
  withdraw(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.withdraw', WithdrawBody, (tx, row, { fileId, reason }) =>
      this.withdrawRequest.onPaper(tx, row, { reason: reason ?? null, fileId }),
    );
  }

  @Post('sign-letter')
  @HttpCode(200)
  @Action('case.sign-letter')
  @StaffAct('Lays the signed copy beside an issued letter', SignLetterBody)
  sign(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.sign-letter', SignLetterBody, (tx, row, { letterId, signedFileId }) =>
      this.signed.add(tx, row, letterId, signedFileId),
    );
  }

  @Post('record-posting')
  @HttpCode(200)
  @Action('case.record-posting')
  @StaffAct(
    'Records that a printed letter was posted or handed over, and when it was received',
    RecordPostingBody,
  )
  post(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.record-posting', RecordPostingBody, (tx, row, body) =>
      this.postLetter.run(tx, row, postedOf(body)),
    );
  }
}

function postedOf({ mail, way, sentOn, receivedOn }: RecordPostingBody): PostedLetter {
  return { mail, way, sentOn, receivedOn: receivedOn ?? null };
}
