import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Action } from '../../office/access/action.js';
import { staffActor } from '../../office/access/actor-source.js';
import { invalid } from '../../platform/http/problems.js';
import {
  OBJECTION_VIEWS,
  ObjectionList,
  type ObjectionItem,
  type ObjectionView,
} from './objections.queries.js';
import { ApiRoute } from '../../platform/http/openapi-note.js';

/** Objections for staff (`contract.md` section 3). The requester files one from the tracked case. */
@Controller('api/v1/objections')
export class ObjectionsController {
  constructor(private readonly objections: ObjectionList) {}

  @Get()
  @Action('objection.list')
  @ApiRoute('Lists objections', { staff: true, query: ['view'] })
  async list(
    @Req() request: FastifyRequest,
    @Query('view') view: unknown = 'all',
  ): Promise<{ readonly items: readonly ObjectionItem[]; readonly nextCursor: null }> {
    if (!isView(view)) {
      throw invalid([{ field: 'view', code: 'unknown-value', message: 'problems.fields.unknown-value' }]);
    }
    return { items: await this.objections.list(staffActor(request), view), nextCursor: null };
  }
}

function isView(view: unknown): view is ObjectionView {
  return (OBJECTION_VIEWS as readonly unknown[]).includes(view);
}
