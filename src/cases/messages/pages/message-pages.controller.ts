import { Controller, Get, Post } from '@nestjs/common';
import { Action } from '../../../office/access/action.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { one } from '../../requests/pages/act-form.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { StaffNoteBody, StaffTextBody } from '../messages.dto.js';
import { WriteMessage } from '../write-message.js';
import { WriteNote } from '../write-note.js';
import { MESSAGE_PAGE, NOTE_PAGE } from './message.page.js';
import { Door, type ActDoor } from '../../requests/pages/act-door.js';

/** A message to the requester and a note of the office: two pages, never one with a switch. */
@Controller('petugas/kasus/:id')
export class MessagePagesController {
  constructor(
    private readonly pages: ActPages,
    private readonly writeMessage: WriteMessage,
    private readonly writeNote: WriteNote,
  ) {}

  @Get('pesan')
  @Action('case.message')
  message(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, MESSAGE_PAGE);
  }

  @Post('pesan')
  @FormAgain('acts.pesan.title')
  @Action('case.message')
  send(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, MESSAGE_PAGE, form, {
      type: StaffTextBody,
      body: { text: one(form, 'teks') },
      run: (tx, row, { text }) => this.writeMessage.toRequester(tx, row, text),
    });
  }

  @Get('catatan')
  @Action('case.note')
  note(@Door() door: ActDoor): Promise<string> {
    return this.pages.show(door, NOTE_PAGE);
  }

  @Post('catatan')
  @FormAgain('acts.catatan.title')
  @Action('case.note')
  write(@Door() door: ActDoor): Promise<string> {
    const form = formOf(door.request.body);
    return this.pages.submit(door, NOTE_PAGE, form, {
      type: StaffNoteBody,
      body: { text: one(form, 'teks') },
      run: (tx, row, { text }) => this.writeNote.run(tx, row, text),
    });
  }
}
