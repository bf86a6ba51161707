import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireSession } from '../../office/staff/session-source.js';
import { staffFrame } from '../../office/staff/staff-frame.js';
import type { Texts } from '../../platform/views/texts.js';
import type { PageOptions } from '../../platform/views/views.js';

/** The frame of every page of this room. `title` is a key, or with `plain` the words themselves. */
export function oversightFrame(
  texts: Texts,
  request: FastifyRequest,
  title: string,
  current: '/pengawas' | '/pengawas/kasus',
  options: { readonly plain?: boolean; readonly hasErrors?: boolean; readonly status?: number } = {},
): PageOptions {
  return {
    title: options.plain === true ? title : texts.t(title),
    staff: staffFrame(texts, requireSession(request), { current }),
    languageLink: false,
    hasErrors: options.hasErrors ?? false,
    ...(options.status === undefined ? {} : { status: options.status }),
  };
}

/** Answers a good POST: the browser goes on with a GET, so that a reload repeats nothing. */
export function goOn(reply: FastifyReply, path: string): string {
  reply.code(303).header('location', path);
  return '';
}
