import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireSession } from '../../office/staff/session-source.js';
import { staffFrame } from '../../office/staff/staff-frame.js';
import type { Views } from '../../platform/views/views.js';

/** A page of this room: which template, its model, its title and the item of the menu it belongs to. */
export interface AdminPage {
  readonly name: string;
  readonly model: object;
  readonly title: string;
  readonly current: string;
  readonly hasErrors?: boolean;
}

/** Answers a request with a page in the frame of staff; the form fields' anti-forgery value is part of every model. */
export function adminPage(
  views: Views,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, model, title, current, hasErrors = false }: AdminPage,
): string {
  const session = requireSession(request);
  return views.page(
    request,
    reply,
    `admin/${name}`,
    { csrf: session.csrf, ...model },
    { title, staff: staffFrame(views.for(request), session, { current }), languageLink: false, hasErrors },
  );
}
