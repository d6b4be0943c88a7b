import {
  endpointPolicy,
  isObject,
  sayReason,
  type EndpointPolicy,
  type JsonObject,
  type JsonValue,
  type ReceiverPreset,
} from '@hookline/contract';
import { checkAddress, readAddressRule, type RawRequest } from '@hookline/intake';
import type { Hook } from '@hookline/store';
import { openOrigins, originOf, type Origins } from './open-origins.js';
import type { RateBook } from './open-rate-book.js';

/** Why an event is not trusted, in words for the owner, and what becomes of it. */
export type Suspicion = { readonly reason: string; readonly fate: 'quarantine' | 'refuse' };

/** What an endpoint asks of its requests, compiled once for the many that come. */
export type OpenPolicy = {
  /** The settings of the source without what is judged here. */
  readonly settings: JsonObject;
  readonly origins: Origins | null;
  /** What a GET is when it is no event; `null` when it is one. */
  readonly get: 'hello' | 'refuse' | null;
  readonly mayCome: () => boolean;
  readonly maxBodyBytes: number;
  readonly suspect: (request: RawRequest, payload: JsonValue) => Suspicion | null;
};

/** Reads what a flow asks of its address; `null` when that is nothing, so that it costs nothing. */
export function openPolicy(
  hook: Hook,
  preset: ReceiverPreset,
  mayCome: RateBook,
): OpenPolicy | null {
  const read = endpointPolicy.safeParse(hook.endpoint ?? {});
  // Written by a later version: what is not understood must not keep a lead out.
  const { through: _elsewhere, ...asked } = read.success ? read.data : {};
  if (Object.keys(asked).length === 0) return null;
  const { perMinute, maxBodyBytes = Infinity } = asked;
  const { allowedAddresses, ...settings } = hook.settings;
  const isQuarantine = asked.strangers === 'quarantine';
  return {
    settings: isQuarantine ? settings : hook.settings,
    origins: openOrigins(asked.origins, preset.methods),
    get: readGet(asked.get, preset),
    mayCome: perMinute === undefined ? () => true : () => mayCome(hook.flowId, perMinute),
    maxBodyBytes,
    suspect: openSuspicions(asked, isQuarantine ? allowedAddresses : undefined),
  };
}

/** A sender whose handshake is a GET must be able to make it, and its other GETs are refused anyway. */
function readGet(get: EndpointPolicy['get'], preset: ReceiverPreset): OpenPolicy['get'] {
  if (get === undefined || get === 'event') return null;
  return preset.greetings.some(({ methods }) => methods.includes('GET')) ? null : get;
}

function openSuspicions(asked: EndpointPolicy, allowed: unknown): OpenPolicy['suspect'] {
  const addresses = readAddressRule(allowed);
  const origins = Array.isArray(asked.origins) ? new Set(asked.origins) : null;
  const fate = asked.strangers ?? 'refuse';
  return (request, payload) => {
    const stranger = checkAddress(addresses, request.address);
    if (stranger) return { reason: stranger.reason, fate: 'quarantine' };
    const origin = origins === null ? undefined : originOf(request.headers);
    if (origin !== undefined && !origins?.has(origin)) {
      return { reason: sayReason('page_foreign', { origin: origin.slice(0, 200) }), fate };
    }
    if (asked.honeypot === undefined || !isFilled(payload, asked.honeypot)) return null;
    return {
      reason: sayReason('honeypot', { field: asked.honeypot }),
      fate: 'quarantine',
    };
  };
}

function isFilled(payload: JsonValue, field: string): boolean {
  if (!isObject(payload) || !Object.hasOwn(payload, field)) return false;
  const value = payload[field];
  return value !== null && value !== '' && value !== false;
}
