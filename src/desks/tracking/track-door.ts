import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sameSecret } from '../../platform/crypto/vault.js';
import type { Statement } from '../../platform/database/database.js';
import { noteFormToken, type PendingForm } from '../../platform/http/pending-form.js';
import { PendingForms } from '../../platform/http/pending-forms.js';
import { forged, unauthenticated } from '../../platform/http/problems.js';
import { Views } from '../../platform/views/views.js';
import { languageOfPath, pathInLanguage } from '../../platform/views/language.js';
import { TrackCookie } from './track-cookie.js';
import { TrackSessions, type Layer, type SessionWith, type TrackSession } from './track-sessions.js';

/** Pages of a tracked case by what they need, so that the code page knows where to lead on to. */
export const CONTENT_PAGES = [
  'pesan',
  'lengkapi',
  'cabut',
  'keberatan',
  'keberatan/periksa',
  'keberatan/cabut',
  'isi',
  'data-saya',
  'email',
  'tanda-bukti',
] as const;

/** The same page in both languages. */
export function both(path: string): [string, string] {
  return [path, `/en${path}`];
}

/** The door of every page of a tracked case: who is in, how far, and with a form of our own. */
@Injectable()
export class TrackDoor {
  constructor(
    private readonly sessions: TrackSessions,
    private readonly cookie: TrackCookie,
    private readonly pending: PendingForms,
    private readonly views: Views,
  ) {}

  /** The session of this request, whatever its layer, or null. */
  async find(request: FastifyRequest): Promise<TrackSession | null> {
    return (await this.findWith(request, []))?.session ?? null;
  }

  private async findWith<Rows extends readonly unknown[]>(
    request: FastifyRequest,
    statements: readonly Statement[],
  ): Promise<SessionWith<Rows> | null> {
    const found = await this.sessions.findWith<Rows>(this.cookie.read(request), statements);
    if (found !== null) noteFormToken(request, found.session.csrf, found.session.row.register_number);
    return found;
  }

  /**
   * A session that may see the status; else the answer is the way to `/lacak`. Throws 401 where something was typed:
   * its answer carries the words through the door.
   */
  async status(request: FastifyRequest, reply: FastifyReply): Promise<TrackSession | null> {
    return (await this.statusWith(request, reply, []))?.session ?? null;
  }

  /** The same with what these statements say of its case. */
  async statusWith<Rows extends readonly unknown[]>(
    request: FastifyRequest,
    reply: FastifyReply,
    statements: readonly Statement[],
  ): Promise<SessionWith<Rows> | null> {
    const found = await this.findWith<Rows>(request, statements);
    if (found === null) {
      await this.mustLoseNothing(request);
      leadTo(request, reply, '/lacak');
    }
    return found;
  }

  /** A session that may see the content; else the answer is the way to the code, and from there back to `page`. */
  async content(
    request: FastifyRequest,
    reply: FastifyReply,
    page: (typeof CONTENT_PAGES)[number] | null = null,
  ): Promise<TrackSession | null> {
    const session = await this.status(request, reply);
    if (session === null || session.layer === 'content') return session;
    await this.mustLoseNothing(request);
    leadTo(request, reply, page === null ? '/permohonan-saya/buka' : `/permohonan-saya/buka?ke=${page}`);
    return null;
  }

  /** Begins a session and leads on, or to the form that waited for it; the session before it ends. */
  async enter(
    request: FastifyRequest,
    reply: FastifyReply,
    case_: { readonly id: string; readonly layer: Layer; readonly to: string },
  ): Promise<string> {
    const secret = await this.sessions.begin(case_.id, case_.layer, this.cookie.read(request));
    this.cookie.set(reply, secret);
    const form = this.pending.carried(request);
    const session = form === null ? null : await this.sessions.find(secret);
    if (form !== null && session !== null) return this.giveBack(request, reply, session, form);
    return leadTo(request, reply, case_.to);
  }

  /** The form that waited, once a case is open; that of another case goes on waiting. */
  giveBack(
    request: FastifyRequest,
    reply: FastifyReply,
    { csrf, row }: Pick<TrackSession, 'csrf'> & { readonly row: { readonly register_number: string } },
    form: PendingForm,
  ): string {
    const number = row.register_number;
    const about = this.views.for(request).t('resend.about', { number });
    const resend = { reason: 'opened', status: 200, token: csrf, matter: number, about } as const;
    return this.pending.page(request, reply, form, { ...resend, frame: { nav: 'track' } });
  }

  private async mustLoseNothing(request: FastifyRequest): Promise<void> {
    if (request.method === 'POST' && (await this.pending.of(request)) !== null) throw unauthenticated();
  }

  async leave(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.sessions.end(this.cookie.read(request));
    this.cookie.clear(reply);
  }
}

/** Throws 403 `form-expired` unless the form carries the value of this session. */
export function checkForm(session: TrackSession, given: string | undefined): void {
  if (given === undefined || !sameSecret(Buffer.from(given), Buffer.from(session.csrf))) throw forged();
}

/** Leads the browser on with a GET, in the language of the page it comes from. */
export function leadTo(request: FastifyRequest, reply: FastifyReply, path: string): string {
  reply.code(303).header('location', pathInLanguage(path, languageOfPath(request.url)));
  return '';
}

/** Where the code page leads on to: a page of the list, or the status. */
export function pageAfterCode(wanted: unknown): string {
  const page = CONTENT_PAGES.find((known) => known === wanted);
  if (page === undefined) return '/permohonan-saya';
  return page === 'tanda-bukti' ? '/permohonan-saya/tanda-bukti.pdf' : `/permohonan-saya/${page}`;
}
