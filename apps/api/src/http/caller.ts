import type { Scope } from '@hookline/store';
import type { FastifyRequest } from 'fastify';

/** Who asks: a signed-in person, or a program with an API key. */
export type Actor = {
  readonly kind: 'user' | 'key';
  readonly id: string;
  readonly name: string;
};

export type Caller = { readonly scope: Scope; readonly actor: Actor };

/** Tells who a request comes from; `null` for nobody that we know. */
export abstract class Doorkeeper {
  abstract identify(request: FastifyRequest): Promise<Caller | null>;
}
