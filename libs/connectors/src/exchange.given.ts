import type { HttpResponse, JsonObject, JsonValue } from '@hookline/connector-kit';

/** The address of a flow. */
export const hookUrl = 'https://hooks.example/hooks/abcdefgh12345678';

export type Exchange = {
  readonly connection: JsonObject;
  readonly settings?: JsonObject;
  readonly events: readonly string[];
  /** What the sender answers to the question for what it has, with one of ours and one of others. */
  readonly list: JsonValue;
  /** What makes the one of ours unfit: switched off by the sender, or other events. */
  readonly unfit: JsonValue;
  readonly ids: readonly string[];
  readonly created: JsonValue;
  /** The first request that makes it: its address, a header, what it says. */
  readonly asked: { method: string; url: string; header: [string, string]; body: unknown };
  /** The request that changes what is there, or makes what is missing; none by default: it is asked as above. */
  readonly changed?: { method: string; url: string; body: unknown };
  readonly removed: { method: string; url: string };
  /** How many requests take it away; one by default. */
  readonly removals?: number;
  /** What the sender answers when there is nothing to take away; 404 by default. */
  readonly gone?: HttpResponse;
};
