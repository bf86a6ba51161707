import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { isSending } from '../../office/notifications/sending-switch.js';
import { requireSession } from '../../office/staff/session-source.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING } from '../../platform/database/scope.js';
import { HealthRegistry } from '../../platform/health/health-registry.js';
import { Views } from '../../platform/views/views.js';
import { AccountList } from './account-list.queries.js';
import { adminPage } from './admin-pages.js';
import { LastAuditCheck } from './last-audit-check.js';
import { OutgoingMails } from './outgoing-mails.queries.js';
import { overviewModel } from './overview.page.js';

/** `/admin`: does everything run? */
@Controller('admin')
export class OverviewController {
  constructor(
    private readonly views: Views,
    private readonly database: Database,
    private readonly config: Config,
    private readonly accounts: AccountList,
    private readonly mails: OutgoingMails,
    private readonly check: LastAuditCheck,
    private readonly calendar: CurrentCalendar,
    private readonly agencies: AgencyDirectory,
    private readonly health: HealthRegistry,
  ) {}

  @Get()
  @Action('admin.view')
  async overview(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = this.views.for(request);
    const read = await this.database.read(requireSession(request).actor, NOTHING, async (tx) => ({
      now: await tx.now(),
      sending: await isSending(tx, this.config.sending),
      mails: await this.mails.counts(tx),
      accounts: await this.accounts.counts(tx),
      check: await this.check.read(tx),
    }));
    const model = overviewModel(texts, {
      ...read,
      calendar: await this.calendar.get(),
      agencies: (await this.agencies.active()).length,
      health: await this.health.report(),
    });
    return adminPage(this.views, request, reply, {
      name: 'overview',
      model,
      title: texts.t('admin.overview.title'),
      current: '/admin',
    });
  }
}
