import {
  Catch,
  HttpException,
  Injectable,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { databaseIsAway } from '../database/database-away.js';
import type { Language } from '../views/language.js';
import { Views } from '../views/views.js';
import { formTokenOf } from './pending-form.js';
import { PendingForms, type ResendReason } from './pending-forms.js';
import { Problem } from './problems.js';

interface Answer {
  readonly status: number;
  readonly problem: Problem;
}

/** One place where a no becomes an answer: problem+json for programs, a page in plain words for people. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(
    private readonly views: Views,
    private readonly pending: PendingForms,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also called for what fails before a route is reached (broken JSON, body over the limit). */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { status, problem } = this.read(error);
    if (reply.sent || reply.raw.headersSent) return;
    if (status >= 500) this.report(error, status, request);
    // Fastify would cut the connection off: who is still sending must be able to read why it is too much.
    if (status === 413) reply.removeHeader('connection');
    const wait = problem.extra['retryAfterSeconds'];
    if (typeof wait === 'number') reply.header('retry-after', String(wait));
    if (isProgram(request)) this.sendJson(status, problem, request, reply);
    else if (request.method === 'POST' && (status === 401 || problem.code in RESENDS)) {
      this.sendBack(status, problem, request, reply).catch((failure: unknown) => {
        this.report(failure, 500, request);
        this.sendPage(status, problem, request, reply);
      });
    } else this.sendPage(status, problem, request, reply);
  }

  /** A form that was turned away before its act ran comes back with what was typed. */
  private async sendBack(
    status: number,
    problem: Problem,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const form = await this.pending.of(request);
    const door = this.pending.doorOf(request);
    const reason = RESENDS[problem.code];
    if (form !== null && reason !== undefined) {
      const token = formTokenOf(request);
      // For another role it only waits: nothing would be reached by who is in.
      const isTheirs = reason !== 'other-role' && door !== undefined;
      const number = isTheirs ? await door.subject(request, form) : null;
      const about = number === null ? null : this.views.for(request).t('resend.about', { number });
      reply.send(this.pending.page(request, reply, form, { reason, status, token, about }));
    } else if (form !== null && status === 401 && door !== undefined) {
      reply.send(await door.ask(request, reply, form));
    } else this.sendPage(status, problem, request, reply);
  }

  private read(error: unknown): Answer {
    if (error instanceof Problem) return { status: error.status, problem: error };
    if (databaseIsAway(error)) {
      return { status: 503, problem: new Problem(503, 'unavailable', {}, [], { retryAfterSeconds: 5 }) };
    }
    const status = statusOf(error);
    const code = CODES[status] ?? (status < 500 ? 'bad-request' : 'internal');
    return { status, problem: new Problem(status, code) };
  }

  private sendJson(status: number, problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
    const texts = this.views.in(languageOfProgram(request));
    const { retryAfterSeconds: _, ...extra } = problem.extra;
    const body = {
      type: `about:blank`,
      title: texts.t(`problems.${problem.code}`, problem.values),
      status,
      code: problem.code,
      trace: request.id,
      ...(problem.faults.length > 0
        ? {
            errors: problem.faults.map((fault) => ({
              field: fault.field,
              code: fault.code,
              message: texts.t(fault.message, fault.values ?? {}),
            })),
          }
        : {}),
      ...extra,
    };
    reply
      .code(status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(body));
  }

  private sendPage(status: number, problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
    if (status === 401) {
      const from = pageBefore(request);
      const back = from === '' ? '' : `?kembali=${encodeURIComponent(from)}`;
      reply.code(303).header('location', `/petugas/masuk${back}`).send();
      return;
    }
    const texts = this.views.for(request);
    const own = PAGE_SENTENCES[problem.code];
    const sentence = texts.t(own ?? `problems.${problem.code}`, problem.values);
    const faults = (own === undefined ? problem.faults : []).map((fault) =>
      texts.t(fault.message, fault.values ?? {}),
    );
    const html = this.views.page(
      request,
      reply,
      'errors/problem',
      { status, code: problem.code, sentence, faults, backHref: pageBefore(request) },
      { title: texts.t(`problems.titles.${titleOf(status, problem.code)}`), status, languageLink: false },
    );
    reply.send(html);
  }

  private report(error: unknown, status: number, request: FastifyRequest): void {
    const name = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    const stack = error instanceof Error && status === 500 ? `\n${String(error.stack)}` : '';
    this.logger.error(
      `${String(status)} ${request.method} ${String(request.routeOptions.url)} ${request.id} ${name}${stack}`,
    );
  }
}

const CODES: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'not-signed-in',
  403: 'not-your-role',
  404: 'not-found',
  405: 'not-found',
  408: 'upload-cut-off',
  413: 'too-large',
  415: 'wrong-content-type',
  422: 'invalid-fields',
  429: 'too-many',
  503: 'unavailable',
};

const PAGE_TITLES: Readonly<Record<number, string>> = {
  403: 'not-allowed',
  404: 'not-found',
  409: 'changed',
  410: 'gone',
  413: 'too-large',
  422: 'invalid',
  429: 'too-many',
  500: 'internal',
  503: 'unavailable',
};

/** Where the status alone would say something else than what happened. */
const CODE_TITLES: Readonly<Record<string, string>> = {
  'form-expired': 'form-expired',
  'foreign-origin': 'foreign-origin',
  'same-person': 'same-person',
  'idempotency-key-reused': 'sent-already',
};

/** Where the sentence for programs would tell a person nothing. */
const PAGE_SENTENCES: Readonly<Record<string, string>> = {
  'idempotency-key-reused': 'resend.key-reused.why',
  'idempotency-key-missing': 'resend.key-missing.why',
};

function titleOf(status: number, code: string): string {
  return CODE_TITLES[code] ?? PAGE_TITLES[status] ?? 'other';
}

/** Refusals that come before the act; the form is given back with what was typed. */
const RESENDS: Readonly<Record<string, ResendReason>> = {
  'form-expired': 'expired',
  'idempotency-key-reused': 'key-reused',
  'idempotency-key-missing': 'key-missing',
  'not-your-role': 'other-role',
};

/** This page, or the page of our own that a form stood on; empty when the browser does not say. */
function pageBefore(request: FastifyRequest): string {
  if (request.method === 'GET') return request.url;
  const { referer, host } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return '';
  const page = new URL(referer);
  return page.host === host ? page.pathname + page.search : '';
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error) {
    const status = error.statusCode;
    if (typeof status === 'number' && status >= 400 && status < 600) return status;
  }
  return 500;
}

/** Programs speak under `/api`, `/health` and `/_test`; everything else is read by people. */
export function isProgram(request: FastifyRequest): boolean {
  return /^\/(api|health|metrics|_test)(\/|$|\?)/u.test(request.url);
}

/** English when the program asks for it, else Indonesian. */
export function languageOfProgram(request: FastifyRequest): Language {
  return /^\s*en\b/iu.test(request.headers['accept-language'] ?? '') ? 'en' : 'id';
}
