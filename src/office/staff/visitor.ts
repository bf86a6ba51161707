import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from './network.js';
import type { Knock } from './sign-in.js';
import type { SessionCookie } from './session-cookie.js';
import { hashOfSecret } from './sessions.js';

/** What a sign-in needs to know of the request it came with. */
export function knockOf(request: FastifyRequest, cookie: SessionCookie): Knock {
  return {
    network: networkOf(request.ip),
    userAgent: request.headers['user-agent'] ?? '',
    oldSession: hashOfSecret(cookie.read(request)),
  };
}

/** Answers a good POST: the browser goes on to `path` with a GET, so that a reload repeats nothing. */
export function goOn(reply: FastifyReply, path: string): string {
  reply.code(303).header('location', path);
  return '';
}
