import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { CaseActs } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { AnswerWithoutGrant } from './answer-without-grant.js';
import {
  DeliverBody,
  GrantBody,
  ItemiseBody,
  NotDocumentedBody,
  NotHeldBody,
  NotYetHeldBody,
  RecordPaymentBody,
  RefuseOtherBody,
} from './decisions.dto.js';
import { DeliverInformation } from './deliver-information.js';
import { GrantRequest } from './grant-request.js';
import { Itemise } from './itemise.js';
import { RecordPayment } from './record-payment.js';
import { StaffAct } from '../../platform/http/openapi-note.js';

/** Written notices and what follows a grant, by API. */
@Controller('api/v1/cases/:id')
export class DecisionsController {
  constructor(
    private readonly acts: CaseActs,
    private readonly grantRequest: GrantRequest,
    private readonly answers: AnswerWithoutGrant,
    private readonly delivery: DeliverInformation,
    private readonly payment: RecordPayment,
    private readonly itemise: Itemise,
  ) {}

  @Post('itemise')
  @HttpCode(200)
  @Action('case.itemise')
  @StaffAct('Splits the question into items that are decided one by one', ItemiseBody)
  split(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.itemise', ItemiseBody, (tx, row, { items }) =>
      this.itemise.run(
        tx,
        row,
        items.map(({ text }) => text),
      ),
    );
  }

  @Post('grant')
  @HttpCode(200)
  @Action('case.grant')
  @StaffAct('Grants the request', GrantBody)
  grant(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.grant', GrantBody, (tx, row, body) =>
      this.grantRequest.run(tx, row, body),
    );
  }

  @Post('answer-not-held')
  @HttpCode(200)
  @Action('case.answer-not-held')
  @StaffAct('Answers that another body holds it', NotHeldBody)
  notHeld(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.answer-not-held', NotHeldBody, (tx, row, body) =>
      this.answers.notHeld(tx, row, body),
    );
  }

  @Post('answer-not-yet-held')
  @HttpCode(200)
  @Action('case.answer-not-yet-held')
  @StaffAct('Answers that it is not held yet', NotYetHeldBody)
  notYetHeld(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.answer-not-yet-held', NotYetHeldBody, (tx, row, body) =>
      this.answers.notYetHeld(tx, row, body),
    );
  }

  @Post('answer-not-documented')
  @HttpCode(200)
  @Action('case.answer-not-documented')
  @StaffAct('Answers that it is not documented yet', NotDocumentedBody)
  notDocumented(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.answer-not-documented', NotDocumentedBody, (tx, row, body) =>
      this.answers.notDocumented(tx, row, body),
    );
  }

  @Post('refuse-other')
  @HttpCode(200)
  @Action('case.refuse-other')
  @StaffAct('Refuses because another rule forbids it', RefuseOtherBody)
  refuseOther(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.refuse-other', RefuseOtherBody, (tx, row, body) =>
      this.answers.refuseOther(tx, row, body),
    );
  }

  @Post('deliver')
  @HttpCode(200)
  @Action('case.deliver')
  @StaffAct('Records the delivery', DeliverBody)
  deliver(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.deliver', DeliverBody, (tx, row, body) =>
      this.delivery.run(tx, row, body),
    );
  }

  @Post('record-payment')
  @HttpCode(200)
  @Action('case.record-payment')
  @StaffAct('Records a payment', RecordPaymentBody)
  pay(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.record-payment', RecordPaymentBody, (tx, row, { amount, method }) =>
      this.payment.run(tx, row, amount, method),
    );
  }
}
