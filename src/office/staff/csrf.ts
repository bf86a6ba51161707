import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { sameSecret } from '../../platform/crypto/vault.js';
import { forged } from '../../platform/http/problems.js';
import { signedIn } from '../access/actor-source.js';
import { changesSomething, isStaffPage } from './staff-paths.js';

/**
 * Refuses (403 `form-expired`) a staff form whose `_csrf` is not the one of this session: the value comes from a secret
 * of the session and ends with it. For forms that arrive as multipart, call it with the fields that were read.
 */
export function checkCsrf(request: FastifyRequest, fields: unknown): void {
  const session = signedIn(request);
  const given =
    typeof fields === 'object' && fields !== null ? (fields as { _csrf?: unknown })._csrf : undefined;
  if (session === null || typeof given !== 'string') throw forged();
  if (!sameSecret(Buffer.from(given, 'utf8'), Buffer.from(session.csrf, 'utf8'))) throw forged();
}

/**
 * Checks every form of a signed-in person on its way to the controller, so that none can be forgotten. It stands
 * behind the guards, because they find the session. Multipart bodies are not read yet here: their controllers call
 * `checkCsrf` themselves.
 */
@Injectable()
export class StaffFormCheck implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (
      changesSomething(request) &&
      isStaffPage(request) &&
      !isDoor(request) &&
      signedIn(request) !== null &&
      !isMultipart(request)
    ) {
      checkCsrf(request, request.body);
    }
    return next.handle();
  }
}

function isMultipart(request: FastifyRequest): boolean {
  return /^multipart\/form-data\b/iu.test(request.headers['content-type'] ?? '');
}

// The sign-in form is made before there is a session; a session that came up meanwhile is none of its business.
function isDoor(request: FastifyRequest): boolean {
  return /^\/petugas\/masuk(\?|$)/u.test(request.url);
}
