import { Controller, Get, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../../office/access/action.js';
import { serveFile } from '../../../platform/files/serve-file.js';
import { FormAgain } from '../../../platform/http/form-again.js';
import { notFound } from '../../../platform/http/problems.js';
import { ACT_SLUGS } from './dispute-forms.js';
import { DisputePages, type DisputeDoor } from './dispute-pages.js';
import { SendDisputeForm } from './send-dispute-form.js';

/** Disputes as pages of a room; the desk and the supervisor each have them in their own. */
@Injectable()
abstract class DisputePagesController {
  protected abstract readonly room: DisputeDoor['room'];

  constructor(
    private readonly pages: DisputePages,
    private readonly forms: SendDisputeForm,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.pages.list(this.door(request, reply));
  }

  @Get('baru')
  openPage(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.pages.open(this.door(request, reply));
  }

  @Post('baru')
  @FormAgain('disputes.new.title')
  open(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.forms.open(this.door(request, reply));
  }

  @Get(':id')
  one(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.pages.one(this.door(request, reply), id);
  }

  @Get(':id/berkas/:file')
  async file(
    @Param('id') id: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return serveFile(reply, await this.pages.file(this.door(request, reply), id, file));
  }

  @Get(':id/:langkah')
  actPage(
    @Param('id') id: string,
    @Param('langkah') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const action = ACT_SLUGS[slug];
    if (action === undefined) throw notFound();
    return this.pages.act(this.door(request, reply), id, action);
  }

  @Post(':id/:langkah')
  @FormAgain('disputes.step-form')
  act(
    @Param('id') id: string,
    @Param('langkah') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.forms.act(this.door(request, reply), id, slug);
  }

  private door(request: FastifyRequest, reply: FastifyReply): DisputeDoor {
    return { request, reply, room: this.room };
  }
}

/** `/petugas/sengketa`: the desk's. */
@Controller('petugas/sengketa')
@Action('dispute.desk')
export class DeskDisputesController extends DisputePagesController {
  protected readonly room = '/petugas/sengketa';
}

/** `/pengawas/sengketa`: the supervisor's. */
@Controller('pengawas/sengketa')
@Action('dispute.oversee')
export class OverseenDisputesController extends DisputePagesController {
  protected readonly room = '/pengawas/sengketa';
}
