import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { one } from '../../requests/pages/act-form.js';
import { ActPages, formOf } from '../../requests/pages/act-pages.js';
import { StaffTextBody } from '../messages.dto.js';
import { WriteMessage } from '../write-message.js';
import { WriteNote } from '../write-note.js';
import { MESSAGE_PAGE, NOTE_PAGE } from './message.page.js';

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
  message(
    @Param('id') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, caseId }, MESSAGE_PAGE);
  }

  @Post('pesan')
  @Action('case.message')
  send(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    return this.pages.submit({ request, reply, caseId }, MESSAGE_PAGE, form, {
      type: StaffTextBody,
      body: { text: one(form, 'teks') },
      run: (tx, row, { text }) => this.writeMessage.toRequester(tx, row, text),
    });
  }

  @Get('catatan')
  @Action('case.note')
  note(
    @Param('id') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.show({ request, reply, caseId }, NOTE_PAGE);
  }

  @Post('catatan')
  @Action('case.note')
  write(
    @Param('id') caseId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const form = formOf(body);
    return this.pages.submit({ request, reply, caseId }, NOTE_PAGE, form, {
      type: StaffTextBody,
      body: { text: one(form, 'teks') },
      run: (tx, row, { text }) => this.writeNote.run(tx, row, text),
    });
  }
}
