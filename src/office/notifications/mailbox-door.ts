import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { notFound } from '../../platform/http/problems.js';
import { isFromThisMachine } from '../../platform/process/from-this-machine.js';

// Inline styles are a mail's only ones; nothing else may load, run or leave.
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox allow-popups allow-top-navigation-by-user-activation";

/**
 * The stored mails carry link secrets, so their pages exist only where the sink does (embedded) and only for callers
 * on this machine. Elsewhere they answer as if missing.
 */
export function onlyHere(config: Config, request: FastifyRequest): void {
  if (!config.embedded || !isFromThisMachine(request)) throw notFound();
}

/** Answers with the HTML part of a mail under a policy of its own. */
export function sendHtmlMail(reply: FastifyReply, html: string): string {
  reply.header('content-type', 'text/html; charset=utf-8');
  reply.header('content-security-policy', MAIL_POLICY);
  return html;
}
