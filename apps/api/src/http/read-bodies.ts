import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';
import { BodyBudget } from './body-budget.js';
import { isOpen } from './route-policy.js';

/** What somebody says whom we do not know: an address and a password. */
const openBodyBytes = 16_384;
const heldBytesMax = 64 * 1_048_576;
/** A character of text takes up to two bytes, and an object of three characters some sixty. */
const bytesPerCharacter = 2;
const bytesPerValue = 80;

declare module 'fastify' {
  interface FastifyRequest {
    room: Room | null;
  }
}

/**
 * How the bodies of API requests are read: JSON alone, for a form or text/plain is what another site can make a browser
 * send, and within what all of them together may hold of the process, as text and as what is read of it. The rest is
 * told to come again.
 */
export function readBodies(
  fastify: FastifyInstance,
  budget: BodyBudget = new BodyBudget(heldBytesMax),
): void {
  fastify.decorateRequest('room', null);
  fastify.addHook('onRoute', (route) => {
    if (isOpen(route.config?.policy)) route.bodyLimit = openBodyBytes;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!hasBody(request)) done();
    else if (request.is404) done(new ApiError('not_found'));
    else done(enter(request, reply, budget));
  });
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      // Many clients name the type of a body that they do not send.
      if (body === '') return done(null, undefined);
      const bytes = valuesAtMost(body) * bytesPerValue;
      if (bytes > budget.maxBytes) return done(new ApiError('body_too_large'));
      if (request.room?.grow(bytes) === false) return done(full());
      return parse(request, body, done);
    },
  );
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** A declared body takes its room before it comes; one in chunks may become as large as it may be. */
function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  budget: BodyBudget,
): ApiError | undefined {
  const { bodyLimit } = request.routeOptions;
  const declared = Number(request.headers['content-length'] ?? bodyLimit);
  const room = new Room(budget);
  if (!room.grow(Math.min(declared, bodyLimit) * bytesPerCharacter)) return full();
  request.room = room;
  reply.raw.once('close', () => room.leave());
  return undefined;
}

const full = (): ApiError => new ApiError('try_later');

/** What one request holds until it is answered, or its peer is gone. */
class Room {
  #heldBytes = 0;
  #isLeft = false;

  constructor(private readonly budget: BodyBudget) {}

  /** False: there is no room for it. */
  grow(bytes: number): boolean {
    if (this.#isLeft || !this.budget.take(bytes)) return false;
    this.#heldBytes += bytes;
    return true;
  }

  leave(): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    this.budget.give(this.#heldBytes);
  }
}

/** Each value but the first of its list stands behind a comma; those within texts count too, which does no harm. */
function valuesAtMost(text: string): number {
  let count = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2c || code === 0x5b || code === 0x7b) count += 1;
  }
  return count;
}
