import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../platform/config/config.js';
import { keyedHash, randomSecret, sameSecret, Vault } from '../../../platform/crypto/vault.js';

const SECRET = /^[A-Za-z0-9_-]{22,43}$/u;
const DRAFT_SECONDS = 14 * 86_400;
const RECEIPT_SECONDS = 7 * 86_400;
const RESUME_SECONDS = 3_600;

/** The cookies of a citizen who files: the draft's secret, the receipt of this browser, a link that waits for its code. */
@Injectable()
export class FilingCookies {
  private readonly secure: boolean;
  private readonly csrfKey: Buffer;

  constructor(
    private readonly config: Config,
    vault: Vault,
  ) {
    this.secure = config.publicUrl.startsWith('https:');
    this.csrfKey = vault.keyOf('draft forms');
  }

  /** The secret of this browser's draft, or null. */
  draft(request: FastifyRequest): string | null {
    const value = request.cookies[this.name('draf')];
    return value !== undefined && SECRET.test(value) ? value : null;
  }

  /** Gives this browser a secret for a new draft. */
  beginDraft(reply: FastifyReply): string {
    const secret = randomSecret();
    this.keepDraft(reply, secret);
    return secret;
  }

  keepDraft(reply: FastifyReply, secret: string): void {
    this.set(reply, 'draf', secret, DRAFT_SECONDS);
  }

  /** `<case>.<token>` of the request that this browser has sent, or null. */
  receipt(request: FastifyRequest): string | null {
    return request.cookies[this.name('kirim')] ?? null;
  }

  keepReceipt(reply: FastifyReply, value: string): void {
    this.set(reply, 'kirim', value, RECEIPT_SECONDS);
  }

  /** The token of a mailed link, moved out of the address. */
  resume(request: FastifyRequest): string | null {
    const value = request.cookies[this.name('lanjut')];
    return value !== undefined && SECRET.test(value) ? value : null;
  }

  keepResume(reply: FastifyReply, token: string): void {
    this.set(reply, 'lanjut', token, RESUME_SECONDS);
  }

  forgetResume(reply: FastifyReply): void {
    this.set(reply, 'lanjut', '', 0);
  }

  /** Ends what this browser knows: for shared computers. */
  forgetAll(reply: FastifyReply): void {
    for (const name of ['draf', 'kirim', 'lanjut'] as const) this.set(reply, name, '', 0);
  }

  /** The anti-forgery value of every form of this draft. */
  csrf(secret: string): string {
    return keyedHash(this.csrfKey, secret).subarray(0, 18).toString('base64url');
  }

  isOurForm(secret: string, given: string | undefined): boolean {
    return given !== undefined && sameSecret(Buffer.from(given), Buffer.from(this.csrf(secret)));
  }

  /** True for a form that another site sent here: browsers say so in `Origin` and `Sec-Fetch-Site`. */
  isFromElsewhere(request: FastifyRequest): boolean {
    const { origin, host } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
    if (origin === undefined || origin === new URL(this.config.publicUrl).origin) return false;
    return !URL.canParse(origin) || new URL(origin).host !== host;
  }

  private name(what: 'draf' | 'kirim' | 'lanjut'): string {
    return `${this.secure ? '__Host-' : ''}tenggat_${what}`;
  }

  private set(reply: FastifyReply, what: 'draf' | 'kirim' | 'lanjut', value: string, maxAge: number): void {
    const options: CookieSerializeOptions = {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secure,
      maxAge,
    };
    reply.setCookie(this.name(what), value, options);
  }
}
