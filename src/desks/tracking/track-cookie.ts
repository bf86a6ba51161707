import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { LONGEST_MINUTES } from './track-sessions.js';

/**
 * The cookie of a tracked case. Lax, because the link in our mail must find it again; gone with the browser or at
 * *Keluar*, whichever comes first.
 */
@Injectable()
export class TrackCookie {
  readonly name: string;
  private readonly secure: boolean;

  constructor(config: Config) {
    this.secure = config.publicUrl.startsWith('https:');
    this.name = this.secure ? '__Host-tenggat_lacak' : 'tenggat_lacak';
  }

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
