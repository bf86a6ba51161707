import { Controller, HttpCode, Post } from '@nestjs/common';
import { Action } from '../../office/access/action.js';
import { CaseActs } from '../requests/case-acts.js';
import type { StaffCaseAnswer } from '../requests/case-answers.js';
import { Call, type StaffCall } from '../requests/staff-call.js';
import { StaffNoteBody, StaffTextBody } from './messages.dto.js';
import { WriteMessage } from './write-message.js';
import { WriteNote } from './write-note.js';
import { StaffAct } from '../../platform/http/openapi-note.js';

/** The office writes to the requester, or to itself (`contract.md` section 3). Two routes, never one with a switch. */
@Controller('api/v1/cases/:id')
export class MessagesController {
  constructor(
    private readonly acts: CaseActs,
    private readonly writeMessage: WriteMessage,
    private readonly writeNote: WriteNote,
  ) {}

  @Post('message')
  @HttpCode(200)
  @Action('case.message')
  @StaffAct('Writes to the requester', StaffTextBody)
  message(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.message', StaffTextBody, (tx, row, { text }) =>
      this.writeMessage.toRequester(tx, row, text),
    );
  }

  @Post('note')
  @HttpCode(200)
  @Action('case.note')
  @StaffAct('Leaves a note for colleagues', StaffNoteBody)
  note(@Call() call: StaffCall): Promise<StaffCaseAnswer> {
    return this.acts.call(call, 'case.note', StaffNoteBody, (tx, row, { text }) =>
      this.writeNote.run(tx, row, text),
    );
  }
}
