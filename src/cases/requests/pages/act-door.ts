import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Where an act's page is asked for, and where its answer goes. */
export interface ActDoor {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly caseId: string;
}

/** Route parameter: request, reply and case of an act's page. */
export const Door = createParamDecorator((_: unknown, context: ExecutionContext): ActDoor => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest<{ Params: { id?: string } }>>();
  return { request, reply: http.getResponse<FastifyReply>(), caseId: request.params.id ?? '' };
});
