import type { FastifyRequest } from 'fastify';
import { requireSession } from '../../office/staff/session-source.js';
import { staffFrame } from '../../office/staff/staff-frame.js';
import type { Texts } from '../../platform/views/texts.js';
import type { PageOptions } from '../../platform/views/views.js';

/** The frame of the pages of this room. */
export function reportsFrame(
  texts: Texts,
  request: FastifyRequest,
  title: string,
  current: '/pengawas/register' | '/pengawas/laporan',
  options: { readonly hasErrors?: boolean; readonly status?: number } = {},
): PageOptions {
  return {
    title,
    staff: staffFrame(texts, requireSession(request), { current }),
    languageLink: false,
    hasErrors: options.hasErrors ?? false,
    ...(options.status === undefined ? {} : { status: options.status }),
  };
}
