import type { JsonObject, JsonValue } from '@hookline/contract';
import type { Http } from '../ports.js';

/** What a vendor is told of a flow's address. */
export type RegistrationCall = {
  readonly http: Http;
  readonly connection: JsonObject;
  readonly settings: JsonObject;
  /** Where the vendor shall send, the secret in it where it belongs there. */
  readonly hookUrl: string;
  /** Other addresses of the same flow: those that leave, or the one that comes in the place of this one. */
  readonly otherUrls: readonly string[];
  /** The kinds of events that start the flow, by the names that the receiver gives them. */
  readonly events: readonly string[];
  /** All that the receiver knows were chosen. */
  readonly isAll: boolean;
  /** What the vendor proves itself with, where it takes one. */
  readonly secret: string;
};

/** What the vendor has for the address. `fits`: it is switched on and sends just what is asked for. */
export type FoundRegistration = { readonly ids: readonly string[]; readonly fits: boolean };

/** `values`: fields of the connection that the vendor told at this moment and never again. */
export type CreatedRegistration = { readonly ids: readonly string[]; readonly values?: JsonObject };

/** A key to the vendor's API that ages, and is renewed with another one that is kept with the connection. */
export type AgingAccess = {
  readonly isFresh: (connection: JsonObject, nowMs: number) => boolean;
  /**
   * Asks for the next key. What it returns is kept in the connection, beside its fields or in their place, before
   * anything else is done with it.
   */
  readonly renew: (http: Http, connection: JsonObject, nowMs: number) => Promise<JsonObject>;
};

/**
 * How the address of a flow is made known to its vendor, instead of a person pasting it there. Each function
 * may be called again after any failure: `find` goes by the address, whatever secret stands in it, and `remove`
 * takes what is gone for done.
 */
export type Registration = {
  readonly app: string;
  readonly event: string;
  /** Without these the person connects by hand. */
  readonly needs: { readonly connection: readonly string[]; readonly settings: readonly string[] };
  /** The connection's field that holds the secret. Left empty, one is made up for each registration. */
  readonly secretField: string | null;
  /** The vendor makes the secret, and tells it once: what was found without it is made anew. */
  readonly tellsSecret?: boolean;
  /** The secret goes along in the address. */
  readonly isInAddress?: boolean;
  /** Its key ages: the calls below get a connection with a fresh one. */
  readonly access?: AgingAccess;
  /** Where its ids are names: the same id at the same site is the same webhook, whichever connection sees it. */
  readonly site: (place: Pick<RegistrationCall, 'connection' | 'settings'>) => string;
  readonly find: (call: RegistrationCall) => Promise<FoundRegistration>;
  readonly create: (call: RegistrationCall) => Promise<CreatedRegistration>;
  /**
   * Makes what `find` found send what is asked for now. Until that is done the sender goes on with what it has:
   * whatever is taken away has something in its place before, so that a failure loses no event.
   */
  readonly change: (call: RegistrationCall, ids: readonly string[]) => Promise<CreatedRegistration>;
  readonly remove: (call: RegistrationCall, ids: readonly string[]) => Promise<void>;
};

/** Defines how the address of a flow is registered at a vendor. */
export function registration(definition: Registration): Registration {
  return definition;
}

/** Whether it is the address of the flow, with this secret in it or with an older one. */
export function isAddressOf(
  { hookUrl }: Pick<RegistrationCall, 'hookUrl'>,
  url: JsonValue,
): boolean {
  return typeof url === 'string' && withoutQuery(url) === withoutQuery(hookUrl);
}

const withoutQuery = (url: string): string => url.split('?', 1)[0] ?? '';

/** Whether both lists hold the same names, in whatever order. */
export function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}
