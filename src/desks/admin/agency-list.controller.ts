import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { Views } from '../../platform/views/views.js';
import { adminPage } from './admin-pages.js';
import type { AdminTable } from './table.js';

const COLUMNS = ['name', 'short', 'code', 'state'] as const;

/** `/admin/instansi`: which agencies take requests. They are loaded from the city's file. */
@Controller('admin/instansi')
export class AgencyListController {
  constructor(
    private readonly views: Views,
    private readonly agencies: AgencyDirectory,
  ) {}

  @Get()
  @Action('admin.view')
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const agencies = await this.agencies.all();
    const table: AdminTable = {
      id: 'daftar-instansi',
      caption: texts.t('admin.agencies.title'),
      head: COLUMNS.map((column) => ({ text: texts.t(`admin.agencies.columns.${column}`) })),
      rows: agencies.map((agency) => [
        { text: agency.name, header: true },
        { text: agency.shortName },
        { text: agency.code, muted: true },
        {
          tag: agency.active
            ? { text: texts.t('admin.agencies.open'), tone: 'plain' }
            : { text: texts.t('admin.agencies.closed'), tone: 'closed' },
        },
      ]),
    };
    const open = agencies.filter((agency) => agency.active).length;
    return adminPage(this.views, request, reply, {
      name: 'agencies',
      model: { table, lead: texts.t('admin.agencies.lead', { n: open }) },
      title: texts.t('admin.agencies.title'),
      current: '/admin/instansi',
    });
  }
}
