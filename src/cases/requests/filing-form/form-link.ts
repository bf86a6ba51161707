import type { FastifyReply } from 'fastify';
import { pathInLanguage, type Language } from '../../../platform/views/language.js';
import { CHECK_PATH, FORM } from './steps.js';

/** Address of a page of the form; with `back` the page returns to the check page. */
export function formLink(language: Language, path: string, back = false): string {
  const address = pathInLanguage(`${FORM}/${path}`, language);
  return back && path !== CHECK_PATH ? `${address}?kembali=${CHECK_PATH}` : address;
}

/** Answers a good POST: on to a page by GET, so that a reload repeats nothing. */
export function goTo(reply: FastifyReply, path: string): string {
  reply.code(303).header('location', path);
  return '';
}
