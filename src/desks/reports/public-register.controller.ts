import { Readable } from 'node:stream';
import { Controller, Get, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { yearOf } from '../../law/local-date.js';
import { Action } from '../../office/access/action.js';
import { AgencyDirectory, type Agency } from '../../office/agencies/agencies.queries.js';
import { Views } from '../../platform/views/views.js';
import { publicCsv, publicModel } from './public-register.page.js';
import { PublicRegister } from './public-register.queries.js';

const DEEPEST_PAGE = 2000;

/** `/register`: every request of a year without persons. */
@Controller()
export class PublicRegisterController {
  constructor(
    private readonly views: Views,
    private readonly register: PublicRegister,
    private readonly agencies: AgencyDirectory,
  ) {}

  @Get(['/register', '/en/register'])
  @Action('site.view')
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Record<string, unknown>,
  ): Promise<string> {
    const texts = this.views.for(request);
    const thisYear = yearOf(await this.register.today());
    const agencies = await this.agencies.all();
    const filter = readFilter(query, thisYear, agencies);
    const model = publicModel(texts, filter, await this.register.page(filter), agencies, thisYear);
    return this.views.page(request, reply, 'site/register', model, {
      title: texts.t('site.register.title'),
      indexed: true,
    });
  }

  /** The same rows as open data. */
  @Get(['/register.csv', '/en/register.csv'])
  @Action('site.view')
  async csv(
    @Req() request: FastifyRequest,
    @Query() query: Record<string, unknown>,
  ): Promise<StreamableFile> {
    const agencies = await this.agencies.all();
    const filter = readFilter(query, yearOf(await this.register.today()), agencies);
    const pieces = publicCsv(this.views.for(request), agencies, this.register.batches(filter));
    return new StreamableFile(Readable.from(pieces, { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="register-ppid-${String(filter.year)}.csv"`,
    });
  }
}

function readFilter(query: Record<string, unknown>, thisYear: number, agencies: readonly Agency[]) {
  return {
    year: wholeNumber(query['tahun'], 2000, 2200) ?? thisYear,
    agency: agencies.find((agency) => agency.code === query['instansi'])?.code ?? null,
    page: wholeNumber(query['halaman'], 1, DEEPEST_PAGE) ?? 1,
  };
}

function wholeNumber(value: unknown, least: number, most: number): number | null {
  if (typeof value !== 'string' || !/^\d{1,4}$/.test(value)) return null;
  const number = Number(value);
  return number >= least && number <= most ? number : null;
}
