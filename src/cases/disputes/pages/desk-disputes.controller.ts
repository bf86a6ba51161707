import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { serveFile } from '../../../platform/files/serve-file.js';
import { notFound } from '../../../platform/http/problems.js';
import { ACT_SLUGS } from './dispute-forms.js';
import { DisputePages, type DisputeDoor } from './dispute-pages.js';
import { SendDisputeForm } from './send-dispute-form.js';

/** `/petugas/sengketa`: disputes in the desk's room. */
@Controller('petugas/sengketa')
export class DeskDisputesController {
  constructor(
    private readonly pages: DisputePages,
    private readonly forms: SendDisputeForm,
  ) {}

  @Get()
  @Action('dispute.desk')
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.pages.list(doorOf(request, reply));
  }

  @Get('baru')
  @Action('dispute.desk')
  openPage(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.pages.open(doorOf(request, reply));
  }

  @Post('baru')
  @Action('dispute.desk')
  open(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.forms.open(doorOf(request, reply));
  }

  @Get(':id')
  @Action('dispute.desk')
  one(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.one(doorOf(request, reply), id);
  }

  @Get(':id/berkas/:file')
  @Action('dispute.desk')
  async file(
    @Param('id') id: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return serveFile(reply, await this.pages.file(doorOf(request, reply), id, file));
  }

  @Get(':id/:langkah')
  @Action('dispute.desk')
  actPage(
    @Param('id') id: string,
    @Param('langkah') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const action = ACT_SLUGS[slug];
    if (action === undefined) throw notFound();
    return this.pages.act(doorOf(request, reply), id, action);
  }

  @Post(':id/:langkah')
  @Action('dispute.desk')
  act(
    @Param('id') id: string,
    @Param('langkah') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.forms.act(doorOf(request, reply), id, slug);
  }
}

function doorOf(request: FastifyRequest, reply: FastifyReply): DisputeDoor {
  return { request, reply, room: '/petugas/sengketa' };
}
