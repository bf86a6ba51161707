import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { City } from '../../platform/config/city.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { Views } from '../../platform/views/views.js';
import { adminPage } from './admin-pages.js';
import { rulesModel } from './rules.page.js';

/** `/admin/aturan`: every doubtful place of the law, how the city reads it and since when. Read only: the file decides. */
@Controller('admin/aturan')
export class RulesController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly rules: CityRules,
    private readonly city: City,
  ) {}

  @Get()
  @Action('admin.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const cases = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ version: number; cases: number }>(
        `SELECT rule_set_version AS version, count(*)::integer AS cases FROM cases
         WHERE closed_at IS NULL GROUP BY rule_set_version`,
      ),
    );
    const versions = await this.rules.all();
    const model = rulesModel(texts, {
      versions,
      current: await this.rules.current(),
      openCases: new Map(cases.map((row) => [row.version, row.cases])),
      city: this.city,
    });
    const title = texts.t('admin.rules.title');
    return adminPage(this.views, request, reply, { name: 'rules', model, title, current: '/admin/aturan' });
  }
}
