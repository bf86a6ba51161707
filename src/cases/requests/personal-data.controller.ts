import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { StaffAct } from '../../platform/http/openapi-note.js';
import { CaseActs } from './case-acts.js';
import type { StaffCaseAnswer } from './case-answers.js';
import { NotifyIncidentBody, RecordDataRequestBody } from './personal-data.dto.js';
import { PersonalData } from './personal-data.js';
import { Call, type StaffCall } from './staff-call.js';

/** The desk's acts on the personal data of a case, by API. */
@Controller('api/v1/cases/:id')
export class PersonalDataController {
  constructor(
    private readonly acts: CaseActs,
    private readonly personalData: PersonalData,
  ) {}

  @Post('record-data-request')
  @HttpCode(200)
  @Action('case.record-data-request')
  @StaffAct('Records that a wish about personal data was carried out', RecordDataRequestBody)
  done(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.record-data-request', RecordDataRequestBody, (tx, row, { right }) =>
      this.personalData.recordDone(tx, row, right),
    );
  }

  @Post('notify-incident')
  @HttpCode(200)
  @Action('case.notify-incident')
  @StaffAct('Tells the requester of an incident with the personal data', NotifyIncidentBody)
  incident(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.notify-incident', NotifyIncidentBody, (tx, row, body) =>
      this.personalData.notifyIncident(tx, row, body),
    );
  }
}
