import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../../office/access/actor-source.js';
import { Config } from '../../platform/config/config.js';
import { Vault } from '../../platform/crypto/vault.js';

/** A password that was just made, and whose it is. */
export interface OneTimePassword {
  readonly staffId: string;
  readonly password: string;
}

const COOKIE = 'tenggat_sekali';
const PATH = '/admin/pengguna';
const SECONDS = 120;

/**
 * Carries a one-time password over the redirect behind a form: sealed for this one session, for two minutes, and gone
 * once it has been shown. The server keeps only its hash.
 */
@Injectable()
export class OneTimeNote {
  private readonly secure: boolean;

  constructor(
    private readonly vault: Vault,
    config: Config,
  ) {
    this.secure = config.publicUrl.startsWith('https:');
  }

  put(reply: FastifyReply, session: SignedIn, note: OneTimePassword): void {
    const sealed = this.vault.seal(JSON.stringify(note), place(session));
    reply.setCookie(COOKIE, sealed.toString('base64url'), { ...this.options(), maxAge: SECONDS });
  }

  /** The note, which is taken from the browser with this answer; null when there is none for this session. */
  take(request: FastifyRequest, reply: FastifyReply, session: SignedIn): OneTimePassword | null {
    const sealed = request.cookies[COOKIE];
    if (sealed === undefined || sealed === '') return null;
    reply.setCookie(COOKIE, '', { ...this.options(), maxAge: 0 });
    try {
      const text = this.vault.open(Buffer.from(sealed, 'base64url'), place(session)).toString('utf8');
      return JSON.parse(text) as OneTimePassword;
    } catch {
      return null; // of another session, or tampered with
    }
  }

  private options(): { path: string; httpOnly: boolean; sameSite: 'strict'; secure: boolean } {
    return { path: PATH, httpOnly: true, sameSite: 'strict', secure: this.secure };
  }
}

function place(session: SignedIn): string {
  return `one-time password|${session.sessionHash.toString('hex')}`;
}
