import type { FastifyRequest } from 'fastify';
import type { Role } from '../../platform/database/scope.js';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Whether a request may change something. */
export function changesSomething(request: FastifyRequest): boolean {
  return !SAFE_METHODS.includes(request.method);
}

/** Whether a request is for a page behind the sign-in. */
export function isStaffPage(request: FastifyRequest): boolean {
  return isStaffPath(request.url);
}

/** Whether an address lies behind the sign-in. */
export function isStaffPath(url: string): boolean {
  return /^\/(petugas|pengawas|admin)(\/|$|\?)/u.test(url);
}

/** The first page of a person: the queue for whoever works on cases, else the board, else the settings. */
export function firstPageOf(roles: readonly Role[]): string {
  if (roles.includes('desk') || roles.includes('officer')) return '/petugas';
  return roles.includes('supervisor') || roles.includes('superior') ? '/pengawas' : '/admin';
}

/**
 * The page to go back to after sign-in: a path of our own behind the sign-in and within the person's rooms, as it was
 * asked for; anything else (other sites, backslashes, control characters, the sign-in itself) gives the first page.
 */
export function pageAfterSignIn(wanted: string | null, roles: readonly Role[]): string {
  const first = firstPageOf(roles);
  if (wanted === null || wanted.length > 1_000 || !/^\/(petugas|pengawas|admin)([/?]|$)/u.test(wanted))
    return first;
  if (/[\\\p{C}\s]/u.test(wanted) || wanted.includes('//')) return first;
  const base = 'http://tenggat.invalid';
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  if (url === null || url.origin !== base) return first;
  if (!isOwnRoom(url.pathname, roles) || /^\/petugas\/(masuk|keluar)\b/u.test(url.pathname)) return first;
  return url.pathname + url.search;
}

function isOwnRoom(path: string, roles: readonly Role[]): boolean {
  const may = (...any: Role[]): boolean => roles.some((role) => any.includes(role));
  if (/^\/petugas\/(profil|sesi)\b/u.test(path)) return true;
  if (/^\/petugas(\/|$)/u.test(path)) return may('desk', 'officer');
  if (/^\/pengawas(\/|$)/u.test(path)) return may('supervisor', 'superior');
  return /^\/admin(\/|$)/u.test(path) && may('admin');
}
