import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { serveFile } from '../../platform/files/serve-file.js';
import { CitizenDocuments } from './citizen-documents.js';
import { both, TrackDoor } from './track-door.js';

/** Documents of a case as downloads, behind the code. */
@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: CitizenDocuments,
    private readonly door: TrackDoor,
  ) {}

  @Get(both('/permohonan-saya/berkas/:id'))
  @Action('tracking.view')
  async file(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<Buffer | string> {
    const session = await this.door.content(request, reply);
    return session === null ? '' : serveFile(reply, await this.documents.open(session.row, id));
  }

  @Get(both('/permohonan-saya/jawaban.zip'))
  @Action('tracking.view')
  async answer(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | string> {
    const session = await this.door.content(request, reply);
    return session === null ? '' : serveFile(reply, await this.documents.answer(session.row));
  }

  @Get(both('/permohonan-saya/tanda-bukti.pdf'))
  @Action('tracking.view')
  async receipt(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | string> {
    const session = await this.door.content(request, reply, 'tanda-bukti');
    return session === null ? '' : serveFile(reply, await this.documents.receipt(session.row));
  }
}
