import type { FastifyRequest } from 'fastify';

const forwarded = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'cf-connecting-ip'];

/** True for a program on this machine; a proxy here that forwards for others says so in its headers. */
export function isFromThisMachine(request: Pick<FastifyRequest, 'raw' | 'headers'>): boolean {
  const address = request.raw.socket.remoteAddress ?? '';
  const isLoopback = /^(::ffff:)?127\.|^::1$/.test(address);
  return isLoopback && !forwarded.some((name) => request.headers[name] !== undefined);
}
