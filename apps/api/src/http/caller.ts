import type { IncomingHttpHeaders } from 'node:http';
import type { Scope } from '@hookline/store';

/** Who asks: a signed-in person, or a program with an API key. */
export type Actor = {
  readonly kind: 'user' | 'key';
  readonly id: string;
  readonly name: string;
};

export type Caller = { readonly scope: Scope; readonly actor: Actor };

/** Tells who a request comes from; `null` for nobody that we know. */
export abstract class Doorkeeper {
  abstract identify(headers: IncomingHttpHeaders): Promise<Caller | null>;
}
