import { Body, Controller, Get, Headers, HttpCode, Ip, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { FilingCaps } from '../../office/access/filing-caps.js';
import { Config } from '../../platform/config/config.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';
import { placeAfter } from '../../platform/http/list-cursor.js';
import { invalid } from '../../platform/http/problems.js';
import { validated } from '../../platform/http/validate.js';
import { readIdempotencyKey } from '../../platform/idempotency/idempotency.js';
import { FilePeriodicObjection } from './file-periodic-objection.js';
import { ObjectionLinks } from './objection-links.js';
import {
  OBJECTION_VIEWS,
  ObjectionList,
  type ObjectionItem,
  type ObjectionView,
} from './objections.queries.js';
import { PeriodicBody } from './periodic-body.js';

/** Route name of ground b in the idempotency table. */
export const PERIODIC_ROUTE = 'POST /api/v1/objections';

/** What a filed objection of ground b answers to programs. */
interface PeriodicAnswer {
  readonly objectionNumber: string;
  readonly trackingCode: string;
  readonly receivedAt: string;
  readonly replyDueDate: string;
  readonly links: { readonly tracking: string; readonly form: string };
}

/** Objections (`contract.md` section 3): lists for staff, and ground b without a request for everybody. */
@Controller('api/v1/objections')
export class ObjectionsController {
  constructor(
    private readonly objections: ObjectionList,
    private readonly filePeriodic: FilePeriodicObjection,
    private readonly caps: FilingCaps,
    private readonly links: ObjectionLinks,
    private readonly config: Config,
  ) {}

  @Get()
  @Action('objection.list')
  @ApiRoute('Lists objections', { staff: true, query: ['view', 'cursor'] })
  async list(
    @Req() request: FastifyRequest,
    @Query('view') asked?: unknown,
    @Query('cursor') cursor?: unknown,
  ): Promise<{ readonly items: readonly ObjectionItem[]; readonly nextCursor: string | null }> {
    const view = asked === undefined || asked === '' ? 'all' : asked;
    if (!isView(view)) {
      throw invalid([{ field: 'view', code: 'unknown-value', message: 'problems.fields.unknown-value' }]);
    }
    return this.objections.list(staffActor(request), view, placeAfter(cursor));
  }

  @Post()
  @HttpCode(201)
  @Action('objection.file')
  @ApiRoute('Objects to missing periodic information, without a request', {
    body: PeriodicBody,
    repeatable: true,
  })
  async file(
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
    @Ip() network: string,
  ): Promise<PeriodicAnswer> {
    const repeatKey = readIdempotencyKey(key);
    const filing = validated(PeriodicBody, body);
    const { email, nationalId } = filing.requester;
    await this.caps.hold(network, email ?? null, nationalId ?? null);
    const repeat = { route: PERIODIC_ROUTE, account: 'public', key: repeatKey, body };
    const filed = await this.filePeriodic.run(filing, 'api', repeat);
    const base = this.config.publicUrl;
    return {
      objectionNumber: filed.number,
      trackingCode: filed.trackingCode,
      receivedAt: filed.receivedAt,
      replyDueDate: filed.replyDueOn,
      links: {
        tracking: `${base}${this.links.pathOf({ row: null, objection: filed })}`,
        form: `${base}/keberatan-saya/formulir.pdf`,
      },
    };
  }
}

function isView(view: unknown): view is ObjectionView {
  return (OBJECTION_VIEWS as readonly unknown[]).includes(view);
}
