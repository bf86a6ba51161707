import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { Views } from '../../platform/views/views.js';
import { ServiceFigures } from './service-figures.queries.js';
import { statisticsCsv, statisticsModel } from './statistics.page.js';

/** `/statistik`: the figures of the year, by city and agency, as a table and as CSV. */
@Controller()
export class StatisticsController {
  constructor(
    private readonly views: Views,
    private readonly figures: ServiceFigures,
    private readonly agencies: AgencyDirectory,
  ) {}

  @Get(['/statistik', '/en/statistik'])
  @Action('site.view')
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const model = statisticsModel(texts, await this.figures.thisYear(), await this.agencies.all());
    return this.views.page(request, reply, 'site/statistics', model, {
      title: texts.t('site.statistics.title'),
      indexed: true,
    });
  }

  @Get(['/statistik.csv', '/en/statistik.csv'])
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="statistik-ppid.csv"')
  @Action('site.view')
  async csv(@Req() request: FastifyRequest): Promise<string> {
    return statisticsCsv(this.views.for(request), await this.figures.thisYear(), await this.agencies.all());
  }
}
