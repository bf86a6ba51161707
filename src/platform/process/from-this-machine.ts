import type { FastifyRequest } from 'fastify';

/**
 * True when the caller sits on this machine: a loopback connection that no proxy forwarded. A proxy on the same
 * machine connects from loopback too, but names whom it speaks for.
 */
export function isFromThisMachine(request: FastifyRequest): boolean {
  const { 'x-forwarded-for': forwardedFor, forwarded, via } = request.headers;
  if (forwardedFor !== undefined || forwarded !== undefined || via !== undefined) return false;
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
