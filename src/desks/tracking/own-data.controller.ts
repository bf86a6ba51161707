import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { City } from '../../platform/config/city.js';
import { Views } from '../../platform/views/views.js';
import { OwnData } from './own-data.js';
import { contentCard, ownDataPage } from './own-data.page.js';
import { both, TrackDoor } from './track-door.js';

/** What the requester gave and what became of it: on the page, and as a copy to take along (UU 27/2022 art. 7). */
@Controller()
export class OwnDataController {
  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly ownData: OwnData,
    private readonly door: TrackDoor,
  ) {}

  @Get(both('/permohonan-saya/isi'))
  @Action('tracking.view')
  async content(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'isi');
    if (session === null) return '';
    const texts = this.views.for(request);
    const model = contentCard(texts, await this.ownData.read(session.row));
    const options = { title: texts.t('tracking.content.title'), nav: 'track' } as const;
    return this.views.page(request, reply, 'tracking/content', model, options);
  }

  @Get(both('/permohonan-saya/data-saya'))
  @Action('tracking.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'data-saya');
    if (session === null) return '';
    const texts = this.views.for(request);
    const model = ownDataPage(texts, await this.ownData.read(session.row), this.city);
    const options = { title: texts.t('tracking.own-data.title'), nav: 'track' } as const;
    return this.views.page(request, reply, 'tracking/own-data', model, options);
  }

  @Get(both('/permohonan-saya/data-saya.json'))
  @Action('tracking.view')
  async copy(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'data-saya');
    if (session === null) return '';
    const number = session.row.register_number;
    reply.header('content-type', 'application/json; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="data-${number}.json"`);
    return JSON.stringify(await this.ownData.copy(session.row), null, 2);
  }
}
