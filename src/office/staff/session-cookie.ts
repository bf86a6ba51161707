import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { LONGEST_MINUTES } from './sessions.js';

/**
 * The cookie of staff sessions: bound to this host and to HTTPS by its name where PUBLIC_URL is https; on loopback
 * http a plain name, because browsers keep `__Host-` for secure addresses. SameSite is Lax: links in our own mails
 * open the case page, and a strict cookie would not travel with them.
 */
@Injectable()
export class SessionCookie {
  readonly name: string;
  private readonly secure: boolean;

  constructor(config: Config) {
    this.secure = config.publicUrl.startsWith('https:');
    this.name = this.secure ? '__Host-tenggat_petugas' : 'tenggat_petugas';
  }

  /** The secret that came with a request. */
  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  set(reply: FastifyReply, secret: string): void {
    reply.setCookie(this.name, secret, { ...this.options(), maxAge: LONGEST_MINUTES * 60 });
  }

  clear(reply: FastifyReply): void {
    reply.setCookie(this.name, '', { ...this.options(), maxAge: 0 });
  }

  private options(): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure };
  }
}
