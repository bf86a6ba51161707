import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { requireSession } from '../../office/staff/session-source.js';
import { goOn } from '../../office/staff/visitor.js';
import { Database } from '../../platform/database/database.js';
import { ALL } from '../../platform/database/scope.js';
import { validated } from '../../platform/http/validate.js';
import { Views } from '../../platform/views/views.js';
import { PlainForm } from './accounts.dto.js';
import { adminPage } from './admin-pages.js';
import { AuditTrail } from './audit-trail.queries.js';
import { LastAuditCheck } from './last-audit-check.js';
import { trailModel } from './trail.page.js';

/** `/admin/audit`: the trail, and the walk over its chain. */
@Controller('admin/audit')
export class TrailController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly check: LastAuditCheck,
  ) {}

  @Get()
  @Action('admin.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    // The whole city, for the numbers of the cases alone; nothing else of a case is read.
    const { check, rows } = await this.database.read(requireSession(request).actor, ALL, async (tx) => ({
      check: await this.check.read(tx),
      rows: await this.trail.latest(tx),
    }));
    return adminPage(this.views, request, reply, {
      name: 'trail',
      model: trailModel(texts, check, rows),
      title: texts.t('admin.trail.title'),
      current: '/admin/audit',
    });
  }

  @Post()
  @Action('admin.view')
  async verify(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    validated(PlainForm, body);
    await this.check.run(requireSession(request).actor);
    return goOn(reply, '/admin/audit');
  }
}
