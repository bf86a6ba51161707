import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { Problem } from '../../platform/http/problems.js';
import { changesSomething, isStaffPage } from './staff-paths.js';

/** Bodies of the API that are not JSON, each by its route. */
const OTHER_BODIES: readonly (readonly [RegExp, RegExp])[] = [
  [/^\/api\/v1\/files$/u, /^multipart\/form-data\b/iu],
  [/^\/api\/v1\/calendar\/decrees$/u, /^text\/csv\b/iu],
];

/**
 * Keeps other sites from acting with a person's cookie. A changing call of the API has a JSON body (415 otherwise: no
 * form of another site can send one unasked) and, when `Origin` is sent, our own (403). Staff pages are held to the
 * same origin; citizens' pages carry no standing right that a foreign form could use.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!changesSomething(request)) return true;
    const path = request.url.split('?', 1)[0] ?? '';
    const isApi = path.startsWith('/api/');
    if (isApi && hasBody(request) && !isExpectedBody(path, request.headers['content-type'] ?? '')) {
      throw new Problem(415, 'wrong-content-type');
    }
    if ((isApi || isStaffPage(request)) && !this.isOurOrigin(request))
      throw new Problem(403, 'foreign-origin');
    return true;
  }

  // Sent by every browser with a form or a script's call. The host that was asked counts too, so that `localhost`
  // and `127.0.0.1` are both home; a browser lets no foreign page choose it.
  private isOurOrigin(request: FastifyRequest): boolean {
    const origin = request.headers.origin;
    if (origin === undefined) return true;
    if (origin === new URL(this.config.publicUrl).origin) return true;
    return URL.canParse(origin) && new URL(origin).host === request.headers.host;
  }
}

function isExpectedBody(path: string, type: string): boolean {
  if (/^application\/json\b/iu.test(type)) return true;
  return OTHER_BODIES.some(([route, body]) => route.test(path) && body.test(type));
}

function hasBody(request: FastifyRequest): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
