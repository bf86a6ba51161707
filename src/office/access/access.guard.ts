import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { PUBLIC } from '../../platform/database/scope.js';
import { formKindOf } from '../../platform/http/form-again.js';
import { noteFormKind } from '../../platform/http/pending-form.js';
import { notYourRole, unauthenticated } from '../../platform/http/problems.js';
import { actionOf } from './action.js';
import { ActorSource, remember, rememberAction } from './actor-source.js';
import { can } from './policy.js';

/** The door of every route: finds who comes and asks the policy. What needs the case is asked again with it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly source: ActorSource,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = actionOf(this.reflector, context.getHandler(), context.getClass());
    if (action === undefined) throw new Error('a route without a policy row was reached');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    rememberAction(request, action);
    noteFormKind(request, formKindOf(this.reflector, context.getHandler()));
    const found = await this.source.find(request);
    remember(request, found);
    const verdict = can(found?.actor ?? PUBLIC, action);
    if (verdict === 'allowed') return true;
    throw verdict === 'not-signed-in' ? unauthenticated() : notYourRole();
  }
}
