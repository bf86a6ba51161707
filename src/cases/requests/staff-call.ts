import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { staffActor } from '../../office/access/actor-source.js';
import type { Actor } from '../../platform/database/scope.js';

/** What every act of staff by API comes with; nothing of it is checked yet but the person. */
export interface StaffCall {
  readonly actor: Actor;
  readonly caseId: string;
  readonly key: unknown;
  readonly body: unknown;
}

/** Route parameter: person, case, repeat key and body of an act. */
export const Call = createParamDecorator((_: unknown, context: ExecutionContext): StaffCall => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id?: string } }>>();
  return {
    actor: staffActor(request),
    caseId: request.params.id ?? '',
    key: request.headers['idempotency-key'],
    body: request.body,
  };
});
